// In how many of the last real records the fields that a rule reads had a value: counts, no values.
//
// POST …/flows/:flow/field-presence (ShowFieldPresence) -> FieldPresence
import { Type, type Static } from 'typebox'
import { Environment } from '../model/accounts.ts'

/** `node`: the step to whose record the paths belong. `runs`: how many of the newest runs are looked at, 50 when left out. */
export const ShowFieldPresence = Type.Object(
  {
    node: Type.String({ minLength: 1, maxLength: 64 }),
    paths: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 50 }),
    environment: Environment,
    runs: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type ShowFieldPresence = Static<typeof ShowFieldPresence>

export interface FieldPresence {
  /** Records that came to the step, one for each run that got there. */
  readonly records: number
  /** For each path, in the order asked. */
  readonly present: readonly number[]
}
