// Paths with `@$focus`, `#$index` and `%`, as the reference evaluates them: a tuple for each item, with its variables.
import { sortBy } from './ordering.ts'
import { consAsItem, restRaw } from './steps.ts'
import { newSequence, sequenceOf, type Sequence } from './sequences.ts'
import { checkLength } from './sequences.ts'
import { spend } from './state.ts'

type Tuple = Record<string, unknown>
type Run = (context: unknown, tuple?: unknown) => unknown
type Terms = Parameters<typeof sortBy>[1]
/** A filter, or the name of a position. */
type Stage = string | ((sequence: unknown[]) => unknown[])

interface TupleStep {
  readonly cons?: Run
  readonly tuple?: boolean
  readonly run?: Run
  readonly sort?: Terms
  readonly position?: number
  readonly stages?: readonly Stage[]
  readonly index?: string
  readonly names?: readonly [focus?: string, index?: string, ancestor?: string]
}

interface Flags {
  /** The tuples are the result: the path stands within a path that goes on with them. */
  readonly tuple: boolean
  readonly keep: boolean
  readonly group: boolean
}

/** For contexts without a tuple. */
export const NO_TUPLE = Object.freeze(Object.create(null) as Tuple)

export function tuplePath(context: unknown, fromVariable: boolean, steps: readonly TupleStep[], flags: Flags): unknown {
  let input: unknown = Array.isArray(context) && !fromVariable ? context : sequenceOf(context)
  let result: unknown
  let tuples: Sequence | undefined
  let inTuples = false
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] as TupleStep
    inTuples ||= step.tuple === true
    if (at === 0 && step.cons) result = step.cons(input)
    else if (inTuples) tuples = tupleStep(step, input as unknown[], tuples)
    else result = plainStep(step, input as unknown[], at === steps.length - 1)
    if (!inTuples && (result === undefined || (result as unknown[]).length === 0)) break
    if (step.names?.[0] === undefined) input = result
  }
  if (inTuples) result = flags.tuple ? tuples : valuesOf(tuples ?? newSequence())
  if (flags.keep) {
    result = consAsItem(result)
    ;(result as Sequence).keepSingleton = true
  }
  return flags.group && inTuples ? tuples : result
}

function valuesOf(tuples: Sequence): Sequence {
  const values = newSequence()
  for (const tuple of tuples as Tuple[]) values.push(tuple['@'])
  return values
}

function plainStep(step: TupleStep, input: unknown[], last: boolean): unknown {
  if (step.sort) return runStages(step.stages, sortBy(input, step.sort, step.position ?? 0))
  return restRaw(input, last ? [step.run as Run] : [step.run as Run, PASS], 0)
}

/** A step that is not the last: its single list is joined like any other. */
const PASS = { all: (sequence: unknown[]): unknown => sequence }

function tupleStep(step: TupleStep, input: unknown[], known: Sequence | undefined): Sequence {
  if (step.sort) return sortedTuples(step, input, known)
  const tuples = known ?? (Array.from(input, (item) => ({ '@': item })) as unknown[])
  const [focus, index, ancestor] = step.names ?? []
  const result = newSequence()
  result.tupleStream = true
  spend(tuples.length)
  for (const tuple of tuples as Tuple[]) {
    const value = (step.run as Run)(tuple['@'], tuple)
    if (value === undefined) continue
    const items: Sequence = Array.isArray(value) ? value : [value]
    for (let at = 0; at < items.length; at++) {
      const next = Object.assign(Object.create(null) as Tuple, tuple)
      if (items.tupleStream) Object.assign(next, items[at])
      else {
        if (focus === undefined) next['@'] = items[at]
        else next[focus] = items[at]
        if (index !== undefined) next[index] = at
        if (ancestor !== undefined) next[ancestor] = tuple['@']
      }
      result.push(next)
    }
  }
  checkLength(result)
  return runStages(step.stages, result)
}

function sortedTuples(step: TupleStep, input: unknown[], known: Sequence | undefined): Sequence {
  let result: Sequence
  if (known) result = sortBy(known, step.sort as Terms, step.position ?? 0)
  else {
    const sorted = sortBy(input, step.sort as Terms, step.position ?? 0)
    result = newSequence()
    result.tupleStream = true
    sorted.forEach((item, at) => result.push({ '@': item, [step.index ?? 'undefined']: at }))
  }
  return runStages(step.stages, result)
}

function runStages(stages: readonly Stage[] | undefined, input: Sequence): Sequence {
  let result = input
  for (const stage of stages ?? []) {
    if (typeof stage === 'function') result = stage(result) as Sequence
    else (result as Tuple[]).forEach((tuple, at) => (tuple[stage] = at))
  }
  return result
}
