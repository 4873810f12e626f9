// A published version made ready to run: expressions prepared, edges by port, and what each node needs beside its input.
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { AppError } from '#shared/errors.ts'
import { analyseExpression } from '#shared/mapping/expression.ts'
import { compileMapping } from '#shared/mapping/balance.ts'
import { rowsWithParts } from '#shared/mapping/parts/with-parts.ts'
import type { CompiledRows } from '#shared/mapping/rows.ts'
import { nodeType } from './nodes/index.ts'

export interface PlannedNode {
  readonly id: string
  readonly node: FlowNode
  readonly expression: string | undefined
  /** Where each mapping row stands in the expression, so that an error names its row. */
  readonly mapping: CompiledRows | undefined
  /** Lookup tables the expression names. */
  readonly tables: readonly string[]
  readonly readsTrigger: boolean
  readonly readsSteps: boolean
  readonly next: Readonly<Record<string, readonly string[]>>
}

export interface Plan {
  readonly trigger: string
  readonly nodes: ReadonlyMap<string, PlannedNode>
}

export function planFlow(document: FlowDocument): Plan {
  const nodes = new Map<string, PlannedNode>()
  const { parts = {} } = document
  let trigger: string | undefined
  for (const [id, node] of Object.entries(document.nodes)) {
    if (node.kind === 'trigger') trigger = id
    const type = nodeType(node.kind)
    const rows = type.rows?.(node)
    const mapping = rows && rowsWithParts(compileMapping(rows, node.kind === 'map' ? node.config.balance : undefined), parts)
    // A step that is switched off is not evaluated, nor are its tables read.
    const expression = node.disabled ? undefined : (mapping?.expression ?? type.expression?.(node))
    const reads = expression === undefined ? undefined : analyseExpression(expression)
    const script = node.kind === 'script'
    const next: Record<string, string[]> = {}
    for (const edge of document.edges) if (edge.from === id) (next[edge.port] ??= []).push(edge.to)
    nodes.set(id, {
      id,
      node,
      expression,
      mapping,
      tables: reads?.tables ?? [],
      readsTrigger: script || (reads?.variables.includes('trigger') ?? false),
      readsSteps: script || (reads?.variables.includes('steps') ?? false),
      next,
    })
  }
  if (trigger === undefined) throw new AppError('flow-invalid', { message: 'The flow has no trigger.' })
  return { trigger, nodes }
}
