// The steps of both sides, matched by id. A step that both changed is merged member by member, as long as the result is still a step.
import type { FlowDocument, FlowEdge, FlowNode, MappingRow, SwitchNode } from './document.ts'
import { balanceWords } from './diff-balance.ts'
import { say, type Words } from '../sentence.ts'
import { shorten } from './diff-words.ts'
import { MEMBERS } from './diff-nodes.ts'
import { KIND_NAMES } from './kind-names.ts'
import { changedOne, valueWords, type Arbiter, type MergeSide, type Place } from './merge-choice.ts'
import { mergeKeyed } from './merge-lists.ts'
import { mergeRows } from './merge-rows.ts'
import { pointer } from './pointer.ts'
import type { BalanceContract } from './nodes/balance.ts'
import { isSame } from './same.ts'
import { sentSchema, type NamingContext } from './shown-names.ts'
import { nodeIssues } from './shape.ts'

export interface MergedNodes {
  readonly nodes: Record<string, FlowNode>
  /** Steps that one side removed while the other worked on them, with the side that was followed. */
  readonly contested: ReadonlyMap<string, MergeSide>
}

export function mergeNodes(
  arbiter: Arbiter,
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  context: NamingContext,
): MergedNodes {
  const nodes: Record<string, FlowNode> = {}
  const contested = new Map<string, MergeSide>()
  for (const id of new Set([...Object.keys(mine.nodes), ...Object.keys(theirs.nodes), ...Object.keys(base.nodes)])) {
    const [before, here, there] = [base.nodes[id], mine.nodes[id], theirs.nodes[id]]
    const label = (here ?? there ?? before)?.label ?? id
    const schema = sentSchema(here ? mine : theirs, id, context)
    const fields = { names: [], ...(schema && { schema }) }
    const at: Place = { id: pointer('nodes', id), subject: 'node', nodeId: id, what: say`Step "${label}"`, fields }
    const isRemovedBy: MergeSide | undefined = before && !here && there ? 'mine' : before && here && !there ? 'theirs' : undefined
    if (isRemovedBy) {
      const [worker, rest] = isRemovedBy === 'mine' ? [theirs, there] : [mine, here]
      if (isSame(rest, before) && !isNewlyConnected(base, worker, id)) continue
      const worked = isSame(rest, before) ? say`connects it anew` : say`changed it`
      const side = arbiter.decide(
        at,
        isRemovedBy === 'mine' ? say`no longer has it` : worked,
        isRemovedBy === 'mine' ? worked : say`no longer has it`,
      )
      contested.set(id, side)
      if (side !== isRemovedBy && rest) nodes[id] = rest
      continue
    }
    const node = mergeNode(arbiter, at, before, here, there)
    if (node) nodes[id] = node
  }
  return { nodes, contested }
}

/** True when the flow leads to the step, or away from it, in a way that the base does not. */
function isNewlyConnected(base: FlowDocument, flow: FlowDocument, id: string): boolean {
  const isKnown = (edge: FlowEdge) => base.edges.some((other) => isSame(edge, other))
  return flow.edges.some((edge) => (edge.from === id || edge.to === id) && !isKnown(edge))
}

function mergeNode(
  arbiter: Arbiter,
  at: Place,
  base: FlowNode | undefined,
  mine: FlowNode | undefined,
  theirs: FlowNode | undefined,
): FlowNode | undefined {
  const only = changedOne(base, mine, theirs)
  if (only) return only.value
  const whole = () => arbiter.pick(at, base, mine, theirs, (node) => (node ? say`has ${nodeWords(node)}` : say`has none`))
  if (!base || !mine || !theirs || mine.kind !== theirs.kind || mine.kind !== base.kind) return whole()
  if (!isMergeable(at, base, mine, theirs)) return whole()
  return mergeMembers(arbiter, at, base, mine, theirs)
}

/** A step whose halves do not fit together is better one side's than none's. */
function isMergeable(at: Place, base: FlowNode, mine: FlowNode, theirs: FlowNode): boolean {
  return (['mine', 'theirs'] as const).every((side) => {
    const follow: Arbiter = {
      conflicts: [],
      decide: () => side,
      pick: (_place, old, here, there) => changedOne(old, here, there)?.value ?? (side === 'mine' ? here : there),
    }
    return nodeIssues(at.nodeId ?? '', mergeMembers(follow, at, base, mine, theirs)).length === 0
  })
}

function mergeMembers(arbiter: Arbiter, at: Place, base: FlowNode, mine: FlowNode, theirs: FlowNode): FlowNode {
  return mergeRecord(base, mine, theirs, (member, before, here, there) => {
    const place: Place = { ...at, id: `${at.id}${pointer(member)}`, what: say`${at.what} (${MEMBER_NAMES[member] ?? member})` }
    if (member === 'config') return mergeConfig(arbiter, at, base, mine, theirs)
    return arbiter.pick(place, before, here, there, valueWords)
  }) as unknown as FlowNode
}

const MEMBER_NAMES: Readonly<Record<string, Words>> = {
  label: say`name`,
  note: say`note`,
  retry: say`tries`,
  disabled: say`switched off`,
  onError: say`what happens to failed records`,
}

function mergeConfig(arbiter: Arbiter, at: Place, base: FlowNode, mine: FlowNode, theirs: FlowNode): unknown {
  const [old, here, there] = [base.config, mine.config, theirs.config]
  const path = `${at.id}/config`
  if (kindOfConfig(old) !== kindOfConfig(here) || kindOfConfig(old) !== kindOfConfig(there)) {
    return arbiter.pick({ ...at, id: path }, old, here, there, valueWords)
  }
  return mergeRecord(old, here, there, (member, a, b, c) => {
    if (member === 'rows' && a && b && c) {
      const place: Place = { ...at, id: `${path}/rows`, what: say`Mapping "${mine.label}"` }
      return mergeRows(arbiter, place, a as MappingRow[], b as MappingRow[], c as MappingRow[])
    }
    if (member === 'cases' && Array.isArray(a) && Array.isArray(b) && Array.isArray(c)) {
      return mergeCases(arbiter, { ...at, id: `${path}/cases` }, a as Cases, b as Cases, c as Cases)
    }
    // Whoever looked, looked: nobody is asked which of them counts.
    if (member === 'reviewed' || member === 'discovered') return isSame(a, b) ? c : b
    if (member === 'balance') {
      return mergeBalances(arbiter, { ...at, id: `${path}/balance` }, (a ?? []) as Balances, (b ?? []) as Balances, (c ?? []) as Balances)
    }
    const place: Place = { ...at, id: `${path}${pointer(member)}`, what: say`${at.what}, ${MEMBERS[member] ?? member}` }
    return arbiter.pick(place, a, b, c, valueWords)
  })
}

/** Triggers have other members for each of their types. */
const kindOfConfig = (config: FlowNode['config']) => ('type' in config ? config.type : undefined)

type Cases = SwitchNode['config']['cases']

function mergeCases(arbiter: Arbiter, at: Place, base: Cases, mine: Cases, theirs: Cases): unknown {
  return mergeKeyed<Cases[number]>(
    base,
    mine,
    theirs,
    ({ id }) => id,
    (id, before, here, there) => {
      const what = say`${at.what}, case "${(here ?? there ?? before)?.label ?? id}"`
      return arbiter.pick({ ...at, id: `${at.id}${pointer(id)}`, what }, before, here, there, (one) =>
        one ? say`asks for ${shorten(one.condition)} as "${one.label}"` : say`no longer has it`,
      )
    },
  )
}

type Balances = readonly BalanceContract[]

/** Contracts are matched by their labels. None left is no member. */
function mergeBalances(arbiter: Arbiter, at: Place, base: Balances, mine: Balances, theirs: Balances): unknown {
  const merged = mergeKeyed<BalanceContract>(
    base,
    mine,
    theirs,
    ({ label }) => label,
    (label, before, here, there) =>
      arbiter.pick({ ...at, id: `${at.id}${pointer(label)}`, what: say`${at.what}, balance "${label}"` }, before, here, there, (one) =>
        one ? say`checks ${balanceWords(one)}` : say`no longer checks it`,
      ),
  )
  return merged.length === 0 ? undefined : merged
}

const nodeWords = (node: FlowNode) => say`the step "${node.label}" (${KIND_NAMES[node.kind]})`

const membersOf = (value: object) => new Map<string, unknown>(Object.entries(value))

/** Merges each member that any side has; a member that comes out as `undefined` is left out. */
export function mergeRecord<T extends object>(
  base: T,
  mine: T,
  theirs: T,
  merge: (member: string, base: unknown, mine: unknown, theirs: unknown) => unknown,
): Record<string, unknown> {
  const [before, here, there] = [membersOf(base), membersOf(mine), membersOf(theirs)]
  const members = new Set([...here.keys(), ...there.keys()])
  return Object.fromEntries(
    [...members].flatMap((member) => {
      const value = merge(member, before.get(member), here.get(member), there.get(member))
      return value === undefined ? [] : [[member, value]]
    }),
  )
}
