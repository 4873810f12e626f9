// Fields of objects and of lists of objects. Only own fields: nothing of a prototype can be read.
import { newSequence } from './sequences.ts'

const { hasOwn, defineProperty } = Object

/** A field that a prototype may have too. */
export function own(object: unknown, field: string): unknown {
  if (typeof object !== 'object' || object === null || Array.isArray(object) || !hasOwn(object, field)) return undefined
  return (object as Record<string, unknown>)[field]
}

export function lookupList(list: readonly unknown[], field: string): unknown[] {
  const result = newSequence()
  for (let index = 0; index < list.length; index++) {
    const item = list[index]
    const value = Array.isArray(item) ? lookupList(item, field) : own(item, field)
    if (value === undefined) continue
    if (Array.isArray(value)) for (let inner = 0; inner < value.length; inner++) result.push(value[inner])
    else result.push(value)
  }
  return result
}

export function lookupName(context: unknown, field: string): unknown {
  return Array.isArray(context) ? lookupList(context, field) : own(context, field)
}

/** Sets a field of any name: `__proto__` becomes a field like any other. */
export function put(object: object, field: string, value: unknown): void {
  if (field === '__proto__') defineProperty(object, field, { value, writable: true, enumerable: true, configurable: true })
  else (object as Record<string, unknown>)[field] = value
}
