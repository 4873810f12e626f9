// A list of a system that is looked at regularly: which, how often, and how its records become runs.
import { Input, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { connectorOf } from '#designer/graph/summary.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import { SchemaForm } from '#designer/ui/schema-form.tsx'
import { isRecord } from '#shared/json.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import type { PollConfig } from '#shared/flow/nodes/feeds.ts'
import { useEditor } from '../state/context.ts'
import { PageFields } from './page-fields.tsx'
import { SlotSelect } from './slot-select.tsx'

export interface PollFieldsProps {
  readonly id: string
  readonly config: PollConfig
  readonly onConfig: (config: TriggerNode['config'], group?: string) => void
}

const INTERVALS: readonly (readonly [seconds: number, label: string])[] = [
  [30, phrase('Every 30 seconds')],
  [60, phrase('Every minute')],
  [300, phrase('Every 5 minutes')],
  [900, phrase('Every 15 minutes')],
  [3_600, phrase('Every hour')],
]
const CRON = 'cron'
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export function PollFields({ id, config, onConfig }: PollFieldsProps) {
  const apply = useEditor((state) => state.apply)
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const polls = connectorOf(document, config.slot, connectors)?.polls ?? []
  const poll = polls.find((one) => one.id === config.event)
  const { every, options: _, pageSize: __, from: ___, ...plain } = config
  const seconds = typeof every === 'number' ? every : undefined
  return (
    <>
      <SlotSelect
        value={config.slot}
        fits={(connector) => connector.polls.length > 0}
        onChange={(slot, connector, edits) => {
          const next = connector.polls.find((one) => one.id === config.event) ?? connector.polls[0]
          if (!next) return
          const changed = { ...plain, every, slot, event: next.id }
          apply({ kind: 'batch', edits: [...edits, { kind: 'update-node', id, changes: { config: changed } }] })
        }}
      />
      <Select
        label={t('List')}
        description={poll?.description}
        value={config.event}
        allowDeselect={false}
        data={polls.map((one) => ({ value: one.id, label: one.label }))}
        onChange={(next) => next !== null && onConfig({ ...plain, every, event: next })}
      />
      {poll?.options ? (
        <SchemaForm
          schema={poll.options}
          value={config.options ?? {}}
          idPrefix={`${id}-option`}
          onChange={(options) => isRecord(options) && onConfig({ ...config, options: { ...options } }, 'options')}
        />
      ) : null}
      <Select
        label={t('How often')}
        value={seconds === undefined ? CRON : String(seconds)}
        allowDeselect={false}
        data={[
          ...INTERVALS.map(([value, label]) => ({ value: String(value), label: t(label) })),
          ...(seconds !== undefined && !INTERVALS.some(([value]) => value === seconds)
            ? [{ value: String(seconds), label: t('Every {{seconds}} seconds', { seconds }) }]
            : []),
          { value: CRON, label: t('At set times (cron)') },
        ]}
        onChange={(chosen) => {
          if (chosen === null) return
          onConfig({ ...config, every: chosen === CRON ? { cron: '0 6 * * *', timeZone: zone() } : Number(chosen) })
        }}
      />
      {typeof every === 'object' ? (
        <Input.Wrapper label={t('Cron')} description={t('minute hour day month weekday, in {{zone}}', { zone: every.timeZone })}>
          <TextInput
            aria-label={t('Cron')}
            value={every.cron}
            onChange={(event) =>
              event.currentTarget.value !== '' && onConfig({ ...config, every: { ...every, cron: event.currentTarget.value } }, 'cron')
            }
          />
        </Input.Wrapper>
      ) : null}
      <FirstLook config={config} onConfig={onConfig} />
      <PageFields config={config} onConfig={onConfig} />
    </>
  )
}

function FirstLook({ config, onConfig }: Pick<PollFieldsProps, 'config' | 'onConfig'>) {
  const day = config.from === undefined || config.from === 'now' ? '' : config.from.slice(0, 10)
  return (
    <TextInput
      type="date"
      label={t('Begin with what changed since')}
      description={t('Empty: from the first deployment on. A date takes older records too.')}
      value={day}
      onChange={(event) => {
        const { from: _, ...without } = config
        const chosen = event.currentTarget.value
        onConfig(/^\d{4}-\d\d-\d\d$/.test(chosen) ? { ...config, from: `${chosen}T00:00:00Z` } : without)
      }}
    />
  )
}
