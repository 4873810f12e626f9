// Operators and conditions.
import type { Node } from './nodes.ts'
import { emitValue } from './values.ts'
import {
  ANY,
  BOOLEAN,
  call,
  conditional,
  helper,
  laterFunction,
  literal,
  NULL,
  NUMBER,
  TEXT,
  UNDEFINED,
  type Code,
  type Place,
} from './writer.ts'

const ARITHMETIC: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide', '%': 'modulo' }
const COMPARISON: Readonly<Record<string, string>> = { '<': 'less', '<=': 'lessOrEqual', '>': 'greater', '>=': 'greaterOrEqual' }

export function emitBinary(node: Node, at: Place): Code {
  const op = String(node.value)
  if (op === 'and' || op === 'or') return emitLogical(node, op, at)
  const left = at.program.emit(node.lhs as Node, at)
  const right = at.program.emit(node.rhs as Node, at)
  const folded = fold(op, node.lhs as Node, node.rhs as Node)
  if (folded !== undefined) return emitValue(folded)
  const place = literal(node.position)
  if (op in ARITHMETIC) return { js: call(at, ARITHMETIC[op] as string, left.js, right.js, place), kind: NUMBER | UNDEFINED }
  if (op in COMPARISON) return { js: call(at, COMPARISON[op] as string, left.js, right.js, place), kind: BOOLEAN | UNDEFINED }
  switch (op) {
    case '=':
    case '!=':
      return emitEquality(op, left, right, at)
    case '&':
      return { js: call(at, 'concat', left.js, right.js, place), kind: TEXT }
    case '..':
      return { js: call(at, 'range', left.js, right.js, place), kind: ANY, raw: true }
    case 'in':
      return { js: call(at, 'includes', left.js, right.js), kind: BOOLEAN, safe: left.safe === true && right.safe === true }
    default:
      return { js: `(${left.js},${right.js},void 0)`, kind: UNDEFINED }
  }
}

/** Arithmetic and joining of literals, where it cannot fail. */
function fold(op: string, left: Node, right: Node): unknown {
  if (!isPlainLiteral(left) || !isPlainLiteral(right)) return undefined
  const [a, b] = [left.value, right.value]
  if (typeof a === 'string' && typeof b === 'string') return op === '&' ? a + b : undefined
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  const value = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : undefined
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

function isPlainLiteral(node: Node): boolean {
  return (node.type === 'string' || node.type === 'number') && !node.predicate && !node.group
}

const SCALAR = TEXT | NUMBER | BOOLEAN | NULL

function emitEquality(op: string, left: Code, right: Code, at: Place): Code {
  const safe = left.safe === true && right.safe === true
  const scalar = (left.kind & ~SCALAR) === 0 || (right.kind & ~SCALAR) === 0
  if (!scalar) return { js: call(at, op === '=' ? 'equal' : 'unequal', left.js, right.js), kind: BOOLEAN, safe }
  if (op === '=') return { js: `(${left.js}===${right.js})`, kind: BOOLEAN, safe }
  return { js: call(at, 'differs', left.js, right.js), kind: BOOLEAN, safe }
}

/** The value of a code as JavaScript's true or false. */
export function truth(code: Code, at: Place): string {
  if ((code.kind & ~BOOLEAN) === 0) return code.js
  if ((code.kind & ~(BOOLEAN | UNDEFINED)) === 0) return `(${code.js}===true)`
  return call(at, 'truthy', code.js)
}

/** An error of the right side gets the operator's place; the left side's has its own. */
function emitLogical(node: Node, op: 'and' | 'or', at: Place): Code {
  const left = at.program.emit(node.lhs as Node, at)
  let right: Code = { js: '', kind: ANY }
  const later = laterFunction(at, (inner) => (right = at.program.emit(node.rhs as Node, inner)).js)
  const certain = (code: Code): boolean => (code.kind & ~(BOOLEAN | UNDEFINED)) === 0
  if (certain(left) && certain(right) && right.safe) {
    const inPlace = later.startsWith('()=>(') ? right.js : `(${later})()`
    const js = `(${truth(left, at)}${op === 'and' ? '&&' : '||'}${truth({ ...right, js: inPlace }, at)})`
    return { js, kind: BOOLEAN, safe: left.safe === true }
  }
  return { js: call(at, op, left.js, later, literal(node.position)), kind: BOOLEAN }
}

export function emitMinus(node: Node, at: Place): Code {
  return { js: call(at, 'negate', at.program.emit(node.expression as Node, at).js, literal(node.position)), kind: NUMBER | UNDEFINED }
}

export function emitCondition(node: Node, at: Place): Code {
  const test = at.program.emit(node.condition as Node, at)
  const then = emitBranch(node.then as Node, at)
  const otherwise = node.else ? emitBranch(node.else, at) : { js: 'void 0', kind: UNDEFINED, safe: true, nested: false, source: undefined }
  const nested = then.nested === true || otherwise.nested === true
  return {
    js: `(${truth(test, at)}?${then.js}:${otherwise.js})`,
    kind: then.kind | otherwise.kind,
    source: then.source ?? otherwise.source,
    raw: nested,
    nested,
    safe: test.safe === true && then.safe === true && otherwise.safe === true && (test.kind & ~(BOOLEAN | UNDEFINED)) === 0,
  }
}

/** Within a function that may call itself, a branch that nests deeper than what is checked already is checked when it is taken. */
function emitBranch(node: Node, at: Place): Code {
  const unit = { ...at.unit, need: 0, level: at.level + 1 }
  const code = at.program.emit(node, { ...conditional(at), unit })
  if (at.unit.base === '0' || unit.need <= at.unit.need) return code
  return { ...code, js: `(${at.unit.base}+${unit.need}>${helper(at, 'state')}.maxDepth&&${helper(at, 'tooDeep')}(),${code.js})` }
}
