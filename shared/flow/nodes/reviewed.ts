// What a mapping was last looked at with: the fields of its target and of its source as they were then. Small enough to stand in the flow.
import { Type } from 'typebox'
import { object } from '../node-schema.ts'

/** By a field's path, lists without their positions: its kind, `!` where it is required, and its choices: `text`, `choice!=open|done`. */
export const ReviewedFields = object({
  fingerprint: Type.String({ minLength: 1, maxLength: 40 }),
  fields: Type.Record(Type.String({ minLength: 1, maxLength: 400 }), Type.String({ maxLength: 400 }), { maxProperties: 3_000 }),
})
export interface ReviewedFields {
  fingerprint: string
  fields: Record<string, string>
}

export const Reviewed = object({ target: Type.Optional(ReviewedFields), source: Type.Optional(ReviewedFields) })
export interface Reviewed {
  target?: ReviewedFields
  source?: ReviewedFields
}
