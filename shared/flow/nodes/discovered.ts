// The fields that a step's action has in the connected system, custom ones included, as they were read there. They stand in the flow, so that a
// published version keeps the fields it was published with, and can be checked where that system cannot be asked.
import { Type } from 'typebox'
import { object } from '../node-schema.ts'

/**
 * What a value of the field is. `decimal` is decimal text such as `12.50`, `number` a JSON number that a system answers, `date` `2026-03-01`, `date-time` ISO with a zone, `reference` the name or
 * id of another record; a `group` has fields of its own.
 */
export const FIELD_KINDS = ['text', 'decimal', 'integer', 'number', 'boolean', 'date', 'date-time', 'reference', 'group', 'any'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** More of one action than anybody maps; systems with more are asked for what people made themselves first. */
export const MOST_DISCOVERED = 1_000
export const MOST_DISCOVERED_CHOICES = 100

const DiscoveredField = object({
  kind: Type.Enum([...FIELD_KINDS]),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  description: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
  list: Type.Optional(Type.Literal(true)),
  choices: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: MOST_DISCOVERED_CHOICES })),
  required: Type.Optional(Type.Literal(true)),
  custom: Type.Optional(Type.Literal(true, { description: 'Somebody added it to that system; it did not come with it.' })),
})
export interface DiscoveredField {
  kind: FieldKind
  title?: string
  description?: string
  list?: true
  choices?: string[]
  required?: true
  custom?: true
}

/** By path, written as a row's target; fields of lists stand behind the list's name: `lines.fields.x_gift`. */
export const DiscoveredFields = Type.Record(Type.String({ minLength: 1, maxLength: 400 }), DiscoveredField, {
  maxProperties: MOST_DISCOVERED,
})
export type DiscoveredFields = Record<string, DiscoveredField>

/** Of the action's input. `action` says whose fields they are: of another one they say nothing. */
export const Discovered = object({
  action: Type.String({ minLength: 1, maxLength: 64 }),
  readAt: Type.String({ minLength: 1, maxLength: 40, description: 'ISO instant.' }),
  fields: DiscoveredFields,
  leftOut: Type.Optional(Type.Integer({ minimum: 1, description: 'So many more were there.' })),
})
export interface Discovered {
  action: string
  readAt: string
  fields: DiscoveredFields
  leftOut?: number
}

/** What a step keeps of its action's fields. */
export const discoveredOf = (node: { readonly kind: string; readonly config: object } | undefined): Discovered | undefined =>
  (node?.kind === 'map' || node?.kind === 'call') && 'discovered' in node.config ? (node.config.discovered as Discovered) : undefined
