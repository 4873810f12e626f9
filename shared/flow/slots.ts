// Which connection slot a step uses.
import type { FlowNode } from './document.ts'

/** The slot a node names, and the members of its config that lead to it. */
export function slotOf(node: FlowNode): { readonly slot: string; readonly member: readonly string[] } | undefined {
  if (node.kind === 'call') return { slot: node.config.slot, member: [] }
  if (node.kind === 'trigger' && (node.config.type === 'webhook' || node.config.type === 'poll'))
    return { slot: node.config.slot, member: [] }
  if (node.kind === 'map' && node.config.target) return { slot: node.config.target.slot, member: ['target'] }
  return undefined
}
