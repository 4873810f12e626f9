// Steps of paths. A step is a function of an item, or an object that takes the whole sequence (a sort). `walk` goes on from one value, `restRaw`
// from the items of a list; `Keep` keeps a single item a list, `Raw` gives the sequence itself.
import { lookupList } from './lookup.ts'
import { checkLength, isSequence, norm, pushFlat, sequenceOf, type Sequence } from './sequences.ts'
import { spend } from './state.ts'

export type Step = ((item: unknown) => unknown) | { readonly all: (sequence: unknown[]) => unknown }

/** Runs the steps from `from` on over the items. The result is a sequence, or a plain list that is the value itself. */
export function restRaw(items: ArrayLike<unknown>, steps: readonly Step[], from: number): unknown {
  let current = items
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] as Step
    if (typeof step === 'function') current = oneStep(step, current, at === steps.length - 1)
    else {
      spend(current.length)
      current = step.all(current as unknown[]) as ArrayLike<unknown>
    }
    if (current === undefined || current.length === 0) break
  }
  return current
}

function oneStep(step: (item: unknown) => unknown, items: ArrayLike<unknown>, last: boolean): unknown[] {
  spend(items.length)
  const result: Sequence = []
  let count = 0
  let only: unknown
  for (let index = 0; index < items.length; index++) {
    const value = step(items[index])
    if (value === undefined) continue
    count += 1
    only = value
    pushFlat(result, value)
  }
  if (last && count === 1 && Array.isArray(only) && !isSequence(only)) return only as unknown[]
  checkLength(result)
  result.sequence = true
  return result
}

/** The value of a path that keeps one item a list. */
function keep(raw: unknown): unknown {
  const result = consAsItem(raw)
  if (!isSequence(result)) {
    // The reference fails in the same way: it marks a list that is not there.
    if (result === undefined) throw new TypeError('The path has no sequence to keep.')
    return result
  }
  if (result.length === 0) return undefined
  result.keepSingleton = true
  return result
}

/** A list that a constructor made is one item where a path keeps lists. */
export function consAsItem(raw: unknown): unknown {
  return Array.isArray(raw) && (raw as Sequence).cons === true && !isSequence(raw) ? sequenceOf(raw) : raw
}

export function walkRaw(value: unknown, steps: readonly Step[], from: number): unknown {
  let current = value
  for (let at = from; at < steps.length; at++) {
    // Only the context of a path may be missing: a step that gives nothing ends it.
    if (current === undefined && at > 0) return undefined
    const step = steps[at] as Step
    if (typeof step !== 'function') return restRaw(asItems(current), steps, at)
    if (Array.isArray(current)) return restRaw((current as Sequence).cons === true ? [current] : current, steps, at)
    current = step(current)
  }
  return lastRaw(current)
}

function asItems(value: unknown): unknown[] {
  if (!Array.isArray(value) || (value as Sequence).cons === true) return sequenceOf(value)
  const items: Sequence = value.slice()
  items.sequence = true
  return items
}

export function walk(value: unknown, steps: readonly Step[], from: number): unknown {
  return norm(walkRaw(value, steps, from))
}

export function walkKeep(value: unknown, steps: readonly Step[], from: number): unknown {
  return keepOrNothing(walkRaw(value, steps, from))
}

/** The value of the last step, from one value. */
export function lastRaw(value: unknown): unknown {
  if (!isSequence(value)) return Array.isArray(value) ? value : value === undefined ? undefined : value
  const copy: Sequence = value.slice()
  copy.sequence = true
  return copy
}

export function last(value: unknown): unknown {
  return typeof value === 'object' && isSequence(value) ? norm(lastRaw(value)) : value
}

export function lastKeep(value: unknown): unknown {
  return value === undefined ? undefined : keepOrNothing(lastRaw(value))
}

function keepOrNothing(raw: unknown): unknown {
  if (raw === undefined) return undefined
  return keep(Array.isArray(raw) ? raw : sequenceOf(raw))
}

/** A path from its context. */
export function fromRaw(context: unknown, steps: readonly Step[]): unknown {
  return Array.isArray(context) ? restRaw(context, steps, 0) : walkRaw(context, steps, 0)
}

export function from(context: unknown, steps: readonly Step[]): unknown {
  return norm(fromRaw(context, steps))
}

export function fromKeep(context: unknown, steps: readonly Step[]): unknown {
  return keepOrNothing(fromRaw(context, steps))
}

/** A path that begins with a list written in place. */
export function consRaw(list: unknown, steps: readonly Step[]): unknown {
  if (list === undefined || (list as unknown[]).length === 0) return list
  return restRaw(list as unknown[], steps, 1)
}

export function cons(list: unknown, steps: readonly Step[]): unknown {
  return norm(consRaw(list, steps))
}

export function consKeep(list: unknown, steps: readonly Step[]): unknown {
  return keep(consRaw(list, steps))
}

/** A field that is not there: perhaps because the object is a list, whose items have it. */
export function missRaw(object: unknown, steps: readonly Step[], at: number): unknown {
  if (!Array.isArray(object)) return undefined
  return restRaw((object as Sequence).cons === true ? [object] : object, steps, at)
}

export function miss(object: unknown, steps: readonly Step[], at: number): unknown {
  return Array.isArray(object) ? norm(missRaw(object, steps, at)) : undefined
}

export function missKeep(object: unknown, steps: readonly Step[], at: number): unknown {
  return Array.isArray(object) ? keep(missRaw(object, steps, at)) : undefined
}

/** The same for the context itself. */
export function missFirstRaw(context: unknown, steps: readonly Step[]): unknown {
  return Array.isArray(context) ? restRaw(context, steps, 0) : undefined
}

export function missFirst(context: unknown, steps: readonly Step[]): unknown {
  return Array.isArray(context) ? norm(restRaw(context, steps, 0)) : undefined
}

export function missFirstKeep(context: unknown, steps: readonly Step[]): unknown {
  return Array.isArray(context) ? keep(restRaw(context, steps, 0)) : undefined
}

/** The same for an item of a list: a list within a list. */
export function missField(object: unknown, field: string): unknown {
  return Array.isArray(object) ? norm(lookupList(object, field)) : undefined
}

/** `#$i` in the first step and one step behind it: a function of item and position. */
export function indexed(list: unknown, body: (item: unknown, index: number) => unknown): unknown {
  const result: Sequence = []
  result.sequence = true
  if (list === undefined) return result
  const items = Array.isArray(list) ? list : [list]
  spend(items.length)
  for (let index = 0; index < items.length; index++) {
    const value = body(items[index], index)
    if (value === undefined) continue
    if (Array.isArray(value)) for (let inner = 0; inner < value.length; inner++) result.push(value[inner])
    else result.push(value)
  }
  checkLength(result)
  return result
}
