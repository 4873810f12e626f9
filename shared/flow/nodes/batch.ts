// The batch step: a list in groups, for systems that take many records at once.
import { Type, type Static } from 'typebox'
import { Expression, nodeSchema, object } from '../node-schema.ts'

/**
 * Sends groups of items through `batch`, as `{ "batch": 1, "items": […] }`; when all of them are settled the input record leaves through
 * `done`. A group has at most `size` items and, where `maxBytes` is given, at most so much JSON (one item that is larger goes alone).
 */
export const BatchNode = nodeSchema(
  'batch',
  object({
    items: Expression,
    size: Type.Integer({ minimum: 1, maximum: 10_000 }),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 8_000_000 })),
  }),
)
export type BatchNode = Static<typeof BatchNode>
