// What a till calls a sale, a return, a void: by the words that the settings name, or those that need no explanation.
import type { SalesFile } from './options.ts'
import { wrong } from './problem.ts'

export type Meaning = NonNullable<SalesFile['types']>[number]['means']

const WORDS: Readonly<Record<string, Meaning>> = {
  sale: 'sale',
  return: 'return',
  refund: 'return',
  void: 'void',
  voided: 'void',
  cancelled: 'void',
  canceled: 'void',
  suspended: 'suspended',
  training: 'training',
}

/** Undefined where nothing is said. Throws for a word that is not known: whether it is a sale, a person has to say. */
export function meaningReader({ types, values }: Pick<SalesFile, 'types' | 'values'>): (word: string | undefined) => Meaning | undefined {
  const words = new Map(types ? types.map(({ value, means }) => [value.toLowerCase(), means] as const) : Object.entries(WORDS))
  return (word) => {
    if (word === undefined) return undefined
    const found = words.get(word.toLowerCase())
    if (found === undefined) {
      throw wrong(
        `it is not known whether "${word.slice(0, 40)}" in ${values.type ?? 'its type'} means a sale (setting "Words for sale, return and void")`,
      )
    }
    return found
  }
}
