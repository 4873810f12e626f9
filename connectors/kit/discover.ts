// What an action or a list has in the connected system beyond what is declared: fields that somebody added there, columns of a table. Asked live,
// through the connection's ordinary client, and cut to a size that a flow can carry.
import { FORBIDDEN_KEYS, type Json } from '#shared/json.ts'
import { MOST_DISCOVERED, MOST_DISCOVERED_CHOICES, type DiscoveredField, type DiscoveredFields } from '#shared/flow/nodes/discovered.ts'
import { formatTarget, parseTarget } from '#shared/mapping/target.ts'
import { Type } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { CallContext } from './contract.ts'

/** By path from the action's input, output or a poll's record, as a row's target is written; behind lists without positions. */
export interface Found {
  readonly input?: DiscoveredFields
  readonly output?: DiscoveredFields
}

export interface Discovery {
  /**
   * Members of the input (of a poll: of its options) that decide which fields there are, such as `table`. The flow must give them as fixed values;
   * without them there is nothing to read.
   */
  readonly needs?: readonly string[]
  /** Further members that matter where the flow gives them. */
  readonly also?: readonly string[]
  /**
   * `read` also checks what is known, with `action-input-invalid` and issues whose paths lead into the input: asked again when a flow is published or
   * deployed, so that a mistake does not wait for the first record.
   */
  readonly checks?: true
  /**
   * Asks the system. `known`: the values of `needs` and `also`. The fields named below `input` are accepted and sent by `run`. Throws what calls throw, and
   * `vendor-rejected` where the system does not let this user see its fields.
   */
  read(known: Readonly<Record<string, Json>>, context: CallContext): Promise<Found>
}

export interface CutFields {
  readonly fields: DiscoveredFields
  /** So many were left out because there were too many. */
  readonly leftOut: number
}

/** The ones that people added first, and at most so many; texts short; names that JSON cannot carry safely not at all. */
export function cutFields(found: DiscoveredFields | undefined): CutFields {
  const all = Object.entries(found ?? {}).flatMap(([path, field]) => {
    const parsed = parseTarget(path)
    return parsed.ok && path.length <= 400 ? [[formatTarget(parsed.names), cutField(field)] as const] : []
  })
  const sorted = all.toSorted(([, a], [, b]) => Number(b.custom ?? false) - Number(a.custom ?? false))
  return { fields: Object.fromEntries(sorted.slice(0, MOST_DISCOVERED)), leftOut: Math.max(0, all.length - MOST_DISCOVERED) }
}

function cutField({ title, description, choices, ...field }: DiscoveredField): DiscoveredField {
  const some = choices?.map((choice) => choice.slice(0, 200))
  return {
    ...field,
    ...(title && { title: title.slice(0, 200) }),
    ...(description && { description: description.slice(0, 400) }),
    ...(some && some.length > 0 && some.length <= MOST_DISCOVERED_CHOICES && { choices: some }),
  }
}

/** The path of a field called `name` below `place`; undefined for a name that cannot be mapped. */
export function pathBelow(place: string, name: string): string | undefined {
  if (name === '' || name.includes('`') || FORBIDDEN_KEYS.has(name)) return undefined
  const quoted = formatTarget([name])
  return place === '' ? quoted : `${place}.${quoted}`
}

/** Fields by the system's names as fields below a place: `fieldsBelow('lines.fields', …)`. */
export const fieldsBelow = (place: string, fields: Iterable<readonly [name: string, field: DiscoveredField]>): DiscoveredFields =>
  Object.fromEntries(
    [...fields].flatMap(([name, field]) => {
      const path = pathBelow(place, name)
      return path === undefined ? [] : [[path, field] as const]
    }),
  )

const One = Type.Union([Type.String({ maxLength: 100_000 }), Type.Integer(), Type.Boolean(), Type.Null()])

/** The member `fields` of an input: what is sent to fields that only the connected system knows, by their names there. */
export const SystemFields = Type.Optional(
  Type.Record(Type.String({ maxLength: 200 }), Type.Union([One, Type.Array(One, { maxItems: 1_000 })]), {
    title: 'Fields of your system',
    description: 'Fields that the connected system has beside those above, by their names there. Numbers with decimals as text.',
    maxProperties: 300,
  }),
)
export type SystemFieldValue = string | number | boolean | null | readonly (string | number | boolean | null)[]

/** The member `fields` of an output. */
export const SystemFieldsRead = Type.Optional(
  Type.Unsafe<Record<string, Json>>(
    Type.Record(Type.String(), Type.Unknown(), {
      title: 'Fields of your system',
      description: 'Fields that were added to the connected system, by their names there.',
    }),
  ),
)

/** Throws `action-input-invalid` with an issue for each field that cannot be sent; nothing is written then. */
export function refuseFields(system: string, issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new AppError('action-input-invalid', {
    message: `${system} does not take this: ${issues[0]?.message ?? ''}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}`,
    fix: 'Read the fields of the connection again in the mapping, and correct the row.',
    issues,
  })
}
