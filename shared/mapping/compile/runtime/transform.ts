// `| pattern | update, delete |`: a function that answers a changed copy.
import { apply, isFunction, registered, type Func } from './calls.ts'
import { put } from './lookup.ts'
import { fail } from './state.ts'

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
