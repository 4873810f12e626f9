// The words that the schemas of all nodes are made of.
import { Type, type Static, type TSchema } from 'typebox'

export const strict = { additionalProperties: false } as const
export const object = <P extends Record<string, TSchema>>(properties: P, options: object = {}) =>
  Type.Object(properties, { ...strict, ...options })

/** Readable ids of nodes, slots, ports: `map-order`. */
export const READABLE_ID = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
export const ReadableId = Type.String({ pattern: READABLE_ID, maxLength: 64 })
export const Expression = Type.String({ minLength: 1, maxLength: 20_000, description: 'JSONata 2' })
export const Label = Type.String({ minLength: 1, maxLength: 120 })
/** The name of a member that a step adds to the record. */
export const Into = Type.String({ minLength: 1, maxLength: 120 })

/** How often and how patiently a step is tried again after a passing failure. Waiting for a vendor's Retry-After burns no attempt. */
export const RetryPolicy = object({
  attempts: Type.Integer({ minimum: 1, maximum: 20, description: 'Tries in all, the first included.' }),
  firstDelaySeconds: Type.Number({ minimum: 0.1, maximum: 3_600 }),
  maxDelaySeconds: Type.Number({ minimum: 0.1, maximum: 86_400 }),
})
export type RetryPolicy = Static<typeof RetryPolicy>

export const nodeSchema = <K extends string, C extends TSchema>(kind: K, config: C) =>
  object({
    kind: Type.Literal(kind),
    label: Label,
    note: Type.Optional(Type.String({ maxLength: 4_000 })),
    retry: Type.Optional(RetryPolicy),
    disabled: Type.Optional(Type.Literal(true, { description: 'Switched off: records pass it unchanged, and the run says so.' })),
    onError: Type.Optional(
      Type.Literal('path', {
        description:
          'A record that it cannot handle leaves by the port "error", with what is wrong, instead of waiting on the exception desk.',
      }),
    ),
    config,
  })
