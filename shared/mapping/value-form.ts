// What a field of a schema takes beyond its type: a day and not an instant, a pattern. A suggestion writes its rule by it.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'

export interface ValueForm {
  /** Text such as `2026-03-01`, without a time. */
  readonly isDay?: true
  /** What its text must match. */
  readonly pattern?: string
  /** Null is a value. */
  readonly takesNull?: true
}

export function valueForm(schema: JsonSchema): ValueForm {
  const branches = [schema, ...(Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isRecord) : [])]
  const types = new Set(branches.flatMap(({ type }) => (Array.isArray(type) ? type : [type])))
  const takesText = types.has('string')
  const patterns = branches.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []))
  return {
    ...(takesText && branches.some(isDay) && { isDay: true }),
    ...(patterns.length === 1 && patterns[0] !== undefined && { pattern: patterns[0] }),
    ...(types.has('null') && { takesNull: true }),
  }
}

/** Whether the pattern lets a text through; what is no pattern here refuses nothing. */
export const matches = (pattern: string, text: string): boolean => matcherOf(pattern)?.test(text) !== false

function isDay({ format, pattern }: JsonSchema): boolean {
  if (format === 'date') return true
  if (typeof pattern !== 'string') return false
  const fits = matcherOf(pattern)
  return fits !== undefined && fits.test('2026-03-01') && !fits.test('2026-03-01T10:15:00Z') && !fits.test('20') && !fits.test('abcdefghij')
}

const matchers = new Map<string, RegExp | undefined>()

/** Undefined for what is no pattern here. */
function matcherOf(pattern: string): RegExp | undefined {
  if (!matchers.has(pattern)) matchers.set(pattern, compile(pattern))
  return matchers.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}
