// The fields of an action against those that its mapping was last looked at with: what is new and required must be filled before the flow is published.
import type { Issue } from '../errors.ts'
import type { ActionDescriptor } from '../model/descriptors.ts'
import { driftSince, wordsOfSchema, type FieldDrift } from '../schemas/field-drift.ts'
import { say, type Words } from '../sentence.ts'
import type { MappingRow } from './document.ts'
import { isGiven } from './given-fields.ts'
import type { Reviewed } from './nodes/reviewed.ts'
import { error, warning } from './say.ts'

/** `path` is that of the step's config. */
export function checkDrift(
  reviewed: Reviewed | undefined,
  rows: readonly MappingRow[],
  action: ActionDescriptor,
  path: string,
  name: Words,
): Issue[] {
  if (!reviewed?.target) return []
  const drift = driftSince(reviewed.target, wordsOfSchema(action.input))
  const needed = drift.filter(
    ({ kind, target, required }) => kind !== 'missing' && required && !isGiven(rows, target) && isNeeded(rows, target),
  )
  const others = drift.filter((one) => !needed.includes(one))
  return [
    ...needed.map(({ target, kind }) =>
      error(
        `${path}/rows`,
        'drift-required-unmapped',
        kind === 'new'
          ? say`${name}: "${action.label}" has a new field ${target}, which it requires, and no row fills it.`
          : say`${name}: "${action.label}" now requires ${target}, and no row fills it.`,
        say`Add a row for ${target}.`,
      ),
    ),
    ...(others.length === 0
      ? []
      : [
          warning(
            `${path}/reviewed`,
            'schema-changed',
            say`${name}: fields of "${action.label}" came, went or changed since the mapping was last looked at: ${listed(others)}.`,
            'Open the mapping, look at the marked fields, and say that you have.',
          ),
        ]),
  ]
}

/** What stands in a group or a list is asked for only where that is filled. */
function isNeeded(rows: readonly MappingRow[], target: string): boolean {
  const parent = target.includes('.') ? target.slice(0, target.lastIndexOf('.')) : ''
  return parent === '' || isGiven(rows, parent)
}

const listed = (drift: readonly FieldDrift[]): string =>
  `${drift
    .slice(0, 4)
    .map(({ target }) => target)
    .join(', ')}${drift.length > 4 ? ` + ${drift.length - 4}` : ''}`
