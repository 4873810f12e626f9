// How the flow starts: an event of a system, a schedule, or by hand.
import { Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { connectorOf } from '#designer/graph/summary.ts'
import { t } from '#designer/i18n/index.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import type { NodeFormProps } from './node-panel.tsx'
import { CalledFields, TopicInput } from './flow-forms.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { FileFields } from './file-form.tsx'
import { PollFields } from './poll-form.tsx'
import { SlotSelect } from './slot-select.tsx'

type Config = TriggerNode['config']
type Webhook = Extract<Config, { type: 'webhook' }>

export function TriggerForm({ id, node, onConfig }: NodeFormProps<TriggerNode>) {
  const store = useEditorStore()
  const slots = useEditor((state) => state.document.slots)
  const connectors = useQuery(connectorsQuery()).data ?? []
  const { config } = node
  const change = (type: Config['type']) => {
    if (type === config.type) return
    if (type === 'manual' || type === 'subflow') return onConfig({ type })
    if (type === 'event') return onConfig({ type, topic: 'topic-name' })
    if (type === 'schedule')
      return onConfig({ type, cron: '0 6 * * *', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC' })
    if (type === 'file') return onConfig({ type, format: 'csv', perRecord: true })
    const offered = (connector: ConnectorDescriptor): readonly { readonly id: string }[] =>
      type === 'poll' ? connector.polls : connector.triggers
    const able = connectors.filter((connector) => offered(connector).length > 0)
    const slot = Object.keys(slots).find((one) => able.some((connector) => connector.id === slots[one]?.connector))
    const connector = able.find((one) => one.id === (slot === undefined ? undefined : slots[slot]?.connector)) ?? able[0]
    const event = connector && offered(connector)[0]?.id
    if (!connector || event === undefined) return
    const slotId = slot ?? connector.id
    const system = { slot: slotId, event }
    const next: Config = type === 'poll' ? { type, ...system, every: 300, perRecord: true } : { type: 'webhook', ...system }
    store.getState().apply({
      kind: 'batch',
      edits: [
        ...(slot === undefined
          ? [{ kind: 'add-slot', id: slotId, slot: { connector: connector.id, label: connector.name } } as const]
          : []),
        { kind: 'update-node', id, changes: { config: next } },
      ],
    })
  }
  return (
    <Stack gap="sm">
      <Select
        label={t('How the flow starts')}
        value={config.type}
        allowDeselect={false}
        onChange={(type) => type !== null && change(type as Config['type'])}
        data={[
          { value: 'webhook', label: t('An event of a system') },
          { value: 'poll', label: t('Looking at a list regularly') },
          { value: 'file', label: t('A file') },
          { value: 'schedule', label: t('Schedule') },
          { value: 'event', label: t('Flow message') },
          { value: 'subflow', label: t('Flow') },
          { value: 'manual', label: t('By hand') },
        ]}
      />
      {config.type === 'webhook' ? <WebhookFields id={id} config={config} onConfig={onConfig} /> : null}
      {config.type === 'poll' ? <PollFields id={id} config={config} onConfig={onConfig} /> : null}
      {config.type === 'file' ? <FileFields config={config} onConfig={onConfig} /> : null}
      {config.type === 'schedule' ? <ScheduleFields id={id} config={config} onConfig={onConfig} /> : null}
      {config.type === 'event' ? (
        <TopicInput value={config.topic} onChange={(topic) => onConfig({ type: 'event', topic }, 'topic')} />
      ) : null}
      {config.type === 'subflow' ? <CalledFields config={config} onConfig={onConfig} /> : null}
      {config.type === 'manual' ? (
        <Text fz="sm" c="dimmed">
          {t('Somebody starts it with a record, here or through the API.')}
        </Text>
      ) : null}
    </Stack>
  )
}

interface Fields<C> {
  readonly id: string
  readonly config: C
  readonly onConfig: (config: Config, group?: string) => void
}

function WebhookFields({ id, config, onConfig }: Fields<Webhook>) {
  const apply = useEditor((state) => state.apply)
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const triggers = connectorOf(document, config.slot, connectors)?.triggers ?? []
  const event = triggers.find((one) => one.id === config.event)
  return (
    <>
      <SlotSelect
        value={config.slot}
        fits={(connector) => connector.triggers.length > 0}
        onChange={(slot, connector, edits) => {
          const next = connector.triggers.find((one) => one.id === config.event) ?? connector.triggers[0]
          if (next)
            apply({
              kind: 'batch',
              edits: [...edits, { kind: 'update-node', id, changes: { config: { ...config, slot, event: next.id } } }],
            })
        }}
      />
      <Select
        label={t('Event')}
        description={event?.description}
        value={config.event}
        allowDeselect={false}
        data={triggers.map((one) => ({ value: one.id, label: one.label }))}
        onChange={(next) => next !== null && onConfig({ ...config, event: next })}
      />
      <Select
        label={t('Answer to the sender')}
        value={config.respond ?? 'at-once'}
        allowDeselect={false}
        data={[
          { value: 'at-once', label: t('At once, when the event is stored (recommended)') },
          { value: 'when-finished', label: t('By the Respond step of this flow') },
        ]}
        onChange={(next) => onConfig({ ...config, respond: next === 'when-finished' ? 'when-finished' : 'at-once' })}
      />
    </>
  )
}
