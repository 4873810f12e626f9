// The built-in functions: jsonata's own implementations and signatures, except where time, copies or prototypes are concerned.
import { registered, type Func } from './calls.ts'
import { put } from './lookup.ts'
import { append } from './sequences.ts'
import { sortItems } from './sort.ts'
import { fail, state } from './state.ts'

const SIGNATURES: Readonly<Record<string, string>> = {
  sum: '<a<n>:n>',
  count: '<a:n>',
  max: '<a<n>:n>',
  min: '<a<n>:n>',
  average: '<a<n>:n>',
  string: '<x-b?:s>',
  substring: '<s-nn?:s>',
  substringBefore: '<s-s:s>',
  substringAfter: '<s-s:s>',
  lowercase: '<s-:s>',
  uppercase: '<s-:s>',
  length: '<s-:n>',
  trim: '<s-:s>',
  pad: '<s-ns?:s>',
  match: '<s-f<s:o>n?:a<o>>',
  contains: '<s-(sf):b>',
  replace: '<s-(sf)(sf)n?:s>',
  split: '<s-(sf)n?:a<s>>',
  join: '<a<s>s?:s>',
  formatNumber: '<n-so?:s>',
  formatBase: '<n-n?:s>',
  number: '<(nsb)-:n>',
  floor: '<n-:n>',
  ceil: '<n-:n>',
  round: '<n-n?:n>',
  abs: '<n-:n>',
  sqrt: '<n-:n>',
  power: '<n-n:n>',
  random: '<:n>',
  boolean: '<x-:b>',
  not: '<x-:b>',
  map: '<af>',
  zip: '<a+>',
  filter: '<af>',
  single: '<af?>',
  reduce: '<afj?:j>',
  sift: '<o-f?:o>',
  keys: '<x-:a<s>>',
  lookup: '<x-s:x>',
  append: '<xx:a>',
  exists: '<x:b>',
  spread: '<x-:a<o>>',
  merge: '<a<o>:o>',
  reverse: '<a:a>',
  each: '<o-f:a>',
  error: '<s?:x>',
  assert: '<bs?:x>',
  type: '<x:s>',
  sort: '<af?:a>',
  shuffle: '<a:a>',
  distinct: '<x:x>',
  base64encode: '<s-:s>',
  base64decode: '<s-:s>',
  encodeUrlComponent: '<s-:s>',
  encodeUrl: '<s-:s>',
  decodeUrlComponent: '<s-:s>',
  decodeUrl: '<s-:s>',
}
const DATES: Readonly<Record<string, string>> = {
  formatInteger: '<n-s:s>',
  parseInteger: '<s-s:n>',
  toMillis: '<s-s?:n>',
  fromMillis: '<n-s?s?:s>',
}

type Name = 'abs' | 'append' | 'average' | 'boolean' | 'ceil' | 'contains' | 'count' | 'distinct' | 'exists' | 'filter' | 'floor' | 'join'
type More = 'keys' | 'length' | 'lookup' | 'lowercase' | 'map' | 'max' | 'min' | 'not' | 'number' | 'reduce' | 'replace' | 'round' | 'sort'
type Rest = 'split' | 'string' | 'substring' | 'substringAfter' | 'substringBefore' | 'sum' | 'trim' | 'type' | 'uppercase'

/** By name. Filled when the library is there. */
export const builtins = Object.create(null) as Record<Name | More | Rest, Func> & Record<string, Func>

const IN_LIBRARY: Readonly<Record<string, string>> = { reduce: 'foldLeft' }

export function installBuiltins(): void {
  const { fn, datetime } = state.library
  const own: Readonly<Record<string, (...args: never[]) => unknown>> = { sort, merge, clone, pad: pad(fn['pad']), append: appendBuiltin }
  for (const [name, signature] of Object.entries(SIGNATURES)) {
    const implementation = own[name] ?? fn[IN_LIBRARY[name] ?? name]
    if (implementation) builtins[name] = registered(implementation, signature)
  }
  for (const [name, signature] of Object.entries(DATES)) {
    const implementation = datetime[name]
    if (implementation) builtins[name] = registered(implementation, signature)
  }
  for (const name of ['random', 'shuffle']) if (builtins[name]) builtins[name].isHost = true
  const fromMillis = datetime['fromMillis'] as unknown as (millis: number, picture: unknown, timezone: unknown) => unknown
  builtins['now'] = registered((picture: unknown, timezone: unknown) => fromMillis(state.timestamp, picture, timezone), '<s?s?:s>')
  builtins['millis'] = registered(() => state.timestamp, '<:n>')
  builtins['clone'] = registered(clone, '<(oa)-:o>')
}

function appendBuiltin(arg1: unknown, arg2: unknown): unknown {
  return append(arg1, arg2)
}

function clone(arg: unknown): unknown {
  return arg === undefined ? undefined : (JSON.parse((state.library.fn['string'] as unknown as (value: unknown) => string)(arg)) as unknown)
}

/** As the reference, except that a field may be called `__proto__`. */
function merge(arg: readonly unknown[] | undefined): unknown {
  if (arg === undefined) return undefined
  const result = {}
  for (const object of arg) {
    if (typeof object === 'object' && object !== null) for (const [key, value] of Object.entries(object)) put(result, key, value)
  }
  return result
}

/** As the reference, in a loop. */
function sort(arr: unknown[] | undefined, comparator: ((a: unknown, b: unknown) => unknown) | undefined): unknown {
  if (arr === undefined || arr.length <= 1) return arr
  if (comparator !== undefined) return sortItems(arr, (a, b) => isTrue(comparator(a, b)))
  const numbers = arr.every((item) => typeof item === 'number' && !Number.isNaN(item))
  if (!numbers && !arr.every((item) => typeof item === 'string')) fail('D3070', { index: 1 })
  return sortItems(arr as number[], (a, b) => a > b)
}

/** JavaScript's truth, as the reference asks its comparators. */
function isTrue(value: unknown): boolean {
  return Boolean(value)
}

/** A width is checked before anything is allocated for it. */
function pad(original: ((...args: never[]) => unknown) | undefined): (...args: never[]) => unknown {
  return function (str: unknown, width: number, char: unknown): unknown {
    if (str !== undefined && Math.abs(width) > Math.min(state.maxText, 5e8)) fail('D2015')
    return (original as unknown as (...args: unknown[]) => unknown)(str, width, char)
  }
}
