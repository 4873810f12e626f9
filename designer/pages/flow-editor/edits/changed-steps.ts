// Where an undo has changed the flow: what is selected and takes the focus afterwards.
import type { FlowDocument } from '#shared/flow/document.ts'

/** The steps that are new or say something else; without any the ones that stand elsewhere; without any the ones whose lines differ. */
export function changedSteps(before: FlowDocument, after: FlowDocument): readonly string[] {
  const ids = Object.keys(after.nodes)
  const differs = (of: (flow: FlowDocument, id: string) => unknown) =>
    ids.filter((id) => JSON.stringify(of(before, id)) !== JSON.stringify(of(after, id)))
  const ways = [
    (flow: FlowDocument, id: string) => flow.nodes[id],
    (flow: FlowDocument, id: string) => flow.layout.nodes[id],
    (flow: FlowDocument, id: string) => flow.edges.filter((edge) => edge.from === id).map((edge) => [edge.port, edge.to]),
  ]
  return ways.map(differs).find((changed) => changed.length > 0) ?? []
}
