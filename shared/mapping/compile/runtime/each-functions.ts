// $map, $filter, $reduce and $sort with a function written in place: a loop that calls it directly.
import { builtins } from './builtins.ts'
import { bounce, call, lambda, Thunk, type Func } from './calls.ts'
import { checkLength, newSequence } from './sequences.ts'
import { sortItems } from './sort.ts'
import { spend, state } from './state.ts'
import { truthy } from './truth.ts'

type Body = (...args: unknown[]) => unknown

export function mapWith(func: unknown, list: unknown, body: Body, arity: number, input: unknown, position: number): unknown {
  if (func !== builtins.map || typeof list === 'function') return call(func, [list, lambda(body, arity)], input, position, 'map')
  if (list === undefined) return undefined
  return guarded(func as Func, position, 'map', (depth) => {
    const items = Array.isArray(list) ? list : [list]
    const result = newSequence()
    spend(items.length)
    for (let index = 0; index < items.length; index++) {
      state.depth = depth
      const value = settled(body(items[index], arity > 1 ? index : undefined, arity > 2 ? items : undefined))
      if (value !== undefined) result.push(value)
    }
    checkLength(result)
    return result
  })
}

export function filterWith(func: unknown, list: unknown, body: Body, arity: number, input: unknown, position: number): unknown {
  if (func !== builtins.filter || typeof list === 'function') return call(func, [list, lambda(body, arity)], input, position, 'filter')
  if (list === undefined) return undefined
  return guarded(func as Func, position, 'filter', (depth) => {
    const items = Array.isArray(list) ? list : [list]
    const result = newSequence()
    spend(items.length)
    for (let index = 0; index < items.length; index++) {
      state.depth = depth
      if (truthy(settled(body(items[index], arity > 1 ? index : undefined, arity > 2 ? items : undefined)))) result.push(items[index])
    }
    checkLength(result)
    return result
  })
}

export function reduceWith(
  func: unknown,
  list: unknown,
  body: Body,
  arity: number,
  start: unknown,
  hasStart: number,
  input: unknown,
  position: number,
): unknown {
  if (func !== builtins.reduce || typeof list === 'function' || typeof start === 'function') {
    return call(func, [list, lambda(body, arity), ...(hasStart ? [start] : [])], input, position, 'reduce')
  }
  if (list === undefined) return undefined
  return guarded(func as Func, position, 'reduce', (depth) => {
    const items = Array.isArray(list) ? list : [list]
    spend(items.length)
    let index = start === undefined && items.length > 0 ? 1 : 0
    let result: unknown = index === 1 ? items[0] : start
    for (; index < items.length; index++) {
      state.depth = depth
      result = settled(body(result, items[index], arity > 2 ? index : undefined, arity > 3 ? items : undefined))
    }
    return result
  })
}

export function sortWith(func: unknown, list: unknown, body: Body, arity: number, input: unknown, position: number): unknown {
  if (func !== builtins.sort || typeof list === 'function') return call(func, [list, lambda(body, arity)], input, position, 'sort')
  if (list === undefined) return undefined
  const items = Array.isArray(list) ? list : [list]
  if (items.length <= 1) return items
  return guarded(func as Func, position, 'sort', (depth) => {
    spend(items.length)
    return sortItems(items, (a, b) => {
      state.depth = depth
      return Boolean(settled(body(a, b)))
    })
  })
}

/** Tail calls of the function, if it ended with one. */
function settled(value: unknown): unknown {
  return value instanceof Thunk ? bounce(value, null) : value
}

/** Errors get the place and the name of the call, as from any function. */
function guarded(func: Func, position: number, token: string, run: (depth: number) => unknown): unknown {
  func.token = token
  func.position = position
  try {
    return run(state.depth)
  } catch (error) {
    const thrown = error as { token?: unknown; position?: unknown }
    if (thrown.token === undefined) thrown.token = func.token
    thrown.position = func.position || thrown.position
    if (!thrown.token) thrown.token = token
    throw thrown
  }
}
