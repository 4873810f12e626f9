// What changed between two flows, in sentences that a consultant reads. Empty exactly when the flows do the same and look the same.
import type { FlowChange } from '../api/contract.ts'
import { say } from '../sentence.ts'
import { nodeChanges } from './diff-nodes.ts'
import { edgeChanges } from './diff-edges.ts'
import { partChanges } from './diff-parts.ts'
import { laneChanges } from './diff-lane.ts'
import { policyChanges } from './policy.ts'
import { andThen, spokenChange, verbWords, type ToldChange } from './diff-words.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { drawingChanges } from './diff-layout.ts'
import { groupsWith } from './layout.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'
import { connectorName, type NamingContext } from './shown-names.ts'

/**
 * Steps are matched by id, mapping rows by target. Moved boxes are one `layout` change at the end. `path` points into `after`, of what was removed
 * into `before`. With `context` the sentences call actions, fields and flows as people know them.
 */
export function diffFlows(before: FlowDocument, after: FlowDocument, context: NamingContext = {}): FlowChange[] {
  const renamed = renamedIds(before, after)
  const aligned = renamed.size > 0 ? withIds(before, renamed) : before
  return [
    ...flowChanges(before, after),
    ...laneChanges(before, after),
    ...policyChanges(before, after),
    ...slotChanges(before, after, context),
    ...partChanges(before, after),
    ...[...renamed].map(([from, to]) => renameChange(after, from, to)),
    ...nodeChanges(aligned, after, context),
    ...edgeChanges(aligned, after),
    ...drawingChanges(aligned, after),
    ...layoutChanges(aligned, after),
  ].map(spokenChange)
}

function flowChanges(before: FlowDocument, after: FlowDocument): ToldChange[] {
  const changes: ToldChange[] = []
  if (before.name !== after.name) {
    changes.push({
      kind: 'changed',
      subject: 'flow',
      path: '/name',
      sentence: say`The flow "${before.name}" is now called "${after.name}"`,
      before: before.name,
      after: after.name,
    })
  }
  if (before.description !== after.description) {
    const verb = before.description === undefined ? 'added' : after.description === undefined ? 'removed' : 'changed'
    changes.push({
      kind: verb,
      subject: 'flow',
      path: '/description',
      sentence: say`The description of the flow ${verbWords(before.description, after.description)}`,
      before: before.description,
      after: after.description,
    })
  }
  return changes
}

function slotChanges(before: FlowDocument, after: FlowDocument, context: NamingContext): ToldChange[] {
  const system = (id: string) => connectorName(id, context)
  const ids = new Set([...Object.keys(before.slots), ...Object.keys(after.slots)])
  return [...ids].toSorted().flatMap((id): ToldChange[] => {
    const [old, now] = [before.slots[id], after.slots[id]]
    const common = { subject: 'slot', path: pointer('slots', id), before: old, after: now } as const
    if (!old && now)
      return [{ ...common, kind: 'added', sentence: say`The connection slot "${now.label}" (${system(now.connector)}) was added` }]
    if (old && !now)
      return [{ ...common, kind: 'removed', sentence: say`The connection slot "${old.label}" (${system(old.connector)}) was removed` }]
    if (!old || !now || isSame(old, now)) return []
    const parts = [
      ...(old.label === now.label ? [] : [say`is now called "${now.label}"`]),
      ...(old.connector === now.connector
        ? []
        : [say`now takes a connection of ${system(now.connector)} instead of ${system(old.connector)}`]),
    ]
    return [{ ...common, kind: 'changed', sentence: say`The connection slot "${old.label}" ${andThen(parts)}` }]
  })
}

/** Steps that are there before and after with nothing but their id changed. */
export function renamedIds(before: FlowDocument, after: FlowDocument): ReadonlyMap<string, string> {
  const gone = Object.entries(before.nodes).filter(([id]) => !Object.hasOwn(after.nodes, id))
  const fresh = Object.entries(after.nodes).filter(([id]) => !Object.hasOwn(before.nodes, id))
  const ids = new Map<string, string>()
  for (const [from, node] of gone) {
    const same = fresh.filter(([, other]) => isSame(node, other))
    const twins = gone.filter(([, other]) => isSame(node, other))
    const to = same[0]?.[0]
    if (same.length === 1 && twins.length === 1 && to !== undefined) ids.set(from, to)
  }
  return ids
}

function renameChange(after: FlowDocument, from: string, to: string): ToldChange {
  return {
    kind: 'changed',
    subject: 'node',
    nodeId: to,
    path: pointer('nodes', to),
    sentence: say`The id of step "${after.nodes[to]?.label ?? to}" is now ${to} instead of ${from}`,
    before: from,
    after: to,
  }
}

function withIds(flow: FlowDocument, ids: ReadonlyMap<string, string>): FlowDocument {
  const rename = (id: string) => ids.get(id) ?? id
  const keys = <V>(record: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [rename(id), value]))
  return {
    ...flow,
    nodes: keys<FlowNode>(flow.nodes),
    edges: flow.edges.map(({ from, port, to }) => ({ from: rename(from), port, to: rename(to) })),
    layout: {
      ...flow.layout,
      nodes: keys(flow.layout.nodes),
      ...(flow.layout.groups && { groups: groupsWith(flow.layout.groups, rename) ?? {} }),
    },
  }
}

function layoutChanges(before: FlowDocument, after: FlowDocument): ToldChange[] {
  const ids = new Set([...Object.keys(before.layout.nodes), ...Object.keys(after.layout.nodes)])
  // The place of a step that came or went is no news.
  const moved = [...ids].filter(
    (id) => Object.hasOwn(before.nodes, id) === Object.hasOwn(after.nodes, id) && !isSame(before.layout.nodes[id], after.layout.nodes[id]),
  )
  if (moved.length === 0) return []
  const [only] = moved
  const what =
    moved.length === 1 && only !== undefined
      ? say`The box of step "${after.nodes[only]?.label ?? only}" was moved`
      : say`${moved.length} boxes were moved`
  return [
    {
      kind: 'moved',
      subject: 'layout',
      path: '/layout',
      sentence: what,
      before: before.layout.nodes,
      after: after.layout.nodes,
    },
  ]
}
