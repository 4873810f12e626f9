// Steps by which flows of one client work together: calling another flow, and telling others what happened.
import { Type, type Static } from 'typebox'
import { Expression, Into, nodeSchema, object, ReadableId } from '../node-schema.ts'
import { Duration } from './waiting.ts'

/**
 * Calls another flow of the client, the version that is deployed at that moment, and waits for it without holding a worker. `input` says what
 * that flow gets (default: the record). Its answer (the body of its respond step, else its last record) becomes the record; with `into` it is added
 * to the record under that name instead.
 */
export const SubflowNode = nodeSchema(
  'subflow',
  object({
    flow: Type.String({ pattern: '^flow_[0-9a-z]+$', maxLength: 64 }),
    input: Type.Optional(Expression),
    into: Type.Optional(Into),
    timeout: Duration,
  }),
)
export type SubflowNode = Static<typeof SubflowNode>

/** Tells every flow that is started by the topic, in the same environment. `event` says what (default: the record). The record goes on unchanged. */
export const PublishNode = nodeSchema('publish', object({ topic: ReadableId, event: Type.Optional(Expression) }))
export type PublishNode = Static<typeof PublishNode>

/** How a flow is started from within: by an event of a topic, or by a subflow step. `schema` is a JSON Schema that callers have to fit. */
export const EventTrigger = object({ type: Type.Literal('event'), topic: ReadableId })
export const SubflowTrigger = object({ type: Type.Literal('subflow'), schema: Type.Optional(Type.Unknown()) })
