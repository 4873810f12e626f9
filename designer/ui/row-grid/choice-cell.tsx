// A value that is stored by id and chosen by name. One that the system does not list stays, and says so.
import { Select } from '@mantine/core'
import type { ListedValue } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import classes from './row-grid.module.css'

export interface ChoiceCellProps {
  readonly value: string
  readonly choices: readonly ListedValue[]
  readonly label: string
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

export function ChoiceCell({ value, choices, label, readOnly, onChange }: ChoiceCellProps) {
  const isListed = value === '' || choices.some((choice) => choice.value === value)
  const data = choices.map((choice) => ({ value: choice.value, label: choice.label }))
  return (
    <Select
      variant="unstyled"
      classNames={{ input: classes.choice ?? '' }}
      aria-label={label}
      aria-invalid={!isListed}
      placeholder={t('Choose')}
      data={isListed ? data : [...data, { value, label: t('{{id}}: not there', { id: value }) }]}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      readOnly={readOnly}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('Nothing found')}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
    />
  )
}
