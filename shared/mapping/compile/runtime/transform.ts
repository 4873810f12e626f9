// `| pattern | update, delete |`: a function that answers a changed copy.
import { apply, isFunction, registered, type Func } from './calls.ts'
import { put } from './lookup.ts'
import { fail } from './state.ts'

/** A copy of JSON data, what stands in it twice also there twice the same. */
export function copyInput(value: unknown, copies = new Map<object, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value
  const known = copies.get(value)
  if (known !== undefined) return known
  const copy: object = Array.isArray(value) ? [] : {}
  copies.set(value, copy)
  if (Array.isArray(value)) for (const item of value) (copy as unknown[]).push(copyInput(item, copies))
  else for (const [name, member] of Object.entries(value)) put(copy, name, copyInput(member, copies))
  return copy
}

type Part = ((context: unknown) => unknown) | undefined

export function transform(
  clone: () => unknown,
  pattern: Part,
  update: Part,
  remove: Part,
  positions: readonly [number, number | undefined, number | undefined],
): Func {
  const transformer = (obj: unknown): unknown => {
    if (obj === undefined) return undefined
    const copier = clone()
    if (!isFunction(copier)) fail('T2013', { position: positions[0] })
    const result = apply(copier, [obj], null)
    const matches = pattern?.(result)
    if (matches === undefined) return result
    for (const match of Array.isArray(matches) ? matches : [matches]) {
      change(match, update?.(match), positions[1])
      if (remove) cut(match, remove(match), positions[2])
    }
    return result
  }
  return registered(transformer, '<(oa):o>')
}

function change(match: unknown, update: unknown, position: number | undefined): void {
  if (update === undefined) return
  if (typeof update !== 'object' || update === null || Array.isArray(update)) fail('T2011', { position, value: update })
  for (const [field, value] of Object.entries(update)) put(match as object, field, value)
}

function cut(match: unknown, deletions: unknown, position: number | undefined): void {
  if (deletions === undefined) return
  const names: unknown[] = Array.isArray(deletions) ? deletions : [deletions]
  if (!names.every((name) => typeof name === 'string')) fail('T2012', { position, value: deletions })
  if (typeof match !== 'object' || match === null) return
  for (const name of names as string[]) delete (match as Record<string, unknown>)[name]
}
