// Values and rules as they stand in the sentences of a diff.
import type { FlowChange } from '../api/contract.ts'
import { inEnglish, say, type Words } from '../sentence.ts'
import type { MappingRule } from './document.ts'

const MOST_CHARACTERS = 80

/** A change whose sentence is still apart from its values. */
export type ToldChange = Omit<FlowChange, 'sentence' | 'said'> & { readonly sentence: Words }

export const spokenChange = ({ sentence, ...change }: ToldChange): FlowChange => ({
  ...change,
  sentence: inEnglish(sentence),
  ...(typeof sentence !== 'string' && { said: sentence }),
})

/** Quoted names, one after the other. */
export const quotedNames = (names: readonly string[]): Words => andThen(names.map((name) => say`"${name}"`))

/** What is said of one thing, in one sentence. */
export const andThen = (parts: readonly Words[]): Words => parts.reduce((before, part) => say`${before} and ${part}`)

export const joined = (parts: readonly Words[]): Words => parts.reduce((before, part) => say`${before}, ${part}`)

export const verbWords = (before: unknown, after: unknown): Words =>
  before === undefined ? say`was added` : after === undefined ? say`was removed` : say`was changed`

/** A JSON value, shortened. */
export function shown(value: unknown): Words {
  if (value === undefined) return say`nothing`
  return typeof value === 'boolean' ? (value ? say`yes` : say`no`) : shorten(JSON.stringify(value))
}

/** Source text as it is, on one line, shortened. */
export function shorten(text: string, most = MOST_CHARACTERS): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}

/** What a row takes: "client_order_ref now takes … instead of …". */
export function ruleWords(rule: MappingRule, most = MOST_CHARACTERS): Words {
  switch (rule.kind) {
    case 'expression':
      return shorten(rule.expression, most)
    case 'constant':
      return say`the constant ${shown(rule.value)}`
    case 'lookup': {
      const entry = say`the entry of lookup table ${rule.table} for ${shorten(rule.key, most)}`
      if (rule.onMissing === 'default') return say`${entry}, else ${shown(rule.default)}`
      return rule.onMissing === 'blank' ? say`${entry}, else nothing` : entry
    }
    case 'each':
      return say`one item for each of ${shorten(rule.items, most)}`
  }
}
