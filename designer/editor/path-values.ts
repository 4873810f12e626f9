// What stands where in a sample: walks paths through JSON values, through lists as JSONata does. For completion and the source tree.
import { isRecord } from '#shared/json.ts'
import { t } from '#designer/i18n/index.ts'
import { flatten, step } from '#shared/mapping/path-values.ts'

export { flatten, step }

const PLAIN_FIELD = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** Names below these values with an example of each, in the order they are met. */
export function namesBelow(values: readonly unknown[]): ReadonlyMap<string, unknown> {
  const names = new Map<string, unknown>()
  for (const value of flatten(values)) {
    if (!isRecord(value)) continue
    for (const [name, child] of Object.entries(value)) {
      if (!names.has(name) || names.get(name) === null) names.set(name, child)
    }
  }
  return names
}

/** A name as it must stand in an expression. */
export const quoteName = (name: string) =>
  PLAIN_FIELD.test(name) && !['and', 'or', 'in', 'true', 'false', 'null', 'function'].includes(name) ? name : `\`${name}\``

export function typeWord(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'yes/no'
  return typeof value
}

/** A value in a few words: for suggestions and tree leaves. */
export function shortValue(value: unknown, length = 60): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return t('items-count', { count: value.length })
  if (isRecord(value)) return `{ ${Object.keys(value).slice(0, 4).join(', ')}${Object.keys(value).length > 4 ? ', …' : ''} }`
  const text = JSON.stringify(value)
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
