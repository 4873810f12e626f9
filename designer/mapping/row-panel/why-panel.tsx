// Why the field is what it is on the sample that is looked at: the fields its rule read, and where a path broke off.
import { Button, Loader } from '@mantine/core'
import { pathLabel, saysMore } from '#designer/editor/field-names.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { RowExplanation } from '#shared/api/contract.ts'
import { useFieldPresence, type Presence } from '../field-presence.ts'
import type { MappingSample } from '../mapping-samples.ts'
import type { CellLook } from '../preview-cells.ts'
import { cellSentence, shownValue } from '../result-cell.tsx'
import { readingsOf, type Reading } from '../why.ts'
import classes from './row-panel.module.css'

export interface WhyPanelProps {
  readonly sample: MappingSample
  readonly samples: readonly MappingSample[]
  readonly look: CellLook | undefined
  readonly explanation: RowExplanation | undefined
  readonly loading: boolean
  /** What fields are called in their systems, by path from the record. */
  readonly titles?: ReadonlyMap<string, string>
  /** Replaces a path of the rule by another, both seen from the record; absent where the rule may not be changed. */
  readonly onReplace?: (from: string, to: string) => void
  readonly onAccept?: () => void
}

export function WhyPanel({ sample, samples, look, explanation, loading, titles, onReplace, onAccept }: WhyPanelProps) {
  const readings = readingsOf(
    (explanation?.fields ?? []).flatMap((field) => field.readings),
    sample,
    samples,
  )
  const presence = useFieldPresence(readings.map(({ source }) => source))
  return (
    <div className={classes.why}>
      {look ? (
        <div className={classes.verdict} data-tone={look.tone}>
          {look.tone === 'value' ? null : <Icon name={look.tone === 'nothing' ? 'circle-dashed' : 'circle-alert'} size={15} />}
          <div>
            <p className={classes.verdictText}>
              {look.tone === 'value' && Array.isArray(look.value) ? t('items-count', { count: look.value.length }) : cellSentence(look)}
            </p>
            {look.mismatch === undefined ? null : <p className={classes.faint}>{t('This is {{what}}.', { what: t(look.mismatch) })}</p>}
          </div>
        </div>
      ) : loading ? null : (
        <p className={classes.faint}>{t('Nothing is known on this sample yet.')}</p>
      )}
      {onAccept && look?.tone === 'different' ? (
        <Button
          size="compact-xs"
          variant="light"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<Icon name="list-checks" size={12} />}
          onClick={onAccept}
        >
          {t('Expect this from now on')}
        </Button>
      ) : null}
      {loading ? <Loader size="xs" /> : null}
      {explanation?.reason !== undefined && readings.length === 0 ? (
        <p className={classes.faint}>{t('What was read is not known: {{reason}}', { reason: explanation.reason })}</p>
      ) : null}
      {readings.length > 0 ? <h3 className={classes.small}>{t('Read from')}</h3> : null}
      <ul className={classes.readings}>
        {readings.map((reading) => (
          <ReadingLine
            key={reading.source}
            reading={reading}
            label={pathLabel(reading.source, { record: undefined, ...(titles && { titles }) })}
            total={samples.length}
            presence={presence}
            {...(onReplace && { onReplace })}
          />
        ))}
      </ul>
      {explanation && readings.length === 0 && explanation.reason === undefined && !explanation.error ? (
        <p className={classes.faint}>{t('It reads no field of the source.')}</p>
      ) : null}
    </div>
  )
}

function ReadingLine({
  reading,
  label,
  total,
  presence,
  onReplace,
}: {
  readonly reading: Reading
  readonly label: string
  readonly total: number
  readonly presence: Presence | undefined
  readonly onReplace?: (from: string, to: string) => void
}) {
  const { source, read, values, missing, presentIn } = reading
  const inRecords = presence?.present.get(source)
  return (
    <li className={classes.reading} data-faint={!read || undefined}>
      <span className={classes.readingName}>
        {label} {saysMore(source, label) ? <code className={classes.readingPath}>{source}</code> : null}
      </span>
      <span className={classes.counts}>
        {presentIn === undefined ? null : (
          <span className={classes.presence} data-none={presentIn === 0 || undefined}>
            {t('in {{count}} of {{total}} samples', { count: presentIn, total })}
          </span>
        )}
        {inRecords === undefined || presence === undefined ? null : (
          <span className={classes.presence} data-none={inRecords === 0 || undefined}>
            {inLastRecords(inRecords, presence.records)}
          </span>
        )}
      </span>
      {read ? <ReadingValue values={values} /> : <span className={classes.faint}>{t('not needed on this sample')}</span>}
      {missing && read ? (
        <span className={classes.missing}>
          {missing.filtered
            ? t('The field is there, but nothing is left after its filter.')
            : missing.reads > 1 && missing.times < missing.reads
              ? t('{{times}} of {{reads}} times there is no {{at}}.', { times: missing.times, reads: missing.reads, at: missing.at })
              : t('There is no {{at}}.', { at: missing.at })}
        </span>
      ) : null}
      {missing && read && missing.instead.length > 0 ? (
        <span className={classes.instead}>
          {t('Is this meant?')}
          {missing.instead.map((path) => (
            <Button key={path} size="compact-xs" variant="light" disabled={!onReplace} onClick={() => onReplace?.(source, path)}>
              {path}
            </Button>
          ))}
        </span>
      ) : null}
    </li>
  )
}

function ReadingValue({ values }: { readonly values: readonly unknown[] }) {
  if (values.length === 0) return null
  return (
    <span className={classes.value}>
      {values.slice(0, 3).map(plainValue).join(' · ')}
      {values.length > 3 ? ` … ${t('items-count', { count: values.length })}` : ''}
    </span>
  )
}

const plainValue = (value: unknown) => (value === '' ? t('an empty text') : value === null ? 'null' : shownValue(value))

function inLastRecords(found: number, total: number): string {
  if (total === 1) return found === 1 ? t('in the last real record') : t('not in the last real record')
  return t('in {{found}} of the last {{total}} real records', { found, total })
}
