// What becomes of the mapping parts that a flow file carries where the client has other parts of the same names.
import { Type, type Static } from 'typebox'
import { READABLE_ID, ReadableId, strict } from '../flow/node-schema.ts'
import type { PartBody } from '../mapping/parts/part-body.ts'

/**
 * `keep`: the flow uses what the client has. `new-version`: what the file carries becomes the newest version of the client's own part; other flows of the
 * client take it when they are published next. `as`: it becomes a part of another name, which only this flow uses.
 */
export const PartChoice = Type.Union([
  Type.Literal('keep'),
  Type.Literal('new-version'),
  Type.Object({ as: ReadableId }, { additionalProperties: false }),
])
export type PartChoice = Static<typeof PartChoice>

export const PartChoices = Type.Record(Type.String({ pattern: READABLE_ID }), PartChoice, { ...strict, maxProperties: 200 })
export type PartChoices = Readonly<Record<string, PartChoice>>

/** One part that the file and the client have in different words: `details.parts` of the refusal `part-conflict`. */
export interface PartConflict {
  readonly name: string
  /** How the file calls it, and what it says there. */
  readonly label: string
  readonly imported: PartBody
  /** What the client has. `own`: its own copy; otherwise the part of all clients. */
  readonly there: { readonly label: string; readonly version: number; readonly own: boolean; readonly body: PartBody }
  /** A name that is free. */
  readonly freeName: string
}
