// Fast forms of frequent built-in functions. Each takes the function that the name stands for: if it is still the built-in one and the arguments
// are of the usual kind, the answer is computed in place; else the call goes the general way, with the same result and the same errors.
import { builtins } from './builtins.ts'
import { call } from './calls.ts'
import { lookupName } from './lookup.ts'
import { append, newSequence, type Sequence } from './sequences.ts'
import { numberText } from './texts.ts'
import { truthy } from './truth.ts'

export function stringOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.string) {
    if (typeof value === 'string' || value === undefined) return value
    if (typeof value === 'number' && Number.isFinite(value)) return numberText(value)
  }
  return call(func, [value], input, position, 'string')
}

export function uppercaseOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.uppercase && typeof value === 'string') return value.toUpperCase()
  return call(func, [value], input, position, 'uppercase')
}

export function lowercaseOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.lowercase && typeof value === 'string') return value.toLowerCase()
  return call(func, [value], input, position, 'lowercase')
}

const EDGES_ONLY = /^[^ \t\n\r]+(?: [^ \t\n\r]+)*$/

export function trimOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.trim && typeof value === 'string' && value.length < 200 && EDGES_ONLY.test(value)) return value
  return call(func, [value], input, position, 'trim')
}

/** No character takes two places in JavaScript's texts. */
function isNarrow(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0xd800 && code <= 0xdfff) return false
  }
  return true
}

export function lengthOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.length && typeof value === 'string' && isNarrow(value)) return value.length
  return call(func, [value], input, position, 'length')
}

export function substringOf(func: unknown, value: unknown, start: unknown, ...more: unknown[]): unknown {
  const [length, input, position] = (more.length === 3 ? more : [undefined, ...more]) as [unknown, unknown, number]
  const usual = typeof value === 'string' && typeof start === 'number' && (typeof length === 'number' || more.length === 2)
  if (usual && func === builtins.substring && value.length < 1_000 && isNarrow(value)) {
    const from = value.length + start < 0 ? 0 : start
    if (length === undefined) return value.slice(from)
    if ((length as number) <= 0) return ''
    return value.slice(from, from >= 0 ? from + (length as number) : value.length + from + (length as number))
  }
  return call(func, more.length === 3 ? [value, start, length] : [value, start], input, position, 'substring')
}

export function substringBeforeOf(func: unknown, value: unknown, mark: unknown, input: unknown, position: number): unknown {
  if (func === builtins.substringBefore && typeof value === 'string' && typeof mark === 'string') {
    const at = value.indexOf(mark)
    return at < 0 ? value : value.slice(0, at)
  }
  return call(func, [value, mark], input, position, 'substringBefore')
}

export function substringAfterOf(func: unknown, value: unknown, mark: unknown, input: unknown, position: number): unknown {
  if (func === builtins.substringAfter && typeof value === 'string' && typeof mark === 'string') {
    const at = value.indexOf(mark)
    return at < 0 ? value : value.slice(at + mark.length)
  }
  return call(func, [value, mark], input, position, 'substringAfter')
}

export function containsOf(func: unknown, value: unknown, part: unknown, input: unknown, position: number): unknown {
  if (func === builtins.contains && typeof value === 'string' && typeof part === 'string') return value.includes(part)
  return call(func, [value, part], input, position, 'contains')
}

export function splitOf(func: unknown, value: unknown, mark: unknown, input: unknown, position: number): unknown {
  if (func === builtins.split && typeof value === 'string' && typeof mark === 'string') return value.split(mark)
  return call(func, [value, mark], input, position, 'split')
}

export function replaceOf(func: unknown, value: unknown, old: unknown, fresh: unknown, input: unknown, position: number): unknown {
  if (func === builtins.replace && typeof value === 'string' && typeof old === 'string' && typeof fresh === 'string' && old !== '') {
    if (!value.includes(old)) return value
    if (value.length < 10_000 && fresh.length < 100) return value.split(old).join(fresh)
  }
  return call(func, [value, old, fresh], input, position, 'replace')
}

export function joinOf(func: unknown, list: unknown, ...more: unknown[]): unknown {
  const [mark, input, position] = (more.length === 3 ? more : ['', ...more]) as [unknown, unknown, number]
  if (func === builtins.join && typeof mark === 'string') {
    if (typeof list === 'string') return list
    if (Array.isArray(list) && list.length < 100 && list.every((item) => typeof item === 'string')) return list.join(mark)
  }
  return call(func, more.length === 3 ? [list, mark] : [list], input, position, 'join')
}

export function existsOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.exists) return value !== undefined
  return call(func, [value], input, position, 'exists')
}

export function booleanOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.boolean && typeof value !== 'number' && !Array.isArray(value))
    return value === undefined ? undefined : truthy(value)
  return call(func, [value], input, position, 'boolean')
}

export function notOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.not && typeof value !== 'number' && !Array.isArray(value)) return value === undefined ? undefined : !truthy(value)
  return call(func, [value], input, position, 'not')
}

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/

export function numberOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.number) {
    if (typeof value === 'number' || value === undefined) return value
    if (typeof value === 'string' && DECIMAL.test(value)) {
      const number = Number(value)
      if (Number.isFinite(number)) return number
    }
  }
  return call(func, [value], input, position, 'number')
}

export function countOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.count) return value === undefined ? 0 : Array.isArray(value) ? value.length : 1
  return call(func, [value], input, position, 'count')
}

function areNumbers(list: unknown): list is number[] {
  if (!Array.isArray(list)) return false
  for (let index = 0; index < list.length; index++) if (typeof list[index] !== 'number') return false
  return true
}

export function sumOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.sum && areNumbers(value)) {
    let total = 0
    for (let index = 0; index < value.length; index++) total += value[index] as number
    return total
  }
  return call(func, [value], input, position, 'sum')
}

export function averageOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.average && areNumbers(value) && value.length > 0) {
    let total = 0
    for (let index = 0; index < value.length; index++) total += value[index] as number
    return total / value.length
  }
  return call(func, [value], input, position, 'average')
}

export function maxOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.max && areNumbers(value) && value.length > 0) {
    let most = -Infinity
    for (let index = 0; index < value.length; index++) most = Math.max(most, value[index] as number)
    return most
  }
  return call(func, [value], input, position, 'max')
}

export function minOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.min && areNumbers(value) && value.length > 0) {
    let least = Infinity
    for (let index = 0; index < value.length; index++) least = Math.min(least, value[index] as number)
    return least
  }
  return call(func, [value], input, position, 'min')
}

export function absOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.abs && typeof value === 'number') return Math.abs(value)
  return call(func, [value], input, position, 'abs')
}

export function floorOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.floor && typeof value === 'number') return Math.floor(value)
  return call(func, [value], input, position, 'floor')
}

export function ceilOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.ceil && typeof value === 'number') return Math.ceil(value)
  return call(func, [value], input, position, 'ceil')
}

export function roundOf(func: unknown, value: unknown, ...more: unknown[]): unknown {
  const [digits, input, position] = (more.length === 3 ? more : [undefined, ...more]) as [unknown, unknown, number]
  if (func === builtins.round && typeof value === 'number' && (typeof digits === 'number' || more.length === 2)) {
    return (builtins.round.implementation as unknown as (value: number, digits?: unknown) => number)(value, digits)
  }
  return call(func, more.length === 3 ? [value, digits] : [value], input, position, 'round')
}

export function appendOf(func: unknown, first: unknown, second: unknown, input: unknown, position: number): unknown {
  if (func === builtins.append && typeof first !== 'function' && typeof second !== 'function') {
    return append(first, second)
  }
  return call(func, [first, second], input, position, 'append')
}

export function keysOf(func: unknown, value: unknown, input: unknown, position: number): unknown {
  if (func === builtins.keys && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const keys: Sequence = Object.keys(value)
    keys.sequence = true
    return keys
  }
  return call(func, [value], input, position, 'keys')
}

export function lookupOf(func: unknown, value: unknown, field: unknown, input: unknown, position: number): unknown {
  if (func === builtins.lookup && typeof field === 'string') return lookupName(value, field)
  return call(func, [value, field], input, position, 'lookup')
}

/** Texts and numbers are compared by a set: the reference compares each with all before. */
export function distinctOf(func: unknown, list: unknown, input: unknown, position: number): unknown {
  if (func === builtins.distinct && Array.isArray(list) && list.length > 1 && list.every(isPlain)) {
    const result = (list as Sequence).sequence ? newSequence() : []
    for (const item of new Set(list)) result.push(item)
    return result
  }
  return call(func, [list], input, position, 'distinct')
}

/** NaN is not equal to itself, and -0 is equal to 0: both are left to the reference. */
function isPlain(item: unknown): boolean {
  return typeof item === 'string' || (typeof item === 'number' && item !== 0 && !Number.isNaN(item))
}
