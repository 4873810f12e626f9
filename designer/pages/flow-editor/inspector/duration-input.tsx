// A length of time: an amount and a unit.
import { Group, Input, NumberInput, Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { Duration } from '#shared/flow/nodes/waiting.ts'

const UNITS: readonly Duration['unit'][] = ['seconds', 'minutes', 'hours', 'days', 'weeks']

export interface DurationInputProps {
  readonly label: string
  readonly description?: string
  readonly value: Duration
  readonly onChange: (value: Duration) => void
}

export function DurationInput({ label, description, value, onChange }: DurationInputProps) {
  return (
    <Input.Wrapper label={label} description={description}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          aria-label={label}
          min={1}
          max={10_000}
          allowDecimal={false}
          w={110}
          value={value.amount}
          onChange={(amount) => typeof amount === 'number' && amount >= 1 && onChange({ ...value, amount })}
        />
        <Select
          aria-label={t('Unit')}
          allowDeselect={false}
          style={{ flex: 1 }}
          data={UNITS.map((unit) => ({ value: unit, label: t(unit) }))}
          value={value.unit}
          onChange={(unit) => unit !== null && onChange({ ...value, unit: unit as Duration['unit'] })}
        />
      </Group>
    </Input.Wrapper>
  )
}
