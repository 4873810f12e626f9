// JSON Schemas that people write: the part of the language that can be checked without running anything of theirs. Regular expressions
// (`pattern`) are refused, for one of them can hold up a process for ever, and so are references.
import type { Issue } from '../errors.ts'
import { isRecord } from '../json.ts'
import { error } from './say.ts'

const WORDS = new Set(
  `$schema $id title description examples default type properties required additionalProperties items minItems maxItems enum const
  minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength anyOf allOf oneOf`.split(/\s+/),
)
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'])
const DEEPEST = 30

/** Empty when the schema can be used. */
export function plainSchemaIssues(schema: unknown, path: string, depth = 0): Issue[] {
  if (typeof schema === 'boolean') return []
  if (!isRecord(schema) || depth > DEEPEST)
    return [error(path, 'schema-invalid', 'This is not a JSON Schema.', 'Give an object such as { "type": "object" }.')]
  return Object.entries(schema).flatMap(([word, value]): Issue[] => {
    const at = `${path}/${word}`
    if (!WORDS.has(word))
      return [
        error(
          at,
          'schema-invalid',
          `The schema word "${word}" is not supported here.`,
          `Use ${[...WORDS].slice(6, 12).join(', ')} and the like.`,
        ),
      ]
    switch (word) {
      case 'type':
        return [value].flat().every((one) => TYPES.has(String(one)))
          ? []
          : [error(at, 'schema-invalid', `${JSON.stringify(value)} is not a type.`, `Use one of: ${[...TYPES].join(', ')}.`)]
      case 'properties':
        if (!isRecord(value)) return [error(at, 'schema-invalid', '"properties" has to be an object.', 'Give a schema for each member.')]
        return Object.entries(value).flatMap(([name, below]) => plainSchemaIssues(below, `${at}/${name}`, depth + 1))
      case 'items':
      case 'additionalProperties':
        return plainSchemaIssues(value, at, depth + 1)
      case 'required':
      case 'enum':
        return Array.isArray(value) ? [] : [error(at, 'schema-invalid', `"${word}" has to be a list.`, 'Put it into brackets.')]
      case 'anyOf':
      case 'allOf':
      case 'oneOf':
        if (!Array.isArray(value)) return [error(at, 'schema-invalid', `"${word}" has to be a list.`, 'Put it into brackets.')]
        return value.flatMap((below, i) => plainSchemaIssues(below, `${at}/${i}`, depth + 1))
      default:
        return []
    }
  })
}
