// Values and rules as they stand in the sentences of a diff.
import type { MappingRule } from './document.ts'

const MOST_CHARACTERS = 80

export const quote = (text: string) => `"${text}"`

/** A JSON value, shortened. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value))
}

/** Source text as it is, on one line, shortened. */
export function shorten(text: string, most = MOST_CHARACTERS): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}

/** What a row takes: "client_order_ref now takes … instead of …". */
export function ruleWords(rule: MappingRule, most = MOST_CHARACTERS): string {
  switch (rule.kind) {
    case 'expression':
      return shorten(rule.expression, most)
    case 'constant':
      return `the constant ${shown(rule.value)}`
    case 'lookup': {
      const otherwise = rule.onMissing === 'default' ? `, else ${shown(rule.default)}` : rule.onMissing === 'blank' ? ', else nothing' : ''
      return `the entry of lookup table ${rule.table} for ${shorten(rule.key, most)}${otherwise}`
    }
    case 'each':
      return `one item for each of ${shorten(rule.items, most)}`
  }
}
