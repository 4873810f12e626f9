// Calls of frequent built-in functions. Each has a fast form in `runtime/fast-functions.ts` for the usual kinds of arguments; it makes sure that the
// function is still the built-in one, and anything unusual takes the general way.
import { atDepth } from './calls.ts'
import { lambdaFunction } from './lambdas.ts'
import type { Node } from './nodes.ts'
import { isGlobal, read } from './scope.ts'
import { ANY, BOOLEAN, call, LIST, literal, NUMBER, OBJECT, TEXT, UNDEFINED, type Code, type Place } from './writer.ts'

interface Fast {
  readonly parameters: readonly number[]
  readonly kind: number
  readonly raw?: boolean
}

const MAYBE = UNDEFINED
const text = (...parameters: number[]): Fast => ({ parameters, kind: TEXT | MAYBE })
const number = (...parameters: number[]): Fast => ({ parameters, kind: NUMBER | MAYBE })
const value = (...parameters: number[]): Fast => ({ parameters, kind: ANY, raw: true })

// A function of a client's may have replaced the built-in one and give anything: kinds are used only where the form cannot be replaced.
const FAST: Readonly<Record<string, Fast>> = {
  string: text(1),
  uppercase: text(1),
  lowercase: text(1),
  trim: text(1),
  substring: text(2, 3),
  substringBefore: text(2),
  substringAfter: text(2),
  replace: text(3),
  join: text(1, 2),
  type: text(1),
  split: value(2),
  contains: { parameters: [2], kind: BOOLEAN | MAYBE },
  exists: { parameters: [1], kind: BOOLEAN },
  boolean: { parameters: [1], kind: BOOLEAN | MAYBE },
  not: { parameters: [1], kind: BOOLEAN | MAYBE },
  number: number(1),
  length: number(1),
  count: { parameters: [1], kind: NUMBER },
  sum: number(1),
  max: number(1),
  min: number(1),
  average: number(1),
  abs: number(1),
  floor: number(1),
  ceil: number(1),
  round: number(1, 2),
  append: value(2),
  keys: value(1),
  lookup: value(2),
  merge: { parameters: [1], kind: OBJECT | MAYBE },
  distinct: value(1),
  reverse: { parameters: [1], kind: LIST | MAYBE },
}

/** Built-in functions that call a function written in place for each item. */
const EACH: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'sort'])

export function fastCall(node: Node, at: Place, applied?: Code): Code | undefined {
  const procedure = node.procedure as Node
  const name = typeof procedure.value === 'string' ? procedure.value : ''
  if (procedure.type !== 'variable' || procedure.predicate || procedure.group || !isGlobal(at, name)) return undefined
  if (at.program.functionValues.has(name)) return undefined
  const written = node.arguments ?? []
  const count = written.length + (applied ? 1 : 0)
  if (EACH.has(name)) return eachCall(name, node, at, applied)
  const fast = Object.hasOwn(FAST, name) ? FAST[name] : undefined
  if (!fast?.parameters.includes(count)) return undefined
  const callee = read(at, name)
  const args = [...(applied ? [applied] : []), ...written.map((argument) => at.program.emit(argument, at))]
  const js = call(at, `${name}Of`, callee, ...args.map((code) => code.js), at.input, literal(node.position))
  // The value of a replacement is not known, so it is looked at like any other.
  return { js: args.length > 0 ? js : js, kind: ANY, raw: true }
}

function eachCall(name: string, node: Node, at: Place, applied?: Code): Code | undefined {
  const written = node.arguments ?? []
  const at0 = applied ? 0 : 1
  const lambda = written[at0]
  const most = name === 'reduce' ? at0 + 2 : at0 + 1
  if (!lambda || written.length < at0 + 1 || written.length > most) return undefined
  if (lambda.type !== 'lambda' || lambda.thunk || lambda.signature || lambda.predicate || lambda.group) return undefined
  const callee = read(at, name)
  const list = applied ?? at.program.emit(written[0] as Node, at)
  const parameters = lambda.arguments?.length ?? 0
  if (name === 'reduce' && parameters < 2) return undefined
  const func = lambdaFunction(lambda, at)
  const start = written[at0 + 1]
  const more = name === 'reduce' ? [start ? at.program.emit(start, at).js : 'void 0', start ? '1' : '0'] : []
  const js = call(at, `${name}With`, callee, list.js, func, parameters, ...more, at.input, literal(node.position))
  return { js: atDepth(at, js), kind: ANY, raw: true }
}
