// A small mark beside a field that came, went or changed since the mapping was last looked at.
import { phrase, t } from '#designer/i18n/index.ts'
import type { FieldDrift } from '#shared/schemas/field-drift.ts'
import classes from './drift.module.css'
import { driftWords } from './drift-view.ts'

const LABELS: Readonly<Record<FieldDrift['kind'], string>> = {
  new: phrase('New'),
  missing: phrase('Missing'),
  changed: phrase('Changed'),
}

export function DriftBadge({ drift }: { readonly drift: FieldDrift }) {
  return (
    <span className={classes.badge} data-kind={drift.kind} title={driftWords(drift)}>
      {t(LABELS[drift.kind])}
    </span>
  )
}
