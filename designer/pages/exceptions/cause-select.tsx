// Narrows the desk to one cause: the same step of the same flow stopped by the same reason.
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { exceptionCausesQuery, type CauseFilter } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { reasonOf } from '#designer/ui/reason.ts'

export interface CauseSelectProps {
  readonly client: string
  readonly filter: CauseFilter
  readonly onChange: (cause: CauseFilter) => void
  /** Within a popover: as wide as that. */
  readonly nested: boolean
}

/** Ids and codes have no spaces. */
const nameOf = ({ flow, environment, node, code }: CauseFilter) => [flow, environment, node, code].join(' ')

export function CauseSelect({ client, filter, onChange, nested }: CauseSelectProps) {
  const { flow, environment, node, code } = filter
  const isOne = node !== undefined && code !== undefined
  // With one chosen, the others of its flow stay choosable.
  const causes = useQuery(exceptionCausesQuery(client, { flow, environment })).data ?? []
  if (causes.length < 2 && !isOne) return null
  const choices = causes.map((cause) => {
    const own = { flow: cause.flowId, environment: cause.environment, node: cause.nodeId, code: cause.code }
    return { value: nameOf(own), label: `${cause.count} × ${reasonOf(cause)}`, own }
  })
  return (
    <Select
      size="xs"
      {...(!nested && { w: 200 })}
      aria-label={t('Reason')}
      placeholder={t('All reasons')}
      data={choices.map(({ value, label }) => ({ value, label }))}
      value={isOne ? nameOf(filter) : null}
      onChange={(value) =>
        onChange(choices.find((choice) => choice.value === value)?.own ?? { flow, environment, node: undefined, code: undefined })
      }
      clearable
      // Reasons are sentences.
      comboboxProps={nested ? { withinPortal: false } : { width: 420, position: 'bottom-start' }}
      searchable={choices.length > 6}
    />
  )
}
