// JSON as a type, and the guards every border uses.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Keys that reach an object's prototype: refused in every document and never followed in a path. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
