// Sentences that another language can say: the words apart from the values in them. The English text is the key of its translations
// (designer/i18n), as it is for every text of the designer; who knows no translation reads the English.
//
//   say`${name} has no output "${port}".`  ->  { text: '{{0}} has no output "{{1}}".', values: [name, port] }

export interface Sentence {
  /** English, with `{{0}}`, `{{1}}` … where values stand. */
  readonly text: string
  /** A value may be a sentence itself, such as `Step "Map order"`. */
  readonly values: readonly (string | Sentence)[]
}

export type Words = string | Sentence

/** Tag of template literals. */
export function say(strings: TemplateStringsArray, ...values: readonly (Words | number)[]): Sentence {
  const text = strings.reduce((before, part, i) => `${before}{{${i - 1}}}${part}`)
  return { text, values: values.map((value) => (typeof value === 'number' ? String(value) : value)) }
}

/** The sentence in English. */
export function inEnglish(words: Words): string {
  if (typeof words === 'string') return words
  return words.text.replaceAll(/\{\{(\d+)\}\}/g, (_, index: string) => inEnglish(words.values[Number(index)] ?? ''))
}

/** One after the other, with a blank between them. */
export const inTurn = (all: readonly Words[]): Sentence => ({ text: all.map((_, i) => `{{${i}}}`).join(' '), values: all })

/** What a text is made of, where it has values. */
export interface Said {
  readonly message?: Sentence
  readonly fix?: Sentence
}

/** A sentence that came from where nobody is trusted; undefined for anything else. Nested at most three deep: more is no sentence of ours. */
export function readSentence(value: unknown, depth = 3): Sentence | undefined {
  if (depth === 0 || typeof value !== 'object' || value === null || !('text' in value) || !('values' in value)) return undefined
  const { text, values } = value
  if (typeof text !== 'string' || !Array.isArray(values)) return undefined
  const read = values.map((one: unknown) => (typeof one === 'string' ? one : readSentence(one, depth - 1)))
  return read.every((one) => one !== undefined) ? { text, values: read } : undefined
}

/** English texts with what they are made of, for an issue or an error. */
export function spoken(message: Words, fix?: Words): { readonly message: string; readonly fix?: string; readonly said?: Said } {
  const said = { ...(typeof message !== 'string' && { message }), ...(fix !== undefined && typeof fix !== 'string' && { fix }) }
  return {
    message: inEnglish(message),
    ...(fix !== undefined && { fix: inEnglish(fix) }),
    ...(Object.keys(said).length > 0 && { said }),
  }
}
