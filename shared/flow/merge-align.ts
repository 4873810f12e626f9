// Steps that one side gave another id, and steps that both sides made under one id, brought under the same names before a merge.
import { renamedIds } from './diff.ts'
import type { FlowDocument } from './document.ts'
import { applyEdit, renameNode } from './edit.ts'
import { freshId, namedIds } from './fresh-id.ts'
import { isSame } from './same.ts'

export interface Aligned {
  readonly base: FlowDocument
  readonly mine: FlowDocument
  readonly theirs: FlowDocument
}

export function align({ base, mine, theirs }: Aligned): Aligned {
  let aligned: Aligned = { base, mine, theirs }
  for (const [from, to] of renamedIds(base, mine)) {
    if (!canRename(aligned.base, from, to) || !canRename(aligned.theirs, from, to)) continue
    aligned = { ...aligned, base: rename(aligned.base, from, to), theirs: rename(aligned.theirs, from, to) }
  }
  for (const [from, to] of renamedIds(aligned.base, aligned.theirs)) {
    if (!canRename(aligned.base, from, to) || !canRename(aligned.mine, from, to)) continue
    aligned = { ...aligned, base: rename(aligned.base, from, to), mine: rename(aligned.mine, from, to) }
  }
  return { ...aligned, theirs: withoutNamesakes(aligned) }
}

/** A new step of theirs that has nothing to do with mine of the same id gets an id of its own: neither is lost. */
function withoutNamesakes({ base, mine, theirs }: Aligned): FlowDocument {
  let flow = theirs
  for (const [id, node] of Object.entries(theirs.nodes)) {
    const own = mine.nodes[id]
    if (!own || Object.hasOwn(base.nodes, id) || isSame(own, node) || (own.kind === node.kind && own.label === node.label)) continue
    const taken = (name: string) => !canBecome(mine, name) || !canBecome(flow, name)
    flow = rename(flow, id, freshId(id, taken))
  }
  return flow
}

const rename = (flow: FlowDocument, from: string, to: string) => applyEdit(flow, renameNode(flow, from, to))

const canRename = (flow: FlowDocument, from: string, to: string) => Object.hasOwn(flow.nodes, from) && canBecome(flow, to)

/** An id that nothing in the flow has or speaks of. */
const canBecome = (flow: FlowDocument, id: string) => !namedIds(flow).has(id)
