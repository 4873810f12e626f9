// A list in groups: one record for each group, `{ "batch": 1, "items": […] }`.
import type { BatchNode } from '#shared/flow/document.ts'
import type { NodeType } from './node-type.ts'

export const batchType: NodeType<BatchNode> = {
  kind: 'batch',
  expression: ({ config }) => `($items := (${config.items}); $items = null ? [] : [$items])`,
  async run(step) {
    const { size, maxBytes = Infinity } = step.node.config
    const items = JSON.parse((await step.evaluate()) ?? '[]') as unknown[]
    const batches = inGroups(items, size, maxBytes)
    return {
      kind: 'items',
      port: 'batch',
      items: batches.map((texts, index) => ({ key: String(index), json: `{"batch":${index + 1},"items":[${texts.join(',')}]}` })),
    }
  },
}

function inGroups(items: readonly unknown[], size: number, maxBytes: number): readonly (readonly string[])[] {
  const groups: string[][] = []
  let bytes = 0
  for (const item of items) {
    const text = JSON.stringify(item)
    const length = Buffer.byteLength(text) + 1
    const last = groups.at(-1)
    if (!last || last.length >= size || bytes + length > maxBytes) {
      groups.push([text])
      bytes = length
    } else {
      last.push(text)
      bytes += length
    }
  }
  return groups
}
