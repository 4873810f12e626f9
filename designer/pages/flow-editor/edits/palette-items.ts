// What can be added to a flow: triggers, data and logic steps, and every action of every connector.
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import type { IconName } from '#designer/ui/icon.tsx'
import { KIND_LOOKS, TRIGGER_LOOKS } from '#designer/graph/node-kinds.ts'

export interface PaletteItem {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly description: string
  readonly icon: IconName
  readonly color: string
  readonly connector?: ConnectorDescriptor
  readonly isTrigger: boolean
  /** The node, and the connector whose slot it needs (the slot's id goes in by `slot`). */
  readonly make: (slot: string) => FlowNode
}

const simple = (kind: keyof typeof KIND_LOOKS, group: string, node: FlowNode): PaletteItem => ({
  id: kind,
  group,
  label: t(KIND_LOOKS[kind].label),
  description: t(KIND_LOOKS[kind].description),
  icon: KIND_LOOKS[kind].icon,
  color: KIND_LOOKS[kind].color,
  isTrigger: false,
  make: () => node,
})

const trigger = (type: 'manual' | 'schedule' | 'file' | 'event' | 'subflow', node: FlowNode): PaletteItem => ({
  ...TRIGGER_LOOKS[type],
  id: type,
  group: t('Triggers'),
  label: t(TRIGGER_LOOKS[type].label),
  description: t(TRIGGER_LOOKS[type].description),
  isTrigger: true,
  make: () => node,
})

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export function paletteItems(connectors: readonly ConnectorDescriptor[]): readonly PaletteItem[] {
  const data = t('Data')
  const logic = t('Logic')
  const flows = t('Other flows')
  const waiting = t('Waiting and collecting')
  return [
    ...connectors.flatMap((connector) => connector.triggers.map((one) => webhookItem(connector, one))),
    ...connectors.flatMap((connector) => connector.polls.map((one) => pollItem(connector, one))),
    trigger('file', { kind: 'trigger', label: t('File received'), config: { type: 'file', format: 'csv', perRecord: true } }),
    trigger('schedule', { kind: 'trigger', label: t('Every morning'), config: { type: 'schedule', cron: '0 6 * * *', timeZone: zone() } }),
    trigger('event', { kind: 'trigger', label: t('On a flow message'), config: { type: 'event', topic: 'topic-name' } }),
    trigger('subflow', { kind: 'trigger', label: t('Called by a flow'), config: { type: 'subflow' } }),
    trigger('manual', { kind: 'trigger', label: t('Manual start'), config: { type: 'manual' } }),
    simple('map', data, { kind: 'map', label: t('Map fields'), config: { rows: [] } }),
    simple('lookup', data, {
      kind: 'lookup',
      label: t('Look up a value'),
      config: { table: 'table-name', key: '$', into: 'value', onMissing: 'reject' },
    }),
    simple('script', data, { kind: 'script', label: t('Script'), config: { source: 'return input\n' } }),
    simple('filter', logic, { kind: 'filter', label: t('Filter'), config: { condition: 'true' } }),
    simple('switch', logic, {
      kind: 'switch',
      label: t('Switch'),
      config: { cases: [{ id: 'first', label: t('First case'), condition: 'true' }] },
    }),
    simple('loop', logic, { kind: 'loop', label: t('Loop'), config: { items: '$' } }),
    simple('delay', waiting, { kind: 'delay', label: t('Wait a while'), config: { for: { amount: 1, unit: 'hours' } } }),
    simple('approval', waiting, {
      kind: 'approval',
      label: t('Approval'),
      config: { title: `"${t('May this go on?')}"`, fields: [], into: 'approval', timeout: { amount: 7, unit: 'days' } },
    }),
    simple('callback', waiting, {
      kind: 'callback',
      label: t('Wait for a callback'),
      config: { into: 'callback', timeout: { amount: 1, unit: 'days' } },
    }),
    simple('batch', logic, { kind: 'batch', label: t('Batch'), config: { items: '$', size: 100 } }),
    simple('aggregate', waiting, {
      kind: 'aggregate',
      label: t('Collect records'),
      config: { key: '"all"', close: { schedule: { cron: '0 2 * * *', timeZone: zone() } }, late: 'new-window' },
    }),
    simple('join', waiting, {
      kind: 'join',
      label: t('Join'),
      config: {
        key: 'id',
        inputs: [
          { id: 'first', label: t('First'), condition: 'true' },
          { id: 'second', label: t('Second'), condition: 'true' },
        ],
        timeout: { amount: 1, unit: 'days' },
        late: 'exception',
      },
    }),
    simple('subflow', flows, {
      kind: 'subflow',
      label: t('Call a flow'),
      config: { flow: 'flow_0', timeout: { amount: 1, unit: 'hours' } },
    }),
    simple('publish', flows, { kind: 'publish', label: t('Send a flow message'), config: { topic: 'topic-name' } }),
    simple('respond', logic, { kind: 'respond', label: t('Respond'), config: { status: 200 } }),
    simple('raise', logic, { kind: 'raise', label: t('Raise an exception'), config: { message: `"${t('Say what is wrong')}"` } }),
    ...connectors.flatMap((connector) => connector.actions.map((action) => callItem(connector, action))),
  ]
}

function webhookItem(connector: ConnectorDescriptor, one: ConnectorDescriptor['triggers'][number]): PaletteItem {
  return {
    ...TRIGGER_LOOKS.webhook,
    id: `${connector.id}/on/${one.id}`,
    group: t('Triggers'),
    label: `${connector.name} · ${one.label}`,
    description: one.description,
    connector,
    isTrigger: true,
    make: (slot) => ({ kind: 'trigger', label: one.label, config: { type: 'webhook', slot, event: one.id } }),
  }
}

function pollItem(connector: ConnectorDescriptor, one: ConnectorDescriptor['polls'][number]): PaletteItem {
  return {
    ...TRIGGER_LOOKS.poll,
    id: `${connector.id}/poll/${one.id}`,
    group: t('Triggers'),
    label: `${connector.name} · ${one.label}`,
    description: one.description,
    connector,
    isTrigger: true,
    make: (slot) => ({ kind: 'trigger', label: one.label, config: { type: 'poll', slot, event: one.id, every: 300, perRecord: true } }),
  }
}

function callItem(connector: ConnectorDescriptor, action: ConnectorDescriptor['actions'][number]): PaletteItem {
  return {
    id: `${connector.id}/${action.id}`,
    group: connector.name,
    label: action.label,
    description: action.description,
    icon: KIND_LOOKS.call.icon,
    color: KIND_LOOKS.call.color,
    connector,
    isTrigger: false,
    make: (slot) => ({
      kind: 'call',
      label: action.label,
      config: { slot, action: action.id, ...(action.effect === 'write' && { rows: [] }) },
    }),
  }
}

/** The slot of this connector that the flow has, or a new one. */
export function slotFor(flow: FlowDocument, connector: ConnectorDescriptor): { readonly id: string; readonly isNew: boolean } {
  const known = Object.keys(flow.slots).find((id) => flow.slots[id]?.connector === connector.id)
  if (known !== undefined) return { id: known, isNew: false }
  return { id: freshId(connector.id, (id) => Object.hasOwn(flow.slots, id)), isNew: true }
}

/** All words of the search stand somewhere in the item. */
export function fits(item: PaletteItem, search: string): boolean {
  const text = `${item.group} ${item.label} ${item.description}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
