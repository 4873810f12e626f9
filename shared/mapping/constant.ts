// Constant folding: what an expression gives on every record, where that can be said without one. Only what cannot fail is folded.
import type { AstNode } from './ast.ts'

/** The value of a constant expression; `value` is what JSON can hold. */
export interface Constant {
  readonly value: unknown
}

type ConstantOf = (variable: string) => Constant | undefined

/** Undefined where the value depends on the record, the time or a table, where there is none, or where it is an error. */
export function constantOf(node: AstNode, variable: ConstantOf = () => undefined): Constant | undefined {
  if (node.predicate || node.group || node.stages || node.keepArray || node.index !== undefined || node.focus !== undefined)
    return undefined
  const of = (child: AstNode | undefined): Constant | undefined => child && constantOf(child, variable)
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return { value: node.value }
    case 'variable':
      return variable(String(node.value))
    case 'path':
      return node.steps?.length === 1 ? of(node.steps[0]) : undefined
    case 'block':
      return node.expressions?.length === 1 ? of(node.expressions[0]) : undefined
    case 'condition': {
      const condition = of(node.condition)
      return condition && of(isTruthy(condition.value) ? node.then : node.else)
    }
    case 'unary':
      return unary(node, of)
    case 'binary':
      return isNode(node.lhs) ? binary(String(node.value), of(node.lhs), of(node.rhs)) : undefined
    default:
      return undefined
  }
}

function unary(node: AstNode, of: (child: AstNode | undefined) => Constant | undefined): Constant | undefined {
  if (node.value === '-') {
    const operand = of(node.expression)
    return typeof operand?.value === 'number' ? { value: -operand.value } : undefined
  }
  if (node.value === '[') {
    const items = (node.expressions ?? []).map((child) => {
      const item = of(child)
      // A list of the expression's own stays one; any other gives its items.
      return item && (Array.isArray(item.value) && child.value !== '[' ? item.value : [item.value])
    })
    return items.every((item) => item !== undefined) ? { value: items.flat() } : undefined
  }
  if (node.value !== '{' || !Array.isArray(node.lhs)) return undefined
  const pairs = (node.lhs as readonly (readonly [AstNode, AstNode])[]).map(([key, value]) => [of(key)?.value, of(value)] as const)
  const names = pairs.map(([name]) => name)
  if (!names.every((name) => typeof name === 'string' && name !== '__proto__') || new Set(names).size < names.length) return undefined
  if (pairs.some(([, value]) => value === undefined)) return undefined
  return { value: Object.fromEntries(pairs.map(([name, value]) => [name, value?.value])) as unknown }
}

function binary(operator: string, left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  if (!left || !right) return undefined
  const [a, b] = [left.value, right.value]
  switch (operator) {
    case 'and':
      return { value: isTruthy(a) && isTruthy(b) }
    case 'or':
      return { value: isTruthy(a) || isTruthy(b) }
    case '&':
      return isPlain(a) && isPlain(b) ? { value: textOf(a) + textOf(b) } : undefined
    case '=':
      return isPlain(a) && isPlain(b) ? { value: a === b } : undefined
    case '!=':
      return isPlain(a) && isPlain(b) ? { value: a !== b } : undefined
  }
  if (typeof a === 'number' && typeof b === 'number') return compared(operator, a, b) ?? computed(operator, a, b)
  return typeof a === 'string' && typeof b === 'string' ? compared(operator, a, b) : undefined
}

function compared<T extends number | string>(operator: string, a: T, b: T): Constant | undefined {
  switch (operator) {
    case '<':
      return { value: a < b }
    case '<=':
      return { value: a <= b }
    case '>':
      return { value: a > b }
    case '>=':
      return { value: a >= b }
    default:
      return undefined
  }
}

function computed(operator: string, a: number, b: number): Constant | undefined {
  const results: Readonly<Record<string, number>> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b }
  const value = results[operator]
  // A number that is none is an error of jsonata's.
  return value !== undefined && Number.isFinite(value) ? { value } : undefined
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null
}

/** As `$string` writes it: 15 significant digits. */
function textOf(value: string | number | boolean | null): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : String(value)
}

/** As `$boolean` sees a constant. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTruthy)
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}

function isNode(lhs: AstNode['lhs']): lhs is AstNode {
  return lhs !== undefined && !Array.isArray(lhs)
}
