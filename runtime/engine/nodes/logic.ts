// Nodes that choose where a record goes, and those that end its way.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { FilterNode, LoopNode, RaiseNode, RespondNode, SwitchNode } from '#shared/flow/document.ts'
import type { NodeType } from './node-type.ts'

export const filterType: NodeType<FilterNode> = {
  kind: 'filter',
  expression: (node) => `$boolean((${node.config.condition}))`,
  async run(step) {
    const passes = (await step.evaluate()) === 'true'
    return { kind: 'pass', ports: [passes ? 'out' : 'otherwise'], json: step.input, changed: false }
  },
}

export const switchType: NodeType<SwitchNode> = {
  kind: 'switch',
  expression: (node) => `${node.config.cases.map((c) => `$boolean((${c.condition})) ? ${JSON.stringify(c.id)} : `).join('')}"default"`,
  async run(step) {
    const port = JSON.parse((await step.evaluate()) ?? '"default"') as string
    return { kind: 'pass', ports: [port], json: step.input, changed: false }
  },
}

export const loopType: NodeType<LoopNode> = {
  kind: 'loop',
  expression: ({ config }) =>
    `($items := (${config.items}); $items = null ? [] : [$items.{ "item": $${config.itemKey ? `, "key": $string((${config.itemKey}))` : ''} }])`,
  async run(step) {
    const found = JSON.parse((await step.evaluate()) ?? '[]') as { item: unknown; key?: string }[]
    const used = new Map<string, number>()
    const items = found.map(({ item, key }, index) => {
      if (step.node.config.itemKey === undefined) return { key: String(index), json: JSON.stringify(item) }
      if (key === undefined) {
        throw new AppError('items-not-a-list', {
          message: say`Item ${index + 1} of "${step.node.label}" has no key.`,
          fix: 'Correct the item key expression, or leave it empty to count the items.',
        })
      }
      // Two items of one key stay two records; the second is told apart by its turn.
      const turn = (used.get(key) ?? 0) + 1
      used.set(key, turn)
      return { key: turn === 1 ? `key=${key}` : `key=${key}#${turn}`, json: JSON.stringify(item) }
    })
    return { kind: 'items', port: 'item', items }
  },
}

export const respondType: NodeType<RespondNode> = {
  kind: 'respond',
  expression: (node) => node.config.body,
  async run(step) {
    const body = step.node.config.body === undefined ? undefined : await step.evaluate()
    step.respond({ status: step.node.config.status, body })
    return { kind: 'pass', ports: ['out'], json: step.input, changed: false }
  },
}

export const raiseType: NodeType<RaiseNode> = {
  kind: 'raise',
  expression: (node) => `$string((${node.config.message}))`,
  async run(step) {
    const message = JSON.parse((await step.evaluate()) ?? '"The flow sent this record to the exception desk."') as string
    throw new AppError('raised', { message: message.slice(0, 2_000) })
  },
}
