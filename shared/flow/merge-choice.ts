// What a merge does where two people changed the same thing: it notes a conflict and goes on with the side that was chosen.
import type { RowFields } from './diff-rows.ts'
import { inEnglish, say, type Words } from '../sentence.ts'
import { shown } from './diff-words.ts'
import { isSame } from './same.ts'

export type MergeSide = 'mine' | 'theirs'

/** One thing that both sides changed, each in another way. */
export interface MergeConflict {
  /** The same whenever the same three documents are merged: the place in the document. */
  readonly id: string
  readonly subject: 'flow' | 'slot' | 'node' | 'edge' | 'mapping-row' | 'layout'
  readonly nodeId?: string
  /** What it is about, such as `Mapping "Map order": customer.name`. */
  readonly what: string
  /** What each side made of it, such as `takes billing_address.name`. */
  readonly mine: string
  readonly theirs: string
  /** What the three are made of, for who reads another language. */
  readonly said: { readonly what: Words; readonly mine: Words; readonly theirs: Words }
  /** The side the merged document follows. */
  readonly taken: MergeSide
  /** False while nobody chose: the merged document then follows mine. */
  readonly decided: boolean
}

/** Sides by conflict id. `take` is for all others. */
export interface MergeChoices {
  readonly byId?: Readonly<Record<string, MergeSide>>
  readonly take?: MergeSide
}

export interface Place {
  readonly id: string
  readonly subject: MergeConflict['subject']
  readonly nodeId?: string
  readonly what: Words
  /** What the rows at this place fill: they are called by the titles of their fields. */
  readonly fields?: RowFields
}

export interface Arbiter {
  readonly conflicts: readonly MergeConflict[]
  /** Notes a conflict and answers the side to follow. */
  decide(place: Place, mine: Words, theirs: Words): MergeSide
  /** The one that changed; where both did, in different ways, a conflict. `undefined` is absence. `words` says what a side made of it. */
  pick<T>(place: Place, base: T, mine: T, theirs: T, words: (value: T) => Words): T
}

export function createArbiter({ byId = {}, take }: MergeChoices): Arbiter {
  const conflicts: MergeConflict[] = []
  const arbiter: Arbiter = {
    conflicts,
    decide({ id, subject, nodeId, what }, mine, theirs) {
      const chosen = Object.hasOwn(byId, id) ? byId[id] : take
      const place = { id, subject, ...(nodeId !== undefined && { nodeId }) }
      const texts = { what: inEnglish(what), mine: inEnglish(mine), theirs: inEnglish(theirs) }
      conflicts.push({ ...place, ...texts, said: { what, mine, theirs }, taken: chosen ?? 'mine', decided: chosen !== undefined })
      return chosen ?? 'mine'
    },
    pick(place, base, mine, theirs, words) {
      const only = changedOne(base, mine, theirs)
      if (only) return only.value
      return arbiter.decide(place, words(mine), words(theirs)) === 'mine' ? mine : theirs
    },
  }
  return arbiter
}

/** The value of the side that changed, when at most one did or both did the same; else nothing. */
export function changedOne<T>(base: T, mine: T, theirs: T): { readonly value: T } | undefined {
  if (isSame(theirs, base) || isSame(mine, theirs)) return { value: mine }
  return isSame(mine, base) ? { value: theirs } : undefined
}

/** A conflict as one sentence; `names` are the two sides, such as `your flow` and `the template`. */
export function conflictSentence({ what, mine, theirs }: MergeConflict, names: { readonly mine: string; readonly theirs: string }): string {
  return `${what}: ${names.mine} ${mine}; ${names.theirs} ${theirs}`
}

/** The words for a plain member: `has "x"`, `has none`. */
export const valueWords = (value: unknown): Words =>
  value === undefined ? say`has none` : typeof value === 'string' ? say`has "${shortText(value)}"` : say`has ${shown(value)}`

const MOST_CHARACTERS = 160
const shortText = (text: string) => (text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`)
