// Checks of the steps that wait.
import type { Issue } from '../errors.ts'
import type { FlowNode } from './document.ts'
import { durationMs, LONGEST_WAIT_MS, type Duration } from './nodes/waiting.ts'
import { error } from './say.ts'

/** Nothing a person or another system does is done within seconds. */
const SHORTEST_TIMEOUT_MS = 60_000

export function checkWaiting(node: FlowNode, path: string, name: string): Issue[] {
  if (node.kind === 'delay' && 'for' in node.config) return tooLong(node.config.for, `${path}/config/for`, name)
  if (node.kind !== 'approval' && node.kind !== 'callback') return []
  const at = `${path}/config/timeout`
  const issues = tooLong(node.config.timeout, at, name)
  if (durationMs(node.config.timeout) < SHORTEST_TIMEOUT_MS)
    issues.push(error(at, 'wait-too-short', `${name} gives less than a minute to answer.`, 'Give at least one minute.'))
  return issues
}

function tooLong(duration: Duration, path: string, name: string): Issue[] {
  if (durationMs(duration) <= LONGEST_WAIT_MS) return []
  return [error(path, 'wait-too-long', `${name} would wait for more than 400 days.`, 'Choose a shorter time.')]
}
