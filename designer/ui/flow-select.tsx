// Chooses one of the client's flows as a filter.
import { Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'

export interface FlowSelectProps {
  readonly flows: readonly { readonly id: string; readonly name: string }[]
  readonly value: string | undefined
  readonly onChange: (flow: string | undefined) => void
  /** Within a popover: as wide as that, and its choices within it, so that a click on one does not close it. */
  readonly nested?: boolean
}

export function FlowSelect({ flows, value, onChange, nested = false }: FlowSelectProps) {
  return (
    <Select
      size="xs"
      {...(nested ? { comboboxProps: { withinPortal: false } } : { w: 230 })}
      aria-label={t('Flow')}
      placeholder={t('All flows')}
      data={flows.map((flow) => ({ value: flow.id, label: flow.name }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable
      searchable={flows.length > 6}
    />
  )
}
