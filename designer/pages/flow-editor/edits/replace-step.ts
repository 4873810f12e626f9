// Another kind of step in the place of one: its id, note, rows and connections stay as far as they fit.
import { outputPorts, type FlowDocument, type FlowNode } from '#shared/flow/document.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { slotFor, type PaletteItem } from './palette-items.ts'

export function replaceStep(flow: FlowDocument, id: string, item: PaletteItem): FlowEdit | undefined {
  const old = flow.nodes[id]
  if (!old || (old.kind === 'trigger') !== item.isTrigger) return undefined
  const slot = item.connector && slotFor(flow, item.connector)
  const node = inherit(old, item.make(slot?.id ?? ''))
  const [before, after] = [outputPorts(old), outputPorts(node)]
  const leaving = flow.edges.filter((edge) => edge.from === id && !after.includes(edge.port))
  return {
    kind: 'batch',
    edits: [
      ...(slot?.isNew && item.connector
        ? [{ kind: 'add-slot', id: slot.id, slot: { connector: item.connector.id, label: item.connector.name } } as const]
        : []),
      { kind: 'replace-node', id, node },
      ...leaving.flatMap((edge): FlowEdit[] => {
        // What went on by the first way out goes on by the first way out.
        const port = before.indexOf(edge.port) === 0 ? after[0] : undefined
        return [{ kind: 'disconnect', edge }, ...(port === undefined ? [] : [{ kind: 'connect', edge: { ...edge, port } } as const])]
      }),
    ],
  }
}

function inherit(old: FlowNode, fresh: FlowNode): FlowNode {
  const common = {
    ...fresh,
    ...(old.note !== undefined && { note: old.note }),
    ...(old.disabled && { disabled: true as const }),
  } as FlowNode
  const rows = old.kind === 'map' || old.kind === 'call' ? old.config.rows : undefined
  if (rows && common.kind === 'map') return { ...common, config: { ...common.config, rows } }
  if (rows && common.kind === 'call' && common.config.rows) return { ...common, config: { ...common.config, rows } }
  return common
}
