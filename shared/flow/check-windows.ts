// Checks of the steps that collect records of many runs.
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { checkSchedule } from './check-schedule.ts'
import { tooLong, tooShort } from './check-waiting.ts'
import type { FlowNode } from './document.ts'
import { error } from './say.ts'

export function checkWindows(node: FlowNode, path: string, name: Words): Issue[] {
  if (node.kind === 'join') return checkJoin(node, path, name)
  if (node.kind !== 'aggregate') return []
  const { close } = node.config
  const at = `${path}/config/close`
  return [
    ...(Object.keys(close).length === 0
      ? [
          error(
            at,
            'window-never-closes',
            say`${name} collects for ever: nothing lets a collection go on.`,
            'Choose a schedule, a time, a count or a condition.',
          ),
        ]
      : []),
    ...(close.schedule ? checkSchedule(close.schedule, `${at}/schedule`, name) : []),
    ...(close.after ? tooLong(close.after, `${at}/after`, name) : []),
  ]
}

function checkJoin(node: Extract<FlowNode, { kind: 'join' }>, path: string, name: Words): Issue[] {
  const { inputs, timeout } = node.config
  const issues = [...tooLong(timeout, `${path}/config/timeout`, name), ...tooShort(timeout, `${path}/config/timeout`, name)]
  for (const [i, { id }] of inputs.entries()) {
    if (inputs.findIndex((other) => other.id === id) === i) continue
    issues.push(
      error(
        `${path}/config/inputs/${i}/id`,
        'input-duplicate',
        say`${name}: the input id "${id}" is taken.`,
        'Give each input an id of its own.',
      ),
    )
  }
  return issues
}
