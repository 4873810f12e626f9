// What a flow has to do with the client's other flows: does what it calls exist, and does it start itself again?
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import type { FlowDocument } from './document.ts'
import { pointer } from './pointer.ts'
import { stepName, warning } from './say.ts'

/** A flow as the others see it. */
export interface FlowLinks {
  readonly id: string
  readonly name: string
  /** Its trigger says that other flows call it. */
  readonly isCallable: boolean
  readonly listensTo?: string
  readonly calls: readonly string[]
  readonly publishes: readonly string[]
}

export function linksOf(id: string, flow: FlowDocument): FlowLinks {
  const nodes = Object.values(flow.nodes)
  const trigger = nodes.flatMap((node) => (node.kind === 'trigger' ? [node.config] : []))[0]
  return {
    id,
    name: flow.name,
    isCallable: trigger?.type === 'subflow',
    ...(trigger?.type === 'event' && { listensTo: trigger.topic }),
    calls: nodes.flatMap((node) => (node.kind === 'subflow' ? [node.config.flow] : [])),
    publishes: nodes.flatMap((node) => (node.kind === 'publish' ? [node.config.topic] : [])),
  }
}

/** Warnings only: the other flows may be changed next. `self` is this flow's id, where it has one. */
export function checkFlows(flow: FlowDocument, flows: readonly FlowLinks[], self: string | undefined): Issue[] {
  const others = flows.filter(({ id }) => id !== self)
  const me = linksOf(self ?? '', flow)
  return Object.entries(flow.nodes).flatMap(([id, node]): Issue[] => {
    if (node.kind !== 'subflow' && node.kind !== 'publish') return []
    const name = stepName(node, id)
    const path = pointer('nodes', id, 'config', node.kind === 'subflow' ? 'flow' : 'topic')
    const issues = node.kind === 'subflow' ? checkCall(node.config.flow, [...others, me], path, name) : []
    const started = node.kind === 'subflow' ? [node.config.flow] : listenersOf([node.config.topic], [...others, me])
    const circle = wayBack(started, me, others)
    if (!circle) return issues
    return [
      ...issues,
      warning(
        path,
        'flow-circle',
        say`${name} starts this flow again: ${[me.name, ...circle].map((one) => `"${one}"`).join(' → ')}.`,
        'End the circle with a filter that lets only real changes pass; after 20 rounds it is stopped.',
      ),
    ]
  })
}

function checkCall(flowId: string, flows: readonly FlowLinks[], path: string, name: Words): Issue[] {
  const called = flows.find(({ id }) => id === flowId)
  if (!called) return [warning(path, 'flow-unknown', say`${name}: there is no such flow.`, 'Choose the flow that is called.')]
  if (called.isCallable) return []
  return [
    warning(
      path,
      'flow-not-callable',
      say`${name}: "${called.name}" is not started by other flows.`,
      'Let its trigger be "Called by a flow".',
    ),
  ]
}

const listenersOf = (topics: readonly string[], flows: readonly FlowLinks[]): readonly string[] =>
  flows.filter(({ listensTo }) => listensTo !== undefined && topics.includes(listensTo)).map(({ id }) => id)

/** The names of the flows on a way from those that are started back to this one, this one's last. */
function wayBack(started: readonly string[], me: FlowLinks, others: readonly FlowLinks[]): readonly string[] | undefined {
  const seen = new Set<string>()
  const open = started.map((id) => ({ id, way: [] as readonly string[] }))
  for (let next = open.shift(); next; next = open.shift()) {
    if (next.id === me.id) return [...next.way, me.name]
    const flow = others.find(({ id }) => id === next.id)
    if (!flow || seen.has(flow.id)) continue
    seen.add(flow.id)
    const way = [...next.way, flow.name]
    for (const id of [...flow.calls, ...listenersOf(flow.publishes, [...others, me])]) open.push({ id, way })
  }
  return undefined
}
