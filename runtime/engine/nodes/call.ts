// The one node with effects: an action of another system.
import type { CallNode } from '#shared/flow/document.ts'
import { compileRows } from '#shared/mapping/rows.ts'
import { checkMapped } from './data.ts'
import type { NodeType } from './node-type.ts'

export const callType: NodeType<CallNode> = {
  kind: 'call',
  expression: (node) => node.config.rows && compileRows(node.config.rows),
  async run(step) {
    const { rows, slot, action } = step.node.config
    const input = rows ? checkMapped(rows, await step.evaluate()) : step.input
    const result = await step.effect({ slot, action, input })
    if (!result.done) return result.outcome
    // The action's input was stored with the intent, so the outcome need not repeat it.
    return { kind: 'pass', ports: ['out'], json: result.output, changed: true, inputStored: true }
  },
}
