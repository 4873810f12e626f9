// A route's query and body, valid against its schemas or refused with issues. Unknown members are refused: a misspelt one is a mistake.
import { Type, type TObject, type TSchema } from 'typebox'
import { validate } from '#connectors/kit/validate.ts'
import { AppError } from '#shared/errors.ts'
import { DEFAULT_MAX_BYTES, readJson } from './read-body.ts'
import type { Route } from './route.ts'
import { say, spoken } from '#shared/sentence.ts'

const NOTHING = Type.Object({}, { additionalProperties: false })

export function readQuery(route: Pick<Route, 'query'>, search: URLSearchParams): unknown {
  const schema = route.query ?? NOTHING
  const issues = [...new Set(search.keys())]
    .filter((name) => search.getAll(name).length > 1)
    .map((name) => ({ path: `/${name}`, code: 'double', ...spoken(say`"${name}" is given twice.`) }))
  if (issues.length > 0) throw new AppError('invalid-request', { issues })
  const value = Object.fromEntries([...search].map(([name, text]) => [name, convert(schema, name, text)]))
  return mustBeValid(schema, value)
}

export async function readRequestBody(route: Route, request: Request): Promise<unknown> {
  const value = await readJson(request, route.maxBytes ?? DEFAULT_MAX_BYTES)
  if (!route.body) {
    if (value !== undefined) mustBeValid(NOTHING, value)
    return undefined
  }
  if (value === undefined) throw new AppError('invalid-json', { message: 'This request needs a JSON body.' })
  return mustBeValid(route.body, value)
}

function mustBeValid(schema: TSchema, value: unknown): unknown {
  const issues = validate(schema, value)
  if (issues.length === 0) return value
  const [first] = issues
  throw new AppError('invalid-request', { issues: issues.slice(0, 50), ...(first && { message: first.message }) })
}

/** A query has only texts; numbers and booleans are written in them. */
function convert(schema: TObject, name: string, text: string): unknown {
  const property = Object.hasOwn(schema.properties, name) ? (schema.properties[name] as { readonly type?: string } | undefined) : undefined
  if (property?.type === 'integer' && /^\d{1,9}$/.test(text)) return Number(text)
  if (property?.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
