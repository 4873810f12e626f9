// Connections that came and went.
import { say } from '../sentence.ts'
import type { ToldChange } from './diff-words.ts'
import type { FlowDocument, FlowEdge } from './document.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function edgeChanges(before: FlowDocument, after: FlowDocument): ToldChange[] {
  const removed = missingIn(before.edges, after.edges)
    // Went with its step, which has a sentence of its own.
    .filter(({ edge }) => isStep(after, edge.from) === isStep(before, edge.from) && isStep(after, edge.to) === isStep(before, edge.to))
    .map(({ edge, index }) => change('removed', before, edge, index))
  const added = missingIn(after.edges, before.edges)
    // Told by "was added after".
    .filter(({ edge }) => isStep(before, edge.to) || !isStep(after, edge.to) || edge !== firstInto(after, edge.to))
    .map(({ edge, index }) => change('added', after, edge, index))
  const changes = [...removed, ...added]
  const isReordered = before.edges.length === after.edges.length && !isSame(before.edges, after.edges)
  if (changes.length === 0 && isReordered && missingIn(after.edges, before.edges).length === 0) {
    return [
      {
        kind: 'moved',
        subject: 'edge',
        path: '/edges',
        sentence: say`The order of the connections changed`,
        before: before.edges,
        after: after.edges,
      },
    ]
  }
  return changes
}

/** The first edge into a step: the one its "was added after" speaks of. */
export function firstInto(flow: FlowDocument, id: string): FlowEdge | undefined {
  return flow.edges.find(({ to }) => to === id)
}

/** Edges of one list that the other does not have, or not as often. */
function missingIn(edges: readonly FlowEdge[], others: readonly FlowEdge[]): { readonly edge: FlowEdge; readonly index: number }[] {
  const left = new Map<string, number>()
  for (const edge of others) left.set(keyOf(edge), (left.get(keyOf(edge)) ?? 0) + 1)
  return edges.flatMap((edge, index) => {
    const count = left.get(keyOf(edge)) ?? 0
    left.set(keyOf(edge), count - 1)
    return count > 0 ? [] : [{ edge, index }]
  })
}

const keyOf = ({ from, port, to }: FlowEdge) => JSON.stringify([from, port, to])
const isStep = (flow: FlowDocument, id: string) => Object.hasOwn(flow.nodes, id)

function change(kind: 'added' | 'removed', flow: FlowDocument, edge: FlowEdge, index: number): ToldChange {
  const name = (id: string) => flow.nodes[id]?.label ?? id
  const [from, to] = [name(edge.from), name(edge.to)]
  const start = edge.port === 'out' ? say`"${from}"` : say`"${from}" (${portLabel(flow, edge)})`
  return {
    kind,
    subject: 'edge',
    nodeId: edge.from,
    path: pointer('edges', index),
    sentence: kind === 'added' ? say`${start} is now connected to "${to}"` : say`${start} is no longer connected to "${to}"`,
    ...(kind === 'added' ? { after: edge } : { before: edge }),
  }
}

/** People know a switch's output by the label of its case. */
export function portLabel(flow: FlowDocument, edge: FlowEdge): string {
  const node = flow.nodes[edge.from]
  return (node?.kind === 'switch' && node.config.cases.find(({ id }) => id === edge.port)?.label) || edge.port
}
