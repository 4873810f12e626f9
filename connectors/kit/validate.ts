// Checks JSON against a JSON Schema (TypeBox makes them) and says in plain words what is wrong, as issues.
import type { Static, TSchema } from 'typebox'
import { Check as checkSchema, Compile, Errors } from 'typebox/schema'
import { AppError, type Issue } from '#shared/errors.ts'
import { say, type Sentence, spoken, type Words } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'

export type Check = (value: unknown) => readonly Issue[]

interface SchemaError {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: object
  readonly message: string
}

const interpreted = new WeakSet<object>()

/** Marks a schema that a person wrote, and has passed `plainSchemaIssues`: no code is ever made from it. Answers it. */
export function interpretOnly(schema: object): TSchema {
  interpreted.add(schema)
  return schema as TSchema
}

/** Compiles the schema once. Throws when it is not a schema. */
export function compileCheck(schema: TSchema): Check {
  if (interpreted.has(schema)) return interpretCheck(schema)
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return []
    const [, errors] = validator.Errors(value)
    return likelyBranches(errors as readonly SchemaError[]).flatMap(toIssues)
  }
}

/**
 * The same for a schema that a person wrote: nothing is compiled from it. It has passed `plainSchemaIssues`.
 */
export function interpretCheck(schema: unknown): Check {
  const trusted = schema as TSchema
  return (value) => {
    if (checkSchema(trusted, value)) return []
    const [, errors] = Errors(trusted, value)
    return likelyBranches(errors as readonly SchemaError[]).flatMap(toIssues)
  }
}

const compiled = new WeakMap<object, Check>()
const originals = new WeakMap<object, TSchema>()

/**
 * Says that the schema takes what `original` takes, with words beside it that no check reads, such as what its fields are in the retail model. An
 * action checks with the one, whoever calls it with the other: both are compiled once. Answers it.
 */
export function checksAs<S extends TSchema>(schema: S, original: TSchema): S {
  originals.set(schema, originals.get(original) ?? original)
  return schema
}

/** Of this schema, compiled once. */
export function checkOf(schema: TSchema): Check {
  const original = originals.get(schema) ?? schema
  let check = compiled.get(original)
  if (!check) compiled.set(original, (check = compileCheck(original)))
  return check
}

/** Empty when the value is valid. Paths are JSON Pointers into `value`. */
export const validate = (schema: TSchema, value: unknown): readonly Issue[] => checkOf(schema)(value)

/** The answer's body as the schema says it is. Throws `vendor-answer-invalid` for JSON of another shape, and for what is no JSON. */
export function parseAnswer<S extends TSchema>(schema: S, response: { json(): Json }): Static<S> {
  const body = response.json()
  const issues = validate(schema, body)
  if (issues.length === 0) return body as Static<S>
  throw new AppError('vendor-answer-invalid', {
    message: say`The answer is not what was expected: ${issues[0]?.message ?? ''}`,
    issues: issues.slice(0, 10),
  })
}

/**
 * Of a choice between several shapes every shape complains. Only the one that was meant is of interest: the one whose
 * constants fit. Where none fits, the constants that would are named.
 */
function likelyBranches(errors: readonly SchemaError[]): readonly SchemaError[] {
  const choices = Map.groupBy(errors, (error) => /^(.*?\/anyOf)\/\d+/.exec(error.schemaPath)?.[1] ?? '')
  return [...choices].flatMap(([choice, group]) => {
    if (choice === '') return group
    const branches = [...Map.groupBy(group, (error) => error.schemaPath.slice(choice.length + 1).split('/')[0]).values()]
    const meant = branches.filter((branch) => !branch.some((error) => error.keyword === 'const'))
    if (meant.length > 0) return meant.toSorted((a, b) => a.length - b.length)[0] ?? []
    const constants = group.filter((error) => error.keyword === 'const')
    const first = constants[0]
    if (!first) return group
    const allowed = [...new Set(constants.map((error) => JSON.stringify(param(error, 'allowedValue'))))]
    return [{ ...first, keyword: 'enum', message: `must be one of ${allowed.join(', ')}` }]
  })
}

function toIssues(error: SchemaError): readonly Issue[] {
  const issue = (path: string, code: string, message: Words): Issue => ({ path, code, severity: 'error', ...spoken(message, undefined) })
  const name = (path: string) => (path === '' ? say`The value` : `"${path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')}"`)
  switch (error.keyword) {
    case 'boolean':
      // Said again by `additionalProperties`.
      return []
    case 'required':
      return listParam(error, 'requiredProperties').map((member) =>
        issue(`${error.instancePath}/${escape(member)}`, 'required', say`${name(`${error.instancePath}/${escape(member)}`)} is required.`),
      )
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return [...listParam(error, 'additionalProperties'), ...listParam(error, 'unevaluatedProperties')].map((member) =>
        issue(
          `${error.instancePath}/${escape(member)}`,
          'unknown-member',
          say`${name(`${error.instancePath}/${escape(member)}`)} is not known here.`,
        ),
      )
    case 'type':
      return [
        issue(
          error.instancePath,
          'type',
          say`${name(error.instancePath)} must be ${TYPE_WORDS[String(param(error, 'type'))] ?? say`something else`}.`,
        ),
      ]
    case 'const':
      return [issue(error.instancePath, 'const', say`${name(error.instancePath)} must be ${JSON.stringify(param(error, 'allowedValue'))}.`)]
    default:
      return [issue(error.instancePath, error.keyword, say`${name(error.instancePath)} ${error.message}.`)]
  }
}

const TYPE_WORDS: Readonly<Record<string, Sentence>> = {
  string: say`text`,
  number: say`a number`,
  integer: say`a whole number`,
  boolean: say`true or false`,
  array: say`a list`,
  object: say`an object`,
  null: say`empty (null)`,
}

const param = (error: SchemaError, name: string) => (error.params as Readonly<Record<string, unknown>>)[name]
const listParam = (error: SchemaError, name: string) => (param(error, name) ?? []) as readonly string[]
const escape = (member: string) => member.replaceAll('~', '~0').replaceAll('/', '~1')
