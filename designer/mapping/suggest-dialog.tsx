// Suggested mappings with their reasons: accepted one by one or all at once.
import { Button, Checkbox, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import type { MappingRow } from '#shared/flow/document.ts'
import { suggestMappings } from '#shared/mapping/suggest.ts'
import { withTags, type TaggedField } from '#shared/retail/record-tags.ts'
import { inferFields } from '#shared/schemas/infer.ts'
import { fieldLabel } from '#designer/editor/field-names.ts'
import { applySuggestions, openSuggestions, suggestionKey } from './apply-suggestions.ts'
import { isReady, type MappingSample } from './mapping-samples.ts'
import classes from './suggest-dialog.module.css'
import type { TargetField } from './target-fields.ts'

export interface SuggestDialogProps {
  readonly fields: readonly TargetField[]
  readonly rows: readonly MappingRow[]
  readonly samples: readonly MappingSample[]
  /** What the fields of the record are in the retail model. */
  readonly tags: readonly TaggedField[]
  readonly onRows: (rows: MappingRow[]) => void
  readonly onClose: () => void
}

export function SuggestDialog({ fields, rows, samples, tags, onRows, onClose }: SuggestDialogProps) {
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set())
  const suggestions = useMemo(() => {
    const source = inferFields(samples.filter(isReady).map(({ record }) => record))
    return openSuggestions(suggestMappings(fields, withTags(source, tags)), rows)
  }, [fields, rows, samples, tags])
  const accepted = suggestions.filter(
    (one) => !refused.has(suggestionKey(one)) && one.within.every((_, depth) => !refused.has(one.within.slice(0, depth + 1).join(' > '))),
  )
  const labels = useMemo(() => labelsOf(fields, []), [fields])
  const put = (key: string, isWanted: boolean) =>
    setRefused((old) => {
      const next = new Set(old)
      if (isWanted) next.delete(key)
      else next.add(key)
      return next
    })
  return (
    <Modal opened onClose={onClose} title={t('Suggested mappings')} size="xl" scrollAreaComponent={ScrollArea.Autosize}>
      {suggestions.length === 0 ? (
        <EmptyState icon="list-checks" compact title={t('Nothing to suggest')}>
          {t('Every field that looks like one of the source is mapped, or no sample shows what the source has.')}
        </EmptyState>
      ) : (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t(
              'By what fields are in the retail model, then by name, by other words for the same, by place and by kind. Only fields without a rule are filled.',
            )}
          </Text>
          <ul className={classes.list}>
            {suggestions.map((one) => (
              <li key={suggestionKey(one)} className={classes.item} style={{ paddingLeft: one.within.length * 22 }}>
                <Checkbox
                  size="xs"
                  checked={accepted.includes(one)}
                  aria-label={t('Map {{target}} to {{source}}', { target: one.target, source: one.expression })}
                  onChange={(event) => put(suggestionKey(one), event.currentTarget.checked)}
                />
                <span className={classes.target}>
                  {labels.get(suggestionKey(one))} <code className={classes.source}>{one.target}</code>
                </span>
                <code className={classes.source}>{one.isList ? t('each of {{list}}', { list: one.expression }) : one.expression}</code>
                <span className={classes.reasons}>{one.reasons.join(' · ')}</span>
              </li>
            ))}
          </ul>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button
              disabled={accepted.length === 0}
              onClick={() => {
                onRows(applySuggestions(rows, accepted, fields))
                onClose()
              }}
            >
              {t('accept-suggestions', { count: accepted.length })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

/** What the target's fields are called, by the keys of their suggestions. */
function labelsOf(fields: readonly TargetField[], within: readonly string[]): ReadonlyMap<string, string> {
  const found = fields.flatMap((field): readonly (readonly [string, string])[] => [
    [suggestionKey({ within, target: field.target }), fieldLabel(field.title, field.names.at(-1) ?? field.target)],
    ...labelsOf(field.fields ?? [], within),
    ...labelsOf(field.items ?? [], [...within, field.target]),
  ])
  return new Map(found)
}
