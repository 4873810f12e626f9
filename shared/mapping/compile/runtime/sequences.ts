// Lists and sequences. A sequence is a list with a mark; the marks are those of jsonata, because its own functions read them.
import { fail, state } from './state.ts'

export interface Sequence extends Array<unknown> {
  sequence?: boolean
  keepSingleton?: boolean
  cons?: boolean
  tupleStream?: boolean
  outerWrapper?: boolean
}

export function isSequence(value: unknown): value is Sequence {
  return Array.isArray(value) && (value as Sequence).sequence === true
}

export function newSequence(): Sequence {
  const sequence: Sequence = []
  sequence.sequence = true
  return sequence
}

export function sequenceOf(item: unknown): Sequence {
  const sequence: Sequence = [item]
  sequence.sequence = true
  return sequence
}

/** What the reference does with the value of each node: a sequence of none is nothing, a sequence of one is its item. */
export function norm(value: unknown): unknown {
  if (typeof value !== 'object' || !Array.isArray(value) || (value as Sequence).sequence !== true) return value
  const sequence = value as Sequence
  if (sequence.length > 1 || sequence.tupleStream) return sequence
  return sequence.length === 0 ? undefined : sequence.keepSingleton ? sequence : sequence[0]
}

/** The same behind `[]`: one item stays a list. */
export function normKeep(value: unknown): unknown {
  if (!isSequence(value) || value.tupleStream) return value
  value.keepSingleton = true
  return value.length === 0 ? undefined : value
}

/** Adds the result of a step: lists are joined, those made by a constructor stay. */
export function pushFlat(list: unknown[], value: unknown): void {
  if (!Array.isArray(value) || (value as Sequence).cons === true) list.push(value)
  else for (let index = 0; index < value.length; index++) list.push(value[index])
}

export function checkLength(list: readonly unknown[]): void {
  if (list.length > state.maxSequence) fail('D2015', { value: state.maxSequence })
}

/** The context at the top: a list is wrapped, so that it is one context. */
export function wrapInput(input: unknown): unknown {
  if (!Array.isArray(input) || isSequence(input)) return input
  const wrapped = sequenceOf(input)
  wrapped.outerWrapper = true
  return wrapped
}

/** `$` at the top. */
export function unwrap(context: unknown): unknown {
  return Array.isArray(context) && (context as Sequence).outerWrapper ? context[0] : context
}

/** The context of a list that begins a path. */
export function wrap(context: unknown): unknown {
  return Array.isArray(context) ? context : sequenceOf(context)
}

/** `$append` without the signature. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second
  if (second === undefined) return first
  const joined = (Array.isArray(first) ? first : [first]).concat(Array.isArray(second) ? second : [second])
  checkLength(joined)
  return joined
}

/** `[x]` */
export function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value.slice() : [value]
}

/** `[a..b]`: the range is nobody else's. */
export function ownList(value: unknown): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [value]
  ;(value as Sequence).sequence = false
  return value
}

export function addTo(list: unknown[], value: unknown): unknown[] {
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) list.push(value[index])
  else if (value !== undefined) list.push(value)
  checkLength(list)
  return list
}

export function addWhole(list: unknown[], value: unknown): unknown[] {
  if (value !== undefined) list.push(value)
  return list
}

export function asCons(list: unknown[]): unknown[] {
  Object.defineProperty(list, 'cons', { value: true })
  return list
}
