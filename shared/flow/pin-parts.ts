// The mapping parts of a flow: which it uses, and the flow with them pinned.
import type { PinnedPart } from '../mapping/parts/part-body.ts'
import { expressionsOfRows, partsNeeded } from '../mapping/parts/with-parts.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { rowsOf } from './expressions.ts'

export type Parts = Readonly<Record<string, PinnedPart>>

/** The names of all parts that the flow's mappings use, directly and through others. */
export function partsOfFlow(flow: FlowDocument, parts: Parts): ReadonlySet<string> {
  return partsNeeded(Object.values(flow.nodes).flatMap(sourcesOf), parts)
}

/** The flow with the parts that it uses, as they are here; without any where it uses none. */
export function pinParts(flow: FlowDocument, parts: Parts): FlowDocument {
  const used = [...partsOfFlow(flow, parts)].flatMap((name) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    return part ? [[name, part] as const] : []
  })
  const { parts: _, ...rest } = flow
  return used.length === 0 ? rest : { ...rest, parts: Object.fromEntries(used.toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

/** A draft: it uses the newest parts. */
export function withoutParts(flow: FlowDocument): FlowDocument {
  const { parts: _, ...rest } = flow
  return rest
}

const sourcesOf = (node: FlowNode) => expressionsOfRows(rowsOf(node), node.kind === 'map' ? node.config.balance : [])
