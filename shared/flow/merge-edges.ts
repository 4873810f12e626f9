// The connections of both sides, output by output. Two steps put into the same place would make the record go both ways, and what follows
// would run twice: there a person must say which one counts.
import { portLabel } from './diff-edges.ts'
import { say } from '../sentence.ts'
import { quotedNames } from './diff-words.ts'
import type { FlowDocument, FlowEdge } from './document.ts'
import { findCycles, successors } from './graph.ts'
import type { Arbiter, MergeSide } from './merge-choice.ts'
import type { MergedNodes } from './merge-nodes.ts'
import { mergeOrder } from './merge-lists.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function mergeEdges(
  arbiter: Arbiter,
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  { nodes, contested }: MergedNodes,
): FlowEdge[] {
  const isEnd = (id: string) => Object.hasOwn(nodes, id)
  const within = (edges: readonly FlowEdge[]) => edges.filter(({ from, to }) => isEnd(from) && isEnd(to))
  if (contested.size === 0 && isSame(mine.edges, base.edges)) return within(theirs.edges)
  if (contested.size === 0 && isSame(theirs.edges, base.edges)) return within(mine.edges)

  const [before, here, there] = [byOutput(base.edges), byOutput(mine.edges), byOutput(theirs.edges)]
  const kept = new Map<string, FlowEdge>()
  for (const output of new Set([...here.keys(), ...there.keys()])) {
    const [old = [], own = [], other = []] = [before.get(output), here.get(output), there.get(output)]
    const side = contestedSide(contested, own, other)
    const chosen = side === undefined ? mergeOutput(arbiter, { mine, theirs }, old, own, other) : side === 'mine' ? own : other
    for (const edge of chosen) kept.set(edgeKey(edge), edge)
  }
  const order = mergeOrder(base.edges.map(edgeKey), [...new Set(mine.edges.map(edgeKey))], [...new Set(theirs.edges.map(edgeKey))])
  const merged = within(order.flatMap((key) => kept.get(key) ?? []))
  return withoutCircles(arbiter, mine, theirs, nodes, merged, within)
}

const edgeKey = ({ from, port, to }: FlowEdge) => JSON.stringify([from, port, to])

/** Edges by the output they leave from. */
function byOutput(edges: readonly FlowEdge[]): ReadonlyMap<string, readonly FlowEdge[]> {
  return Map.groupBy(edges, ({ from, port }) => JSON.stringify([from, port]))
}

/** Where a removed step was brought back, or a removal kept, what leads to it and away from it follows that side. */
function contestedSide(contested: ReadonlyMap<string, MergeSide>, ...lists: readonly (readonly FlowEdge[])[]): MergeSide | undefined {
  for (const { from, to } of lists.flat()) {
    const side = contested.get(from) ?? contested.get(to)
    if (side) return side
  }
  return undefined
}

function mergeOutput(
  arbiter: Arbiter,
  flows: { readonly mine: FlowDocument; readonly theirs: FlowDocument },
  base: readonly FlowEdge[],
  mine: readonly FlowEdge[],
  theirs: readonly FlowEdge[],
): readonly FlowEdge[] {
  const [old, own, other] = [targets(base), targets(mine), targets(theirs)]
  if (isSameSet(own, other) || isSameSet(old, other)) return mine
  if (isSameSet(old, own)) return theirs
  const isReplacedByBoth = old.length === 0 || old.some((to) => !own.includes(to) && !other.includes(to))
  if (!isReplacedByBoth || isSameSet(without(own, old), without(other, old))) {
    const all = [...mine, ...theirs.filter(({ to }) => !own.includes(to))]
    return all.filter(({ to }) => !old.includes(to) || (own.includes(to) && other.includes(to)))
  }
  const [edge = { from: '', port: '', to: '' }] = [...mine, ...theirs]
  const words = (edges: readonly FlowEdge[], flow: FlowDocument) =>
    edges.length === 0 ? say`ends here` : say`goes on to ${quotedNames(edges.map(({ to }) => flow.nodes[to]?.label ?? to))}`
  const flow = Object.hasOwn(flows.mine.nodes, edge.from) ? flows.mine : flows.theirs
  const name = flow.nodes[edge.from]?.label ?? edge.from
  const side = arbiter.decide(
    {
      id: pointer('edges', edge.from, edge.port),
      subject: 'edge',
      nodeId: edge.from,
      what: edge.port === 'out' ? say`What follows step "${name}"` : say`What follows step "${name}" (${portLabel(flow, edge)})`,
    },
    words(mine, flows.mine),
    words(theirs, flows.theirs),
  )
  return side === 'mine' ? mine : theirs
}

const targets = (edges: readonly FlowEdge[]) => [...new Set(edges.map(({ to }) => to))]
const without = (ids: readonly string[], others: readonly string[]) => ids.filter((id) => !others.includes(id))
const isSameSet = (ids: readonly string[], others: readonly string[]) => without(ids, others).length + without(others, ids).length === 0

function withoutCircles(
  arbiter: Arbiter,
  mine: FlowDocument,
  theirs: FlowDocument,
  nodes: FlowDocument['nodes'],
  merged: FlowEdge[],
  within: (edges: readonly FlowEdge[]) => FlowEdge[],
): FlowEdge[] {
  const hasCircle = (flow: FlowDocument) => findCycles(successors(flow)).length > 0
  if (!hasCircle({ ...mine, nodes, edges: merged }) || hasCircle(mine) || hasCircle(theirs)) return merged
  const words = say`connects the steps its own way`
  const side = arbiter.decide(
    { id: '/edges', subject: 'edge', what: say`The connections of both together would go round in a circle` },
    words,
    words,
  )
  const [lead, other] = side === 'mine' ? [mine, theirs] : [theirs, mine]
  // Steps that only the other side has keep what follows them; nothing leads to them yet.
  return within([...lead.edges, ...other.edges.filter(({ from }) => !Object.hasOwn(lead.nodes, from))])
}
