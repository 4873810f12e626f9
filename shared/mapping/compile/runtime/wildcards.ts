// `*` and `**`.
import { checkLength, newSequence, type Sequence } from './sequences.ts'
import { spend } from './state.ts'

/** Every field of the context; lists within are flattened. */
export function wildcard(context: unknown): unknown {
  const result = newSequence()
  const object: unknown = Array.isArray(context) && (context as Sequence).outerWrapper && context.length > 0 ? context[0] : context
  if (object === null || typeof object !== 'object') return result
  // A list that went through $append is a plain one for the reference.
  let joined = false
  for (const value of Object.values(object)) {
    if (Array.isArray(value)) {
      flatten(value, result)
      joined = true
    } else result.push(value)
  }
  checkLength(result)
  if (joined) result.sequence = false
  return result
}

function flatten(list: readonly unknown[], into: unknown[]): void {
  for (const item of list) {
    if (Array.isArray(item)) flatten(item, into)
    else into.push(item)
  }
}

/** The context, its fields, their fields and so on; lists are looked into. */
export function descendants(context: unknown): unknown {
  if (context === undefined) return undefined
  const result = newSequence()
  collect(context, result)
  spend(result.length)
  checkLength(result)
  return result.length === 1 ? result[0] : result
}

function collect(value: unknown, result: unknown[]): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) collect(value[index], result)
    return
  }
  result.push(value)
  if (value !== null && typeof value === 'object')
    for (const field of Object.keys(value)) collect((value as Record<string, unknown>)[field], result)
}
