// A full name out of its parts: where the target wants one text, and the source has first and last name.
import { kinship, sayTag } from '../retail/tags.ts'
import { nameText } from './rule-forms/syntax.ts'
import { writeJoin } from './rule-forms/join.ts'
import type { SuggestSource, SuggestTarget } from './suggest.ts'

export interface FullName {
  readonly expression: string
  readonly score: number
  readonly reasons: readonly string[]
}

const SCORE = 0.85

/** Undefined unless the target is a name in the retail model, and the source has both parts of it. */
export function fullName({ retail }: SuggestTarget, near: readonly SuggestSource[], skip: number): FullName | undefined {
  if (retail?.endsWith('.name') !== true) return undefined
  const owner = retail.slice(0, -'.name'.length)
  const part = (field: string) =>
    near
      .filter((one) => one.retail !== undefined && one.kind !== 'object' && kinship(one.retail, `${owner}.${field}`) !== undefined)
      .toSorted((a, b) => rank(owner, field, a) - rank(owner, field, b) || a.names.length - b.names.length)[0]
  const [first, last] = [part('firstName'), part('lastName')]
  if (!first || !last) return undefined
  const operand = ({ names }: SuggestSource) => ({ kind: 'path', path: names.slice(skip).map(nameText).join('.') }) as const
  return {
    expression: writeJoin({ form: 'join', parts: [operand(first), operand(last)], separator: ' ' }),
    score: SCORE,
    reasons: [`First and last name together are ${sayTag(retail)}.`],
  }
}

const rank = (owner: string, field: string, one: SuggestSource): number =>
  one.retail !== undefined && kinship(one.retail, `${owner}.${field}`) === 'same' ? 0 : 1
