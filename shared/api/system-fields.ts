// POST …/connections/:connection/fields (ReadSystemFields) -> { fields?: SystemFieldsRead }: what was read before, or with `refresh` what the system
// says now. Where it does not answer that is a problem document, and what was read before stays.
import { Type, type Static } from 'typebox'
import type { DiscoveredFields } from '../flow/nodes/discovered.ts'
import type { Json } from '../json.ts'

const of = {
  part: Type.Union([Type.Literal('action'), Type.Literal('poll'), Type.Literal('trigger')]),
  id: Type.String({ minLength: 1, maxLength: 64 }),
  /** Values of the members that the descriptor's `discovers.needs` names. */
  known: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unsafe<Json>(Type.Unknown()), { maxProperties: 20 })),
}

export const ReadSystemFields = Type.Object({ ...of, refresh: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
export type ReadSystemFields = Static<typeof ReadSystemFields>
export type SystemFieldsOf = Omit<ReadSystemFields, 'refresh'>

interface Side {
  readonly fields: DiscoveredFields
  /** So many more were there than are told. */
  readonly leftOut: number
}

export interface SystemFieldsRead {
  /** ISO instant. */
  readonly readAt: string
  readonly input: Side
  readonly output: Side
}
