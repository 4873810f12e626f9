// What the compiler must know of the whole expression before it writes the first part: found in one walk, because walking is most of what a walk costs.
import { eachChild, type Node } from './nodes.ts'

export interface Survey {
  /** Variables that are read other than to be called at once. */
  readonly functionValues: ReadonlySet<string>
  /** Every name that a tuple may have. */
  readonly tupleNames: ReadonlySet<string>
  readonly hasTransform: boolean
  /** The nodes that are a binding (`:=`), or have one somewhere below. */
  readonly bindings: ReadonlySet<Node>
}

export function survey(ast: Node): Survey {
  const functionValues = new Set<string>()
  const tupleNames = new Set<string>()
  const bindings = new Set<Node>()
  let hasTransform = false
  let found = 0
  const visit = (node: Node): void => {
    const before = found
    if (node.type === 'variable') functionValues.add(String(node.value))
    else if (node.type === 'transform') hasTransform = true
    else if (node.type === 'bind') found += 1
    if (node.focus !== undefined) tupleNames.add(node.focus)
    if (node.index !== undefined) tupleNames.add(node.index)
    if (node.ancestor) tupleNames.add(node.ancestor.label)
    for (const stages of [node.stages, node.predicate]) {
      if (stages) for (const stage of stages) if (stage.type === 'index') tupleNames.add(String(stage.value))
    }
    const callee = node.type === 'function' ? node.procedure : undefined
    const isPlain = callee?.type === 'variable' && !callee.predicate && !callee.group && callee.value !== 'eval'
    eachChild(node, isPlain ? (child) => (child === callee ? undefined : visit(child)) : visit)
    if (found > before) bindings.add(node)
  }
  visit(ast)
  return { functionValues, tupleNames, hasTransform, bindings }
}
