// Calling functions as the reference does: signature, the places in errors, tail calls. All functions are JavaScript functions here; what the
// reference keeps on its function objects (the token and position of the last call, which its errors show) is kept on them.
import { hostCall } from './host-calls.ts'
import { norm, newSequence, sequenceOf } from './sequences.ts'
import { enter, fail, state, type Signature } from './state.ts'

export interface Func {
  (...args: unknown[]): unknown
  _jsonata_lambda?: true
  _jsonata_function?: true
  /** Of a built-in or registered function: what does the work, with the call's surroundings as `this`. */
  implementation?: (...args: never[]) => unknown
  signature?: Signature | undefined
  /** Of a function of the expression: what is run; it may end with a thunk. */
  body?: (...args: unknown[]) => unknown
  arity?: number
  /** Made by partial application of a function value: its parameters cannot be known. */
  closure?: true
  /** What it answers does not depend on its arguments alone. */
  isHost?: true
  token?: unknown
  position?: number | undefined
}

interface Thrown {
  token?: unknown
  position?: unknown
}

/** A call in tail position: done by whoever called the function, so that the stack does not grow. */
export class Thunk {
  readonly callee: () => unknown
  readonly args: () => unknown[]
  readonly token: unknown
  readonly position: number
  constructor(callee: () => unknown, args: () => unknown[], token: unknown, position: number) {
    this.callee = callee
    this.args = args
    this.token = token
    this.position = position
  }
}

/** Stands for `?` in a partial application. */
export const HOLE = Symbol('?')

export function isFunction(value: unknown): value is Func {
  return typeof value === 'function'
}

/** A function of the expression. Whoever calls it as JavaScript, such as a function of the library, gets its value and no thunk. */
export function lambda(body: (...args: unknown[]) => unknown, arity: number, signature?: Signature, input?: unknown): Func {
  const func: Func = (...args) => apply(func, args, input)
  func.body = body
  func._jsonata_lambda = true
  func.arity = arity
  func.signature = signature
  return func
}

export function signatureOf(definition: string): Signature {
  // A copy of the tree made by JSON has lost its signature's function; the reference fails with it in the same place.
  return definition === '' ? ({} as Signature) : state.library.parseSignature(definition)
}

/** The general form of a call. Functions among the arguments are wrapped, as in the reference. */
export function call(proc: unknown, args: unknown[], input: unknown, position: number, token: unknown): unknown {
  for (let index = 0; index < args.length; index++) if (typeof args[index] === 'function') args[index] = closureOf(args[index] as Func)
  return callWith(proc, args, input, position, token)
}

/** With `~>` the first argument is given as it is. */
export function callApplied(proc: unknown, args: unknown[], input: unknown, position: number, token: unknown): unknown {
  for (let index = 1; index < args.length; index++) if (typeof args[index] === 'function') args[index] = closureOf(args[index] as Func)
  return callWith(proc, args, input, position, token)
}

function callWith(proc: unknown, args: unknown[], input: unknown, position: number, token: unknown): unknown {
  try {
    if (typeof proc === 'function' && isOurs(proc as Func)) {
      ;(proc as Func).token = token
      ;(proc as Func).position = position
    }
    return apply(proc, args, input)
  } catch (error) {
    const thrown = error as Thrown
    if (!thrown.position) thrown.position = position
    if (!thrown.token) thrown.token = token
    throw thrown
  }
}

/** Functions of the expression and of the registry, not those that came as values. */
function isOurs(func: Func): boolean {
  return func._jsonata_lambda === true || func._jsonata_function === true
}

export function closureOf(func: Func): Func {
  const closure: Func = (...params) => apply(func, params, null)
  closure.arity = arityOf(func)
  closure.closure = true
  return closure
}

export function arityOf(func: Func): number {
  return func.arity ?? func.implementation?.length ?? func.length
}

export function apply(proc: unknown, args: unknown[], input: unknown): unknown {
  const result = applyOnce(proc, args, input)
  return result instanceof Thunk ? bounce(result, input) : result
}

/** Tail calls one after the other, at the depth of the first. */
export function bounce(first: Thunk, input: unknown): unknown {
  const depth = state.depth
  let result: unknown = first
  while (result instanceof Thunk) {
    state.depth = depth
    const next = result.callee()
    if (!isFunction(next)) return fail('T1006', { position: result.position, token: result.token })
    if (isOurs(next) || next.closure) {
      if (result.token !== undefined) next.token = result.token
      next.position = result.position
    }
    const args = result.args()
    // Built-in functions call what they are given; a lambda gets it as it is.
    if (next._jsonata_function) {
      args.forEach((arg, index) => {
        if (typeof arg === 'function') args[index] = closureOf(arg as Func)
      })
    }
    state.depth = depth
    result = applyOnce(next, args, input)
  }
  return result
}

function applyOnce(proc: unknown, args: unknown[], input: unknown): unknown {
  if (typeof proc !== 'function') return fail('T1006')
  const func = proc as Func
  try {
    const given = func.signature ? func.signature.validate(args, input) : args
    if (func.body) return func.body(...given)
    if (func.closure) return func(...given)
    if (func.implementation) return runImplementation(func, given, input)
    return hostCall(() => func.apply(input, given))
  } catch (error) {
    const thrown = error as Thrown
    if (thrown.token === undefined && func.token !== undefined) thrown.token = func.token
    thrown.position = func.position || thrown.position
    throw thrown
  }
}

function runImplementation(func: Func, args: readonly unknown[], input: unknown): unknown {
  const focus = { input, environment, options: { sequence: state.maxSequence }, createSequence }
  const run = (): unknown => (func.implementation as (...args: unknown[]) => unknown).apply(focus, args as unknown[])
  return func.isHost ? hostCall(run) : run()
}

/** As much of the reference's environment as its functions read. */
const environment = {
  get timestamp(): Date {
    return new Date(state.timestamp)
  },
}

export function createSequence(...items: [] | [unknown]): unknown[] {
  return items.length === 0 ? newSequence() : sequenceOf(items[0])
}

/** A function of the host, with an optional signature. */
export function registered(implementation: (...args: never[]) => unknown, signature?: string): Func {
  const func: Func = (...args) => apply(func, args, null)
  func._jsonata_function = true
  func.implementation = implementation
  func.signature = signature === undefined ? undefined : parsedWhenUsed(signature)
  return func
}

/** Most of the many functions of the language are never called by a client: reading all their signatures would hold up each new isolate. */
function parsedWhenUsed(definition: string): Signature {
  let parsed: Signature | undefined
  return { validate: (args, input) => (parsed ??= state.library.parseSignature(definition)).validate(args, input) }
}

/** Where a path is called: perhaps its `$` was forgotten. */
export function notPath(value: unknown, variable: unknown, code: string, position: number, token: string): unknown {
  if (value === undefined && variable) fail(code, { position, token })
  return value
}

/** `a ~> f` where `f` is not a call. */
export function applyTo(left: unknown, func: unknown, position: number): unknown {
  if (!isFunction(func)) return fail('T2006', { position, value: func })
  return isFunction(left) ? chain(left, func) : apply(func, [left], null)
}

// Positions in the reference's own text of a chain: function($f, $g) { function($x){ $g($f($x)) } }
const [AT_G, AT_F] = [36, 39]

function chain(first: Func, second: Func): Func {
  const body = (value: unknown): unknown => {
    enter(2)
    return new Thunk(
      () => second,
      () => [norm(call(first, [value], undefined, AT_F, 'f'))],
      'g',
      AT_G,
    )
  }
  return lambda(body as Func, 1)
}

/** A built-in function is used as a value in the program: what it remembers of earlier programs must not show. */
export function forget(func: unknown): void {
  if (!isFunction(func) || !func._jsonata_function) return
  func.token = undefined
  func.position = undefined
}
