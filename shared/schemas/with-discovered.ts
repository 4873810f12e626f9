// A declared schema together with the fields that the connected system told of.
import type { DiscoveredField, DiscoveredFields, Discovered } from '../flow/nodes/discovered.ts'
import { isRecord } from '../json.ts'
import { parseTarget } from '../mapping/target.ts'
import type { ActionDescriptor, JsonSchema } from '../model/descriptors.ts'

/** Marks members that the connected system told of. */
export const DISCOVERED = 'x-discovered'

/**
 * What is declared stays as it is; what is found is added below it. An open group (`fields`) that was read as a whole is closed, so that a field that
 * the system does not have is seen in the flow and not first by the system.
 */
export function withDiscovered(schema: JsonSchema, fields: DiscoveredFields | undefined, leftOut = 0): JsonSchema {
  if (!fields || Object.keys(fields).length === 0) return schema
  const copy = structuredClone(schema) as Record<string, unknown>
  const open = new Set<Record<string, unknown>>()
  for (const [path, field] of Object.entries(fields)) {
    const parsed = parseTarget(path)
    if (parsed.ok) put(copy, parsed.names, field, open)
  }
  if (leftOut === 0) for (const group of open) close(group)
  return copy
}

/** The action as this step sees it: with the fields that were read for it. */
export function actionWith(action: ActionDescriptor, discovered: Discovered | undefined): ActionDescriptor {
  if (discovered?.action !== action.id) return action
  return { ...action, input: withDiscovered(action.input, discovered.fields, discovered.leftOut) }
}

function put(root: Record<string, unknown>, names: readonly string[], field: DiscoveredField, open: Set<Record<string, unknown>>): void {
  let level = inside(root)
  for (const [index, name] of names.entries()) {
    if (isOpen(level)) open.add(level)
    const properties = membersOf(level)
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (index < names.length - 1) {
      const next = isRecord(known) ? known : { type: 'object', [DISCOVERED]: true }
      properties[name] = next
      level = inside(next)
    } else if (known === undefined) {
      properties[name] = schemaOf(field)
      if (field.required) level['required'] = [...new Set([...(Array.isArray(level['required']) ? level['required'] : []), name])]
    }
  }
}

/** Of a list its items, of a choice the shape that can have members. */
function inside(schema: Record<string, unknown>): Record<string, unknown> {
  const items = schema['items']
  if (isRecord(items)) return inside(items)
  const shapes = schema['anyOf']
  const shape: unknown = Array.isArray(shapes)
    ? shapes.find((one) => isRecord(one) && (one['type'] === 'object' || one['type'] === 'array'))
    : undefined
  return isRecord(shape) ? inside(shape) : schema
}

function membersOf(level: Record<string, unknown>): Record<string, unknown> {
  const properties = level['properties']
  if (isRecord(properties)) return properties
  const made: Record<string, unknown> = {}
  level['type'] ??= 'object'
  level['properties'] = made
  return made
}

const isOpen = (level: Record<string, unknown>): boolean => isRecord(level['patternProperties'])

function close(group: Record<string, unknown>): void {
  delete group['patternProperties']
  group['additionalProperties'] = false
}

function schemaOf({ kind, list, title, description, choices }: DiscoveredField): JsonSchema {
  const words = { ...(title && { title }), ...(description && { description }), [DISCOVERED]: true }
  const one = { ...structuredClone(SHAPES[kind]), ...(choices && { enum: [...choices] }) }
  return list ? { type: 'array', items: one, ...words } : { ...one, ...words }
}

const SHAPES: Readonly<Record<DiscoveredField['kind'], JsonSchema>> = {
  text: { type: 'string' },
  decimal: { type: 'string', format: 'decimal' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
  reference: { type: ['string', 'integer'] },
  group: { type: 'object', properties: {} },
  any: {},
}
