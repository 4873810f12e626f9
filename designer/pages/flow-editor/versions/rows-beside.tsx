// The rows of a mapping before and after, side by side: what is new, gone or other stands out.
import { Switch, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { FieldPath } from '#designer/ui/field-path.tsx'
import { ruleWords } from '#shared/flow/diff-words.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { isSame } from '#shared/flow/same.ts'
import { everyRow } from '#shared/mapping/check-rows.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import classes from './compare.module.css'

interface Pair {
  /** The names on the way to it, those of the lists around first, as a JSON list. */
  readonly target: string
  readonly before: MappingRow | undefined
  readonly after: MappingRow | undefined
}

const namesOf = (target: string): readonly string[] => {
  const parsed = parseTarget(target)
  return parsed.ok ? parsed.names : [target]
}

/** Rows of both sides by target, those within `each` rows behind theirs. */
function pairsOf(before: readonly MappingRow[], after: readonly MappingRow[]): readonly Pair[] {
  const flat = (rows: readonly MappingRow[]) => {
    const named = new Map<string, MappingRow>()
    const above: (readonly string[])[] = []
    for (const { row, path } of everyRow(rows)) {
      const depth = path.split('.rows.').length - 1
      above.length = depth
      above[depth] = namesOf(row.target)
      // Of an `each` row its own rows have lines of their own.
      named.set(JSON.stringify(above.flat()), row.rule.kind === 'each' ? { ...row, rule: { ...row.rule, rows: [] } } : row)
    }
    return named
  }
  const [old, now] = [flat(before), flat(after)]
  return [...new Set([...now.keys(), ...old.keys()])].map((target) => ({ target, before: old.get(target), after: now.get(target) }))
}

const kindOf = ({ before, after }: Pair) => (!before ? 'added' : !after ? 'removed' : isSame(before, after) ? 'same' : 'changed')

export interface RowsBesideProps {
  readonly before: readonly MappingRow[]
  readonly after: readonly MappingRow[]
  /** Of what the rows fill. */
  readonly schema: JsonSchema | undefined
}

export function RowsBeside({ before, after, schema }: RowsBesideProps) {
  const [all, setAll] = useState(false)
  const pairs = pairsOf(before, after)
  const changed = pairs.filter((pair) => kindOf(pair) !== 'same')
  const shown = all ? pairs : changed
  return (
    <div>
      <div className={classes.rowsHead}>
        <Text fz="sm" fw={600}>
          {t('Mapping rows')}
        </Text>
        <Switch size="xs" label={t('Show all rows')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      </div>
      {shown.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('All rows are the same.')}
        </Text>
      ) : (
        <Table fz="xs" layout="fixed" verticalSpacing={5} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">{t('Target field')}</Table.Th>
              <Table.Th>{t('Before')}</Table.Th>
              <Table.Th>{t('After')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((pair) => (
              <Table.Tr key={pair.target} className={classes.row ?? ''} data-kind={kindOf(pair)}>
                <Table.Td>
                  <FieldPath keys={JSON.parse(pair.target) as string[]} schema={schema} />
                </Table.Td>
                <Table.Td data-side="before">
                  <Rule row={pair.before} />
                </Table.Td>
                <Table.Td data-side="after">
                  <Rule row={pair.after} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  )
}

function Rule({ row }: { readonly row: MappingRow | undefined }) {
  if (!row) return <span className={classes.nothing}>{t('nothing')}</span>
  return (
    <>
      <code>{row.rule.kind === 'expression' ? row.rule.expression : words(ruleWords(row.rule))}</code>
      {row.required ? <span className={classes.required}> · {t('required')}</span> : null}
    </>
  )
}
