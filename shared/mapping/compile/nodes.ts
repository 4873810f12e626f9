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

/** Calls back with each node directly below one, whatever member it stands in. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  const pairs = (list: readonly Pair[]): void => {
    for (const [key, value] of list) {
      visit(key)
      visit(value)
    }
  }
  const stages = (list: readonly Stage[]): void => {
    for (const { expr } of list) if (expr) visit(expr)
  }
  if (node.steps) node.steps.forEach(visit)
  if (node.expressions) node.expressions.forEach(visit)
  if (node.arguments) node.arguments.forEach(visit)
  if (Array.isArray(node.lhs)) pairs(node.lhs as readonly Pair[])
  else if (node.lhs) visit(node.lhs as Node)
  if (node.rhs) visit(node.rhs)
  if (node.procedure) visit(node.procedure)
  if (node.expression) visit(node.expression)
  if (node.condition) visit(node.condition)
  if (node.then) visit(node.then)
  if (node.else) visit(node.else)
  if (node.body) visit(node.body)
  if (node.pattern) visit(node.pattern)
  if (node.update) visit(node.update)
  if (node.delete) visit(node.delete)
  if (node.stages) stages(node.stages)
  if (node.predicate) stages(node.predicate)
  if (node.group) pairs(node.group.lhs)
  if (node.terms) for (const { expression } of node.terms) visit(expression)
}
