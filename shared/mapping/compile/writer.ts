// What is being written: the program, the JavaScript function inside it, and the place where an expression stands.
import type { Node } from './nodes.ts'
import type { ReadSites } from './read-sites.ts'
import type { Scope } from './scope.ts'

/** JavaScript of one expression: an atom, a call or something in brackets, so that it can stand anywhere. */
export interface Code {
  readonly js: string
  /** Which kinds of value it can have. */
  readonly kind: number
  /** A sequence as operators leave it, where one of length 1 still stands for its item. */
  readonly raw?: boolean
  /** May be a sequence still when it has been made a value once: functions may give a sequence of one sequence. */
  readonly nested?: boolean
  /** Cannot throw. */
  readonly safe?: boolean
  /** Where in the source it comes from, as far as that is known. Only for explanations. */
  readonly source?: Source
}

/** Names of fields from the record, or from a variable when the first begins with `$`. */
export type Source = readonly string[] | undefined

/** Kinds of values, to be joined with `|`. */
export const UNDEFINED = 1
export const TEXT = 2
export const NUMBER = 4
export const BOOLEAN = 8
export const NULL = 16
export const LIST = 32
export const OBJECT = 64
export const FUNCTION = 128
export const ANY = 255

export interface Program {
  emit(node: Node, at: Place): Code
  /** Names of runtime functions that the program uses. */
  readonly helpers: Set<string>
  /** Definitions that no evaluation changes: text to JavaScript name. */
  readonly constants: Map<string, string>
  /** Variables from outside: name to JavaScript name. */
  readonly globals: Map<string, string>
  /** Built-in functions that are also used as values: what they remember of their last call can be seen. */
  readonly functionValues: ReadonlySet<string>
  /** Every name that a tuple may have. */
  readonly tupleNames: ReadonlySet<string>
  /** The nodes that are a binding (`:=`), or have one somewhere below. */
  readonly bindings: ReadonlySet<Node>
  /** Notes what is read for what; only where an explanation is wanted. */
  readonly explanation: ReadSites | undefined
  /** The pattern of the regular expression there: what stands before `?:` and `??` is in the tree once more as a copy, from which the parser loses it. */
  patternAt(position: number | undefined): RegExp
  fresh(prefix: string): string
}

/** A JavaScript function being written. */
export interface Unit {
  readonly locals: string[]
  /** Variables that must start as "not bound yet". */
  readonly unbound: string[]
  /** How deep the reference would nest in what is evaluated whenever this function is called. */
  need: number
  /** The level of what is evaluated whenever this function is called. */
  readonly level: number
  /** The JavaScript name of the depth at which the lambda around was called; `0` outside of lambdas. */
  readonly base: string
}

export interface Place {
  readonly program: Program
  readonly unit: Unit
  readonly scope: Scope
  /** The JavaScript name of the context value. */
  readonly input: string
  /** `root`: it may be the wrapped list at the top. `sequence`: it is a sequence around the context. */
  readonly wrapped: 'root' | 'item' | 'sequence'
  /** How deep the reference would nest here, counted from the function's beginning. */
  readonly depth: number
  /** Where the context comes from, and which field of the result is being made. Only for explanations. */
  readonly source: Source
  readonly target: string
  /** Counts conditions and inner functions around: what is bound at another level may not be bound at all. */
  readonly level: number
}

export function helper(at: Place, name: string): string {
  at.program.helpers.add(name)
  return name
}

export function call(at: Place, name: string, ...parts: (string | number)[]): string {
  return `${helper(at, name)}(${parts.join(',')})`
}

/** A JavaScript literal. JSON is one, and nothing in it can end the text early. */
export function literal(value: unknown): string {
  if (value === undefined) return 'void 0'
  if (typeof value === 'number') return Object.is(value, -0) ? '(-0)' : value < 0 ? `(${value})` : String(value)
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

export function local(at: Place): string {
  const name = at.program.fresh('t')
  at.unit.locals.push(name)
  return name
}

/** A definition that no evaluation changes; the same text is defined once. */
export function constant(at: Place, js: string): string {
  const known = at.program.constants.get(js)
  if (known !== undefined) return known
  const name = at.program.fresh('k')
  at.program.constants.set(js, name)
  return name
}

export function newUnit(level: number, base: string): Unit {
  return { locals: [], unbound: [], need: 0, level, base }
}

/** The function's text, with the variables that its body turned out to need. */
export function functionText(unit: Unit, parameters: readonly string[], body: string, before = ''): string {
  const variables = [...unit.locals, ...unit.unbound.map((name) => `${name}=UNBOUND`)]
  const head = `(${parameters.join(',')})=>`
  if (variables.length === 0 && before === '') return `${head}(${body})`
  return `${head}{${variables.length > 0 ? `let ${variables.join(',')};` : ''}${before}return ${body}}`
}

/** The same place, one node deeper in the syntax tree. */
export function deeper(at: Place): Place {
  const depth = at.depth + 1
  if (at.level === at.unit.level && depth > at.unit.need) at.unit.need = depth
  return { ...at, depth }
}

/** A place whose expressions may not be evaluated at all. */
export function conditional(at: Place): Place {
  return { ...at, level: at.level + 1 }
}

/** Emits an inner function of a context: `(c) => …`. */
export function contextFunction(
  at: Place,
  emitBody: (inner: Place) => string,
  wrapped: Place['wrapped'] = 'item',
  source?: Source,
): string {
  const unit = newUnit(-1, at.unit.base)
  const input = at.program.fresh('c')
  const inner: Place = { ...at, unit, input, wrapped, source, level: at.level + 1 }
  const body = emitBody(inner)
  return functionText(unit, [input], body)
}

/** Emits a function without parameters, for what is evaluated later or not at all. */
export function laterFunction(at: Place, emitBody: (inner: Place) => string): string {
  const unit = newUnit(-1, at.unit.base)
  const body = emitBody({ ...at, unit, level: at.level + 1 })
  return functionText(unit, [], body)
}

/** Notes how deep the reference would be, for functions that call themselves. */
export function atDepth(at: Place, js: string): string {
  return `(${helper(at, 'state')}.depth=${at.unit.base === '0' ? at.depth : `${at.unit.base}+${at.depth}`},${js})`
}
