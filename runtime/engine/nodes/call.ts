// The one node with effects: an action of another system.
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { CallNode } from '#shared/flow/document.ts'
import { checkMapped } from './data.ts'
import type { NodeType } from './node-type.ts'

export const callType: NodeType<CallNode> = {
  kind: 'call',
  rows: (node) => node.config.rows,
  async run(step) {
    const { rows, slot, action, into } = step.node.config
    const input = rows ? checkMapped(rows, await step.evaluate()) : step.input
    const result = await step.effect({ slot, action, input })
    if (!result.done) return result.outcome
    // The action's input was stored with the intent, so the outcome need not repeat it.
    const json = into === undefined ? result.output : withMember(step.input, into, result.output)
    return { kind: 'pass', ports: ['out'], json, changed: true, inputStored: true }
  },
}

/** The record with the answer beside what it had. A record that is not an object has no members to add to. */
function withMember(record: string, name: string, answer: string): string {
  const value: unknown = JSON.parse(record)
  if (!isRecord(value)) {
    throw new AppError('expression-failed', {
      message: `The answer cannot be added as "${name}": the record is not an object.`,
      fix: 'Leave "add the answer as" empty, or map the record to an object first.',
    })
  }
  return JSON.stringify({ ...value, [name]: JSON.parse(answer) as unknown })
}
