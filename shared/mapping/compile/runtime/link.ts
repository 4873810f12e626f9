// The runtime of generated programs, as one list of functions by name. Loaded once per isolate: `install` it with jsonata's own functions, then
// `link` each program's text, made a function by whoever loads it.
import { builtins, installBuiltins } from './builtins.ts'
import { applyTo, call, callApplied, forget, HOLE, lambda, notPath, registered, signatureOf, Thunk, type Func } from './calls.ts'
import { filterWith, mapWith, reduceWith, sortWith } from './each-functions.ts'
import {
  absOf,
  appendOf,
  averageOf,
  booleanOf,
  ceilOf,
  containsOf,
  countOf,
  distinctOf,
  existsOf,
  floorOf,
  joinOf,
  keysOf,
  lengthOf,
  lookupOf,
  lowercaseOf,
  maxOf,
  minOf,
  notOf,
  numberOf,
  replaceOf,
  roundOf,
  splitOf,
  stringOf,
  substringAfterOf,
  substringBeforeOf,
  substringOf,
  sumOf,
  trimOf,
  uppercaseOf,
} from './fast-functions.ts'
import { noteRead, type SiteNotes } from './explain.ts'
import { filterAt, filterBy, pick } from './filters.ts'
import { withAnswers } from './host-calls.ts'
import { lookupName, own, put } from './lookup.ts'
import { matcher } from './matchers.ts'
import { groupBy, groupData, groupTuples } from './objects.ts'
import {
  add,
  and,
  concat,
  differs,
  divide,
  equal,
  greater,
  greaterOrEqual,
  includes,
  less,
  lessOrEqual,
  modulo,
  multiply,
  negate,
  or,
  range,
  subtract,
  unequal,
} from './operators.ts'
import { sortBy } from './ordering.ts'
import { partial } from './partial.ts'
import { addTo, addWhole, asCons, listOf, norm, normKeep, ownList, unwrap, wrap, wrapInput } from './sequences.ts'
import { beginEvaluation, enter, state, tooDeep, type Library, type Limits } from './state.ts'
import {
  cons,
  consAsItem,
  consKeep,
  consRaw,
  from,
  fromKeep,
  fromRaw,
  indexed,
  last,
  lastKeep,
  lastRaw,
  miss,
  missField,
  missFirst,
  missFirstKeep,
  missFirstRaw,
  missKeep,
  missRaw,
  walk,
  walkKeep,
  walkRaw,
} from './steps.ts'
import { copyInput, transform } from './transform.ts'
import { truthy } from './truth.ts'
import { NO_TUPLE, tuplePath } from './tuples.ts'
import { descendants, wildcard } from './wildcards.ts'

/** A variable that is not bound (yet). */
const UNBOUND = Symbol('unbound')

const HELPERS = {
  absOf,
  add,
  addTo,
  addWhole,
  and,
  appendOf,
  applyTo,
  asCons,
  averageOf,
  booleanOf,
  call,
  callApplied,
  ceilOf,
  concat,
  cons,
  consAsItem,
  consKeep,
  consRaw,
  containsOf,
  countOf,
  descendants,
  differs,
  distinctOf,
  divide,
  enter,
  equal,
  existsOf,
  filterAt,
  filterBy,
  filterWith,
  floorOf,
  forget,
  from,
  fromKeep,
  fromRaw,
  greater,
  greaterOrEqual,
  groupBy,
  groupData,
  groupTuples,
  HOLE,
  includes,
  indexed,
  joinOf,
  keysOf,
  lambda,
  last,
  lastKeep,
  lastRaw,
  lengthOf,
  less,
  lessOrEqual,
  listOf,
  lookupName,
  lookupOf,
  lowercaseOf,
  mapWith,
  matcher,
  maxOf,
  minOf,
  miss,
  missField,
  missFirst,
  missFirstKeep,
  missFirstRaw,
  missKeep,
  missRaw,
  modulo,
  multiply,
  negate,
  norm,
  noteRead,
  normKeep,
  NO_TUPLE,
  notOf,
  notPath,
  numberOf,
  or,
  own,
  ownList,
  partial,
  pick,
  put,
  range,
  reduceWith,
  replaceOf,
  roundOf,
  signatureOf,
  sortBy,
  sortWith,
  splitOf,
  state,
  stringOf,
  substringAfterOf,
  substringBeforeOf,
  substringOf,
  subtract,
  sumOf,
  Thunk,
  tooDeep,
  transform,
  trimOf,
  truthy,
  tuplePath,
  UNBOUND,
  unequal,
  unwrap,
  uppercaseOf,
  walk,
  walkKeep,
  walkRaw,
  wildcard,
  wrap,
}

/** What the text of a generated program evaluates to. */
export type ProgramFactory = (helpers: typeof HELPERS) => {
  (context: unknown, variable: (name: string) => unknown): unknown
  /** It has a transform, whose pattern may reach what was given: it runs on a copy. */
  readonly mayChangeInput?: boolean
}

export interface LinkedProgram {
  /** Evaluates it on an input, with variables by name. Throws what jsonata throws: a plain object with `code`, `position`, `token`. */
  evaluate(input: unknown, bindings?: Readonly<Record<string, unknown>>, limits?: Limits): unknown
  /**
   * The same where functions of the host may give promises. The program is run again after each of them, so that this is for a few, not for thousands.
   * A function of the expression that the host calls must not call such a function itself.
   */
  evaluateAsync(input: unknown, bindings?: Readonly<Record<string, unknown>>, limits?: Limits): Promise<unknown>
  /** What the last evaluation read, by site, when it was compiled with `explain`; a site that was not reached has no notes. */
  notes(): readonly (SiteNotes | undefined)[]
}

/** Must be called before the first program is linked. `now` tells milliseconds since 1970 for `$now()` and `$millis()`. */
export function install(library: Library, now: () => number): void {
  state.library = library
  state.now = now
  installBuiltins()
}

const hostFunctions = new Map<string, Func>()

/** Adds a function of the host, which may replace a built-in one. Its `this` has the context as `input`. */
export function register(name: string, implementation: (...args: never[]) => unknown, signature?: string): void {
  const func = registered(implementation, signature)
  func.isHost = true
  hostFunctions.set(name, func)
}

export function link(factory: ProgramFactory): LinkedProgram {
  const run = factory(HELPERS)
  const evaluate = (given: unknown, bindings: Readonly<Record<string, unknown>>): unknown => {
    const input = run.mayChangeInput ? copyInput(given) : given
    return run(wrapInput(input), (name) => {
      if (name === '$') return input
      return Object.hasOwn(bindings, name) ? bindings[name] : (hostFunctions.get(name) ?? builtins[name])
    })
  }
  return {
    evaluate(input, bindings = {}, limits = {}) {
      beginEvaluation(limits)
      return evaluate(input, bindings)
    },
    evaluateAsync(input, bindings = {}, limits = {}) {
      const timestamp = state.now()
      return withAnswers(() => {
        beginEvaluation(limits)
        state.timestamp = timestamp
        return evaluate(input, bindings)
      })
    },
    notes: () => state.notes,
  }
}
