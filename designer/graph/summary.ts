// What a node does, in one line, for its card: `Odoo · Create sales order`.
import type { FlowDocument, FlowNode, MappingRow } from '#shared/flow/document.ts'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import { durationWords } from '#shared/flow/nodes/waiting.ts'
import { t } from '#designer/i18n/index.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'

const FORMAT_NAMES: Readonly<Record<FileConfig['format'], string>> = {
  csv: 'CSV',
  'json-lines': 'JSON',
  'json-array': 'JSON',
  'fixed-width': 'Fixed width',
  xml: 'XML',
  x12: 'EDI X12',
  edifact: 'EDI EDIFACT',
}

/** `sales-order-create` as words, for a descriptor that is not loaded (yet). */
export function words(id: string): string {
  const text = id.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function connectorOf(
  document: FlowDocument,
  slot: string | undefined,
  connectors: readonly ConnectorDescriptor[] = [],
): ConnectorDescriptor | undefined {
  const id = slot === undefined ? undefined : document.slots[slot]?.connector
  return connectors.find((connector) => connector.id === id)
}

/** The slot a node talks through, when it has one. */
export function slotOf(node: FlowNode): string | undefined {
  if (node.kind === 'call') return node.config.slot
  if (node.kind === 'trigger' && (node.config.type === 'webhook' || node.config.type === 'poll')) return node.config.slot
  return undefined
}

function systemName(document: FlowDocument, slot: string, connectors: readonly ConnectorDescriptor[]): string {
  return connectorOf(document, slot, connectors)?.name ?? words(document.slots[slot]?.connector ?? slot)
}

/** Rows inside `each` rows included. */
const countRows = (rows: readonly MappingRow[]): number =>
  rows.reduce((sum, { rule }) => sum + 1 + (rule.kind === 'each' ? countRows(rule.rows) : 0), 0)

export function summaryOf(document: FlowDocument, node: FlowNode, connectors: readonly ConnectorDescriptor[] = []): string {
  switch (node.kind) {
    case 'trigger': {
      const { config } = node
      if (config.type === 'manual') return t('Started by hand or by the API')
      if (config.type === 'event') return t('Flow message {{topic}}', { topic: config.topic })
      if (config.type === 'subflow') return t('Called by another flow')
      if (config.type === 'schedule') return `${config.cron} · ${config.timeZone}`
      if (config.type === 'file')
        return `${FORMAT_NAMES[config.format]} · ${config.perRecord ? t('a run for each record') : t('a run for each page')}`
      const connector = connectorOf(document, config.slot, connectors)
      const known: readonly { readonly id: string; readonly label: string }[] | undefined =
        config.type === 'poll' ? connector?.polls : connector?.triggers
      const event = known?.find((one) => one.id === config.event)
      return `${systemName(document, config.slot, connectors)} · ${event?.label ?? words(config.event)}`
    }
    case 'call': {
      const action = connectorOf(document, node.config.slot, connectors)?.actions.find((a) => a.id === node.config.action)
      return `${systemName(document, node.config.slot, connectors)} · ${action?.label ?? words(node.config.action)}`
    }
    case 'map':
      return t('fields-count', { count: countRows(node.config.rows) })
    case 'filter':
      return node.config.condition
    case 'switch':
      return t('cases-count', { count: node.config.cases.length })
    case 'batch':
      return t('{{size}} at a time of {{items}}', { size: node.config.size, items: node.config.items })
    case 'loop':
      return t('for each of {{items}}', { items: node.config.items })
    case 'lookup':
      return `${node.config.table} → ${node.config.into}`
    case 'respond':
      return t('Answer {{status}}', { status: node.config.status })
    case 'raise':
      return node.config.message
    case 'delay':
      return 'for' in node.config ? durationWords(node.config.for) : t('until {{time}}', { time: node.config.until })
    case 'approval':
      return `${node.config.title} · ${durationWords(node.config.timeout)}`
    case 'callback':
      return t('at most {{time}}', { time: durationWords(node.config.timeout) })
    case 'subflow':
      return t('at most {{time}}', { time: durationWords(node.config.timeout) })
    case 'publish':
      return t('message {{topic}}', { topic: node.config.topic })
    case 'aggregate':
      return t('by {{key}}', { key: node.config.key })
    case 'join':
      return t('{{inputs}} by {{key}}', { inputs: node.config.inputs.map(({ label }) => label).join(' + '), key: node.config.key })
    case 'script':
      return t('lines-count', { count: node.config.source.split('\n').length })
  }
}
