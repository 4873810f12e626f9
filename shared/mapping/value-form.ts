// What a field of a schema takes beyond its type: a day and not an instant, text and not numbers. A suggestion writes its rule by it.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'

export interface ValueForm {
  /** Text such as `2026-03-01`, without a time. */
  readonly isDay?: true
  /** Text only: a number has to be written as text. */
  readonly isTextOnly?: true
  /** Null is a value. */
  readonly takesNull?: true
}

export function valueForm(schema: JsonSchema): ValueForm {
  const branches = [schema, ...(Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isRecord) : [])]
  const types = new Set(branches.flatMap(({ type }) => (Array.isArray(type) ? type : [type])))
  const takesText = types.has('string')
  return {
    ...(takesText && branches.some(isDay) && { isDay: true }),
    ...(takesText && !types.has('number') && !types.has('integer') && { isTextOnly: true }),
    ...(types.has('null') && { takesNull: true }),
  }
}

function isDay({ format, pattern }: JsonSchema): boolean {
  if (format === 'date') return true
  if (typeof pattern !== 'string') return false
  const fits = matcherOf(pattern)
  return fits !== undefined && fits.test('2026-03-01') && !fits.test('2026-03-01T10:15:00Z') && !fits.test('20') && !fits.test('abcdefghij')
}

/** Undefined for what is no pattern here. */
function matcherOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}
