// The one node with effects: an action of another system.
import type { CallNode } from '#shared/flow/document.ts'
import { checkMapped } from './data.ts'
import type { NodeType } from './node-type.ts'
import { withMember } from './with-member.ts'

export const callType: NodeType<CallNode> = {
  kind: 'call',
  rows: (node) => node.config.rows,
  async run(step) {
    const { rows, slot, action, into } = step.node.config
    const input = rows ? checkMapped(rows, await step.evaluate()) : step.input
    const result = await step.effect({ slot, action, input })
    if (!result.done) return result.outcome
    // The action's input was stored with the intent, so the outcome need not repeat it, unless the intent is another run's.
    const json = into === undefined ? result.output : withMember(step.input, into, result.output)
    return { kind: 'pass', ports: ['out'], json, changed: true, inputStored: !result.reused, reused: result.reused }
  },
}
