// Checks of the steps that wait.
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import type { FlowNode } from './document.ts'
import { durationMs, LONGEST_WAIT_MS, type Duration } from './nodes/waiting.ts'
import { error } from './say.ts'

/** Nothing a person or another system does is done within seconds. */
const SHORTEST_TIMEOUT_MS = 60_000

export function checkWaiting(node: FlowNode, path: string, name: Words): Issue[] {
  if (node.kind === 'delay' && 'for' in node.config) return tooLong(node.config.for, `${path}/config/for`, name)
  if (node.kind !== 'approval' && node.kind !== 'callback' && node.kind !== 'subflow') return []
  const at = `${path}/config/timeout`
  const issues = tooLong(node.config.timeout, at, name)
  return [...issues, ...tooShort(node.config.timeout, at, name)]
}

export function tooShort(duration: Duration, path: string, name: Words): Issue[] {
  if (durationMs(duration) >= SHORTEST_TIMEOUT_MS) return []
  return [error(path, 'wait-too-short', say`${name} gives less than a minute to answer.`, 'Give at least one minute.')]
}

export function tooLong(duration: Duration, path: string, name: Words): Issue[] {
  if (durationMs(duration) <= LONGEST_WAIT_MS) return []
  return [error(path, 'wait-too-long', say`${name} would wait for more than 400 days.`, 'Choose a shorter time.')]
}
