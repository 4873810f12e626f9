// Text that somebody pasted where a record or a schema is wanted: read as what it is, and offered as JSON.
//
// POST …/read-pasted (ReadPasted) -> PastedText
import { Type, type Static } from 'typebox'
import type { JsonSchema } from '../model/descriptors.ts'
import type { InferredField } from '../schemas/infer.ts'

export const ReadPasted = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5_000_000 }) }, { additionalProperties: false })
export type ReadPasted = Static<typeof ReadPasted>

export interface PastedText {
  readonly kind: 'json' | 'json-lines' | 'json-schema' | 'xml' | 'csv'
  /** Records, at most 200; none of a schema. */
  readonly records: readonly unknown[]
  /** As pasted, or what the records tell. */
  readonly schema: JsonSchema
  /** What the records tell about each field, with how sure that is; none of a schema. */
  readonly fields: readonly InferredField[]
}
