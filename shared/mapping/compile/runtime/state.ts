// What one evaluation may use, and jsonata's own functions. A runtime is loaded once per isolate and evaluates one program at a time, so that
// this can be the module's own state.

/** What an evaluation may use; a value of 0 or none means no limit. */
export interface Limits {
  /** Depth of nesting, as jsonata's `stack`. */
  readonly stack?: number
  /** Milliseconds, as jsonata's `timeout`. */
  readonly timeout?: number
  /** Items in one sequence, as jsonata's `sequence`. */
  readonly sequence?: number
  /** Calls and steps of loops. */
  readonly steps?: number
  /** Numbers in one range. */
  readonly range?: number
  /** Characters in one text. */
  readonly text?: number
}

/** The parts of jsonata that are used as they are, made synchronous. */
export interface Library {
  readonly fn: Readonly<Record<string, (...args: never[]) => unknown>>
  readonly datetime: Readonly<Record<string, (...args: never[]) => unknown>>
  parseSignature(signature: string): Signature
}

export interface Signature {
  validate(args: readonly unknown[], context: unknown): unknown[]
}

export interface State {
  /** What the host answered so far, in an evaluation that may await. */
  replay: { readonly answers: ({ readonly value: unknown } | { readonly error: unknown })[]; asked: number } | undefined
  /** Of an explained program, by site. */
  notes: ({ reads: number; missing: Record<number, number> } | undefined)[]
  depth: number
  maxDepth: number
  /** Calls and steps until the clock is looked at again. */
  fuel: number
  stepsLeft: number
  started: number
  timeout: number
  maxSequence: number
  maxRange: number
  maxText: number
  timestamp: number
  library: Library
  now: () => number
}

const NO_LIBRARY: Library = { fn: {}, datetime: {}, parseSignature: () => ({ validate: (args) => [...args] }) }

export const state: State = {
  replay: undefined,
  notes: [],
  depth: 0,
  maxDepth: Infinity,
  fuel: 0,
  stepsLeft: Infinity,
  started: 0,
  timeout: 0,
  maxSequence: Infinity,
  maxRange: 1e7,
  maxText: Infinity,
  timestamp: 0,
  library: NO_LIBRARY,
  now: () => 0,
}

/** How many calls and steps pass between two looks at the clock. */
const FUEL = 1_000

export function beginEvaluation(limits: Limits): void {
  state.notes = []
  state.depth = 0
  state.maxDepth = limits.stack || Infinity
  state.stepsLeft = limits.steps || Infinity
  state.timeout = limits.timeout || 0
  state.maxSequence = limits.sequence || Infinity
  state.maxRange = limits.range || 1e7
  state.maxText = limits.text || Infinity
  state.fuel = FUEL
  state.timestamp = state.now()
  state.started = state.timeout > 0 ? Date.now() : 0
}

/** At the beginning of a function: not too deep, and not for too long. Answers the depth of the call. */
export function enter(need: number): number {
  if (--state.fuel < 0) refuel()
  if (state.depth + need > state.maxDepth) tooDeep()
  return state.depth
}

/** Before a loop over `steps` items. */
export function spend(steps: number): void {
  if ((state.fuel -= steps) < 0) refuel()
}

function refuel(): void {
  const used = FUEL - state.fuel
  state.fuel = FUEL
  if ((state.stepsLeft -= used) < 0) fail('D1012', { value: 0 })
  if (state.timeout > 0 && Date.now() - state.started > state.timeout) fail('D1012', { value: state.timeout })
}

export function tooDeep(): never {
  return fail('D1011', { value: state.maxDepth })
}

/** Throws as jsonata does: a plain object with a code. */
export function fail(code: string, more: Readonly<Record<string, unknown>> = {}): never {
  // eslint-disable-next-line typescript/only-throw-error
  throw { code, stack: '', ...more }
}
