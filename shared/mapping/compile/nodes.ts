// jsonata's syntax tree as its evaluator reads it. `../ast.ts` has the smaller part that analysis needs.

export interface Node {
  readonly type: string
  readonly value?: unknown
  readonly position?: number
  readonly keepArray?: boolean
  /** Of a path. */
  readonly steps?: readonly Node[]
  readonly keepSingletonArray?: boolean
  /** Of a path or a block inside one: its result carries variables and parents from step to step. */
  readonly tuple?: boolean
  readonly expressions?: readonly Node[]
  readonly consarray?: boolean
  readonly arguments?: readonly Node[]
  readonly procedure?: Node
  readonly expression?: Node
  readonly lhs?: Node | readonly Pair[]
  readonly rhs?: Node
  readonly condition?: Node
  readonly then?: Node
  readonly else?: Node
  /** Of a lambda. A thunk stands for a call in tail position. */
  readonly body?: Node
  readonly thunk?: boolean
  readonly signature?: { readonly definition?: unknown; readonly validate?: unknown }
  readonly stages?: readonly Stage[]
  readonly predicate?: readonly Stage[]
  readonly group?: { readonly lhs: readonly Pair[]; readonly position?: number }
  readonly terms?: readonly { readonly expression: Node; readonly descending?: boolean }[]
  readonly pattern?: Node
  readonly update?: Node
  readonly delete?: Node
  readonly focus?: string
  readonly index?: string
  readonly ancestor?: { readonly label: string }
  /** Of `%`: the label under which the parent is found. */
  readonly slot?: { readonly label: string }
}

export type Pair = readonly [Node, Node]

/** A filter, or the binding of a position (`#$i`) behind a filter. */
export interface Stage {
  readonly type: string
  readonly expr?: Node
  readonly value?: unknown
}

/** All nodes directly below one, whatever member they stand in. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [...(node.steps ?? []), ...(node.expressions ?? []), ...(node.arguments ?? [])]
  const addPairs = (pairs: readonly Pair[]): void => pairs.forEach(([key, value]) => children.push(key, value))
  if (Array.isArray(node.lhs)) addPairs(node.lhs as readonly Pair[])
  else if (node.lhs) children.push(node.lhs as Node)
  for (const one of [node.rhs, node.procedure, node.expression, node.condition, node.then, node.else, node.body])
    if (one) children.push(one)
  for (const one of [node.pattern, node.update, node.delete]) if (one) children.push(one)
  for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])]) if (stage.expr) children.push(stage.expr)
  if (node.group) addPairs(node.group.lhs)
  for (const { expression } of node.terms ?? []) children.push(expression)
  return children
}
