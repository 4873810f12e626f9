// What a mapping part is: rows that build a record, or one expression that gives a value. It sees what it is used on as `$`, and nothing else.
import { Type, type Static } from 'typebox'
import { Expression, object, READABLE_ID, ReadableId, strict } from '../../flow/node-schema.ts'
import { MappingRow } from '../../flow/mapping-row.ts'

export const PartBody = Type.Union([
  object({ kind: Type.Literal('record'), rows: Type.Array(MappingRow, { maxItems: 500 }) }),
  object({ kind: Type.Literal('value'), expression: Expression }),
])
export type PartBody = { kind: 'record'; rows: MappingRow[] } | { kind: 'value'; expression: string }

/** As a published flow carries it: the version that it was published with, and for ever runs with. */
export const PinnedPart = object({
  label: Type.String({ minLength: 1, maxLength: 120 }),
  version: Type.Integer({ minimum: 1 }),
  own: Type.Optional(Type.Literal(true, { description: 'The version counts those of the client’s own copy.' })),
  body: PartBody,
})
export interface PinnedPart {
  label: string
  version: number
  own?: true
  body: PartBody
}

export const PinnedParts = Type.Record(Type.String({ pattern: READABLE_ID }), PinnedPart, { ...strict, maxProperties: 200 })

/** One input, and what the part gives for it; without `expected` it is only looked at. */
export const PartCase = object({
  id: ReadableId,
  name: Type.String({ minLength: 1, maxLength: 120 }),
  input: Type.Unknown(),
  expected: Type.Optional(Type.Unknown()),
})
export type PartCase = Static<typeof PartCase>
