// What the fields of the record at a step are in the retail model: read from the schemas of the trigger and of the calls that the record comes from.
import { isRecord } from '../json.ts'
import type { FlowDocument } from '../flow/document.ts'
import { recordSchemas } from '../flow/record-schemas.ts'
import { fieldsWithin } from '../mapping/schema-fields.ts'
import type { ConnectorDescriptor, JsonSchema } from '../model/descriptors.ts'
import type { InferredField } from '../schemas/infer.ts'
import { RETAIL } from './tags.ts'

export interface TaggedField {
  /** How many steps back it was given; 0 is the step before. */
  readonly distance?: number
  /** From the record; within a list from its item, behind the list's names. */
  readonly names: readonly string[]
  readonly tag: string
}

/** The tags of a schema's fields. A list has that of its items. */
export function tagsOfSchema(schema: JsonSchema, above: readonly string[] = []): readonly TaggedField[] {
  return fieldsWithin(schema, above).flatMap(({ names, field }) => {
    const tag = tagOf(field)
    return tag === undefined ? [] : [{ names, tag }]
  })
}

/** Its own, or that of a list's items. */
export function tagOf(schema: JsonSchema): string | undefined {
  const own = schema[RETAIL] ?? (isRecord(schema['items']) ? schema['items'][RETAIL] : undefined)
  return typeof own === 'string' ? own : undefined
}

/**
 * The tagged fields of the record that comes to a step. What a script, a loop's item or a mapping without a target makes is not known, and is left
 * out. Where ways meet, each field has what the nearest step says.
 */
export function recordTags(flow: FlowDocument, nodeId: string, connectors: readonly ConnectorDescriptor[]): readonly TaggedField[] {
  const found = new Map<string, TaggedField>()
  for (const { schema, above, distance } of recordSchemas(flow, nodeId, connectors)) {
    for (const field of tagsOfSchema(schema, above)) {
      const place = JSON.stringify(field.names)
      if (!found.has(place)) found.set(place, { ...field, distance })
    }
  }
  return [...found.values()]
}

/** The fields of samples with what they are in the retail model. */
export function withTags(
  fields: readonly InferredField[],
  tags: readonly TaggedField[],
): readonly (InferredField & { readonly retail?: string; readonly distance?: number })[] {
  const byPlace = new Map(tags.map((field) => [JSON.stringify(field.names), field]))
  return fields.map((field) => {
    const known = byPlace.get(JSON.stringify(field.names))
    return known ? { ...field, retail: known.tag, distance: known.distance ?? 0 } : field
  })
}
