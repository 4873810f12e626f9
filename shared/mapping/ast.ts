// jsonata's syntax tree as far as we read it. Its own typings leave out half of the members.

export interface AstNode {
  readonly type: string
  readonly value?: unknown
  readonly position?: number
  /** `[]` stands behind it. */
  readonly keepArray?: boolean
  readonly steps?: readonly AstNode[]
  readonly expressions?: readonly AstNode[]
  readonly arguments?: readonly AstNode[]
  readonly procedure?: AstNode
  readonly expression?: AstNode
  /** One side of an operator; for an object constructor its pairs. */
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[]
  readonly rhs?: AstNode
  readonly condition?: AstNode
  readonly then?: AstNode
  readonly else?: AstNode
  readonly body?: AstNode
  /** A lambda that stands for a call in tail position. */
  readonly thunk?: boolean
  /** Filters behind a step of a path, or behind anything else. */
  readonly stages?: readonly AstFilter[]
  readonly predicate?: readonly AstFilter[]
  readonly group?: { readonly lhs: readonly (readonly [AstNode, AstNode])[] }
  /** Of a sort step. */
  readonly terms?: readonly { readonly expression: AstNode }[]
  /** Of a transform `| pattern | update, delete |`. */
  readonly pattern?: AstNode
  readonly update?: AstNode
  readonly delete?: AstNode
  /** Variables that a step binds: `@$focus`, `#$index`. */
  readonly focus?: string
  readonly index?: string
}

/** A filter has `expr`; an index binding after a filter has the variable's name as `value`. */
export interface AstFilter {
  readonly type: string
  readonly expr?: AstNode
  readonly value?: unknown
}
