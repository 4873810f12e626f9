// The graph of a flow: one beginning, no circles, edges that lead somewhere.
import type { Issue } from '../errors.ts'
import { say } from '../sentence.ts'
import { outputPorts, type FlowDocument } from './document.ts'
import { findCycles, predecessors, reach, successors } from './graph.ts'
import { pointer } from './pointer.ts'
import { error, stepName, warning } from './say.ts'

export function checkGraph(flow: FlowDocument): Issue[] {
  const triggers = Object.keys(flow.nodes).filter((id) => flow.nodes[id]?.kind === 'trigger')
  const next = successors(flow)
  const reached = reach(triggers, next)
  return [
    ...checkTriggers(flow, triggers),
    ...checkEdges(flow),
    ...checkCycles(flow, next),
    ...checkReached(flow, reached),
    ...checkAnswers(flow, reached),
  ]
}

function checkTriggers(flow: FlowDocument, triggers: readonly string[]): Issue[] {
  if (triggers.length === 0) return [error('/nodes', 'trigger-missing', 'The flow has no trigger: nothing starts it.', 'Add a trigger.')]
  return triggers
    .slice(1)
    .map((id) =>
      error(
        pointer('nodes', id),
        'trigger-duplicate',
        say`${stepName(flow.nodes[id], id)} is a second trigger.`,
        'Keep one trigger, and make a flow of its own for the other.',
      ),
    )
}

function checkEdges(flow: FlowDocument): Issue[] {
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const [i, edge] of flow.edges.entries()) {
    const path = pointer('edges', i)
    const from = Object.hasOwn(flow.nodes, edge.from) ? flow.nodes[edge.from] : undefined
    const to = Object.hasOwn(flow.nodes, edge.to) ? flow.nodes[edge.to] : undefined
    if (!from)
      issues.push(
        error(
          `${path}/from`,
          'edge-dangling',
          say`An edge comes from "${edge.from}", which is not a step of the flow.`,
          'Remove the edge.',
        ),
      )
    if (!to)
      issues.push(
        error(
          `${path}/to`,
          'edge-dangling',
          say`An edge leads to "${edge.to}", which is not a step of the flow.`,
          'Remove the edge, or connect it to a step.',
        ),
      )
    if (from && !outputPorts(from).includes(edge.port)) {
      const ports = outputPorts(from)
      issues.push(
        error(
          `${path}/port`,
          'port-unknown',
          say`${stepName(from, edge.from)} has no output "${edge.port}".`,
          ports.length > 0 ? say`Connect one of its outputs: ${ports.join(', ')}.` : 'Remove the edge: nothing leaves this step.',
        ),
      )
    }
    if (to?.kind === 'trigger')
      issues.push(
        error(`${path}/to`, 'edge-into-trigger', say`An edge leads into the trigger ${stepName(to, edge.to)}.`, 'Remove the edge.'),
      )
    const key = JSON.stringify([edge.from, edge.port, edge.to])
    if (seen.has(key)) {
      issues.push(
        error(
          path,
          'edge-duplicate',
          say`${stepName(from, edge.from)} is connected to ${stepName(to, edge.to)} twice.`,
          'Remove one of the two edges.',
        ),
      )
    }
    seen.add(key)
  }
  return issues
}

function checkCycles(flow: FlowDocument, next: ReadonlyMap<string, readonly string[]>): Issue[] {
  return findCycles(next).map((cycle) => {
    const names = [...cycle, cycle[0] ?? ''].map((id) => `"${flow.nodes[id]?.label ?? id}"`)
    const shown = names.length > 8 ? [...names.slice(0, 4), '…', ...names.slice(-3)] : names
    return error(
      pointer('nodes', cycle[0] ?? ''),
      'cycle',
      say`The flow goes round in a circle: ${shown.join(' → ')}.`,
      'Remove one of these edges; use a loop step to repeat.',
    )
  })
}

function checkReached(flow: FlowDocument, reached: ReadonlySet<string>): Issue[] {
  // Without a trigger everything is unreachable; that one sentence is enough.
  if (reached.size === 0) return []
  const before = predecessors(flow)
  return Object.entries(flow.nodes)
    .filter(([id]) => !reached.has(id))
    .map(([id, node]) => {
      const connected = (before.get(id)?.length ?? 0) > 0
      return warning(
        pointer('nodes', id),
        'unreachable',
        connected
          ? say`${stepName(node, id)} is never reached: what leads to it is not connected to the trigger.`
          : say`${stepName(node, id)} is never reached.`,
        'Connect it to a step that is reached from the trigger, or remove it.',
      )
    })
}

function checkAnswers(flow: FlowDocument, reached: ReadonlySet<string>): Issue[] {
  const entries = Object.entries(flow.nodes)
  const waiting = entries.find(
    ([, node]) => node.kind === 'trigger' && node.config.type === 'webhook' && node.config.respond === 'when-finished',
  )
  const answers = entries.filter(([id, node]) => node.kind === 'respond' && reached.has(id))
  if (waiting && answers.length === 0) {
    const [id, node] = waiting
    return [
      warning(
        pointer('nodes', id, 'config', 'respond'),
        'respond-missing',
        say`${stepName(node, id)} holds the answer for a respond step, and there is none.`,
        'Add a respond step, or answer at once.',
      ),
    ]
  }
  // A flow that another one calls answers with its respond step.
  if (waiting || entries.some(([, node]) => node.kind === 'trigger' && node.config.type === 'subflow')) return []
  return answers.map(([id, node]) =>
    warning(
      pointer('nodes', id),
      'respond-unused',
      say`${stepName(node, id)} answers nobody: the trigger does not wait.`,
      'Let the webhook trigger answer when finished, or remove this step.',
    ),
  )
}
