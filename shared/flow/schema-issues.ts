// TypeBox's errors as issues that a person understands. Interpreted, not compiled: it works under a strict content security policy.
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Issue } from '../errors.ts'
import { pointer, pointerKeys } from './pointer.ts'

type SchemaError = ReturnType<typeof Value.Errors>[number]

/**
 * What is wrong with `value` against `schema`. `path` is the pointer of the value in the document, `where` begins each
 * sentence, such as `Step "Map order": `.
 */
export function schemaIssues(schema: TSchema, value: unknown, path: string, where: string): Issue[] {
  // Checking is several times faster than collecting errors, and nearly everything is right.
  if (Value.Check(schema, value)) return []
  const errors = Value.Errors(schema, value)
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath))
  const issues = errors.flatMap((error) => {
    // Of a union of literals only the union itself is worth a sentence; "boolean" repeats additionalProperties.
    if (error.keyword === 'boolean' || (error.keyword === 'const' && unions.has(error.instancePath))) return []
    return toIssues(error, errors, path, where)
  })
  // Should a keyword without words of ours come first and only, it must not pass as valid.
  return issues.length > 0 ? issues : [issue(path, `${where}this is not valid.`, 'Compare it with the published schema.')]
}

const issue = (path: string, message: string, fix: string): Issue => ({ path, code: 'flow-invalid', severity: 'error', message, fix })

function toIssues(error: SchemaError, all: readonly SchemaError[], base: string, where: string): Issue[] {
  const path = base + error.instancePath
  const name = nameOf(error.instancePath, base)
  const say = (message: string, fix: string) => [issue(path, where + message, fix)]
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((member) =>
        issue(`${path}${pointer(member)}`, `${where}"${member}" is missing.`, `Add "${member}".`),
      )
    case 'additionalProperties':
      return error.params.additionalProperties.map((member) =>
        issue(`${path}${pointer(member)}`, `${where}"${member}" does not belong here.`, 'Remove it, or correct its spelling.'),
      )
    case 'type':
      return say(`${name} must be ${article(String(error.params.type))}.`, 'Correct the value.')
    case 'minLength':
      return say(`${name} is empty.`, 'Fill it in.')
    case 'maxLength':
      return say(`${name} is longer than ${error.params.limit} characters.`, 'Shorten it.')
    case 'pattern':
      return say(`${name} is not an id.`, 'Use small letters, digits and single dashes, such as map-order.')
    case 'minimum':
      return say(`${name} is below ${error.params.limit}.`, `Use ${error.params.limit} or more.`)
    case 'maximum':
      return say(`${name} is above ${error.params.limit}.`, `Use ${error.params.limit} or less.`)
    case 'minItems':
      return say(`${name} needs at least ${error.params.limit}.`, 'Add one.')
    case 'maxItems':
    case 'maxProperties':
      return say(`${name} has more than ${error.params.limit} entries.`, 'Split it.')
    case 'const':
      return say(`${name} must be ${JSON.stringify(error.params.allowedValue)}.`, 'Correct the value.')
    case 'anyOf': {
      const allowed = all.flatMap((other) =>
        other.keyword === 'const' && other.instancePath === error.instancePath ? [JSON.stringify(other.params.allowedValue)] : [],
      )
      return say(`${name} must be one of ${allowed.join(', ')}.`, 'Choose one of them.')
    }
    default:
      return say(`${name} ${error.message}.`, 'Correct the value.')
  }
}

/** The member at a path as a word: its name, or that of the list with a number. */
function nameOf(path: string, base: string): string {
  const keys = pointerKeys(path === '' ? base : path)
  const last = keys.at(-1)
  if (last === undefined) return 'The flow'
  return /^\d+$/.test(last) ? `${keys.at(-2) ?? 'entry'} ${Number(last) + 1}` : `"${last}"`
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}
const article = (type: string) => TYPES[type] ?? type
