// Predicates.
import { checkLength, newSequence, sequenceOf, type Sequence } from './sequences.ts'
import { isNumeric, truthy } from './truth.ts'
import { spend } from './state.ts'

/** The item at a position, from the end when it is negative; a single value has the position 0. */
export function pick(value: unknown, position: number): unknown {
  const index = Math.floor(position)
  if (Array.isArray(value)) return value[index < 0 ? value.length + index : index] as unknown
  return index === 0 || index === -1 ? value : undefined
}

export function filterAt(value: unknown, position: number): unknown {
  const item = pick(value, position)
  if (Array.isArray(item)) return item
  const result = item === undefined ? newSequence() : sequenceOf(item)
  if (isStream(value)) result.tupleStream = true
  return result
}

export function isStream(value: unknown): value is Sequence {
  return Array.isArray(value) && (value as Sequence).tupleStream === true
}

interface Tuple {
  readonly '@': unknown
}

/** Keeps the items for which the test is true, or gives their position. */
export function filterBy(value: unknown, test: (item: unknown, tuple?: unknown) => unknown): Sequence {
  const result = newSequence()
  const tuples = isStream(value)
  if (tuples) result.tupleStream = true
  const items = Array.isArray(value) ? value : [value]
  spend(items.length)
  for (let index = 0; index < items.length; index++) {
    const item: unknown = items[index]
    const answer = tuples ? test((item as Tuple)['@'], item) : test(item)
    if (answer === true) result.push(item)
    else if (answer === false || answer === undefined) continue
    else addMatches(result, item, answer, index, items.length)
  }
  checkLength(result)
  return result
}

function addMatches(result: unknown[], item: unknown, answer: unknown, index: number, length: number): void {
  if (isNumeric(answer)) {
    if (positionOf(answer, length) === index) result.push(item)
  } else if (Array.isArray(answer) && answer.every(isNumeric)) {
    for (const one of answer) if (positionOf(one as number, length) === index) result.push(item)
  } else if (truthy(answer)) result.push(item)
}

function positionOf(number: number, length: number): number {
  const position = Math.floor(number)
  return position < 0 ? length + position : position
}
