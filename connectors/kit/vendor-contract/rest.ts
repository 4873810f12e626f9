// Checks exchanges against an OpenAPI or Swagger document: is there such an operation, and does the request say what it wants.
import { isRecord } from '#shared/json.ts'
import { readApiDocument, type ApiOperation } from '../openapi/document.ts'
import { bodyText, type Exchange, type RawResponse } from '../transport.ts'
import { odataQueryIssues } from './odata-query.ts'
import { createSchemaChecker, type SchemaChecker } from './schemas.ts'
import type { ContractCheck } from './check.ts'

export interface RestDescription {
  readonly kind: 'openapi'
  /** Below the folder of descriptions. */
  readonly file: string
  /** What our paths have before the document's, such as `/api.xro/2.0`. */
  readonly basePath?: string
  /** More files of the same description, where it is divided by subject. */
  readonly more?: readonly string[]
  /** For documents that permit any member, and mean those with such a name. */
  readonly ownMembers?: RegExp
  /** The document does not say which members of an answer may be null: those that are, are not looked at. */
  readonly hasSilentNulls?: boolean
  /** Does the simulator's answer fit: members' types (default), also that none is invented, or not at all. */
  readonly answers?: 'types' | 'strict' | 'off'
}

export function createRestCheck(
  text: string,
  { basePath = '', answers = 'types', ownMembers, hasSilentNulls = false }: Omit<RestDescription, 'kind' | 'file' | 'more'>,
): ContractCheck {
  const { root, operations } = readApiDocument(text)
  const checker = createSchemaChecker(root, ownMembers)
  const matchers = operations
    .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
    // `/orders/search` before `/orders/{id}`.
    .toSorted((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length)

  return {
    described: operations.length,
    check({ method, url, headers, body }, response) {
      if (!url.pathname.startsWith(basePath)) return { issues: [`no path begins like ${url.pathname}`] }
      const path = url.pathname.slice(basePath.length)
      const found = matchers.flatMap(({ operation, pattern }) => {
        const match = operation.method === method ? pattern.exec(path) : null
        return match ? [{ operation, values: match.groups ?? {} }] : []
      })[0]
      if (!found) return { issues: [`there is no ${method} ${path}`] }
      const { operation } = found
      const issues = [
        ...checkParameters(operation, { url, headers, path: found.values }, checker),
        ...odataQueryIssues(operation, url, root, ownMembers),
        ...checkBody(operation, headers['content-type'], bodyText(body), checker),
        ...(answers === 'off' ? [] : checkAnswer(operation, response, checker, { strict: answers === 'strict', hasSilentNulls })),
      ]
      return { operation: `${operation.method} ${operation.path}`, issues }
    },
  }
}

/** `{name}` is anything but a slash; its value is the group of its place. */
function patternOf(path: string): RegExp {
  let count = 0
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith('{') ? `(?<p${count++}>[^/]+)` : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`)
}

function checkParameters(
  operation: ApiOperation,
  given: { readonly url: URL; readonly headers: Exchange['headers']; readonly path: Readonly<Record<string, string>> },
  checker: SchemaChecker,
): readonly string[] {
  const issues: string[] = []
  const known = operation.parameters.filter((parameter) => parameter.in === 'query')
  const names = [...new Set(given.url.searchParams.keys())]
  for (const name of names) {
    // `created[gte]` and `expand[]` are members of `created` and `expand`.
    const parameter =
      known.find((candidate) => candidate.name === name) ?? known.find((candidate) => candidate.name === name.replace(/\[.*$/, ''))
    if (!parameter) issues.push(`the query parameter ${name} is not described`)
    else if (parameter.name === name) {
      const values = given.url.searchParams.getAll(name)
      const isList = parameter.schema['type'] === 'array'
      const value = isList ? (parameter.joined ? (values[0] ?? '').split(',') : values) : values[0]
      for (const issue of checker.check(parameter.schema, value, { text: true })) issues.push(`query ${name}: ${issue}`)
    }
  }
  for (const { name, in: where, required, schema } of operation.parameters) {
    if (where === 'query' && required && !names.some((other) => other === name || other.startsWith(`${name}[`)))
      issues.push(`the query parameter ${name} is missing`)
    if (where !== 'header' || /^(accept|content-type|authorization)$/i.test(name)) continue
    const value = given.headers[name.toLowerCase()]
    if (value === undefined && required) issues.push(`the header ${name} is missing`)
    if (value !== undefined) for (const issue of checker.check(schema, value, { text: true })) issues.push(`header ${name}: ${issue}`)
  }
  const pathNames = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  for (const [index, name] of pathNames.entries()) {
    const schema = operation.parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema
    const value = decodeURIComponent(given.path[`p${index}`] ?? '')
    if (schema) for (const issue of checker.check(schema, value, { text: true })) issues.push(`path ${name}: ${issue}`)
  }
  return issues
}

function checkBody(
  operation: ApiOperation,
  contentType: string | undefined,
  body: string | undefined,
  checker: SchemaChecker,
): readonly string[] {
  if (body === undefined || body === '') return operation.body?.required ? ['the body is missing'] : []
  if (!operation.body) return ['a body is sent where none is described']
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const schema = Object.entries(operation.body.schemas).find(
    ([media]) => media.toLowerCase().split(';')[0] === type || media === '*/*',
  )?.[1]
  if (!schema) return [`the body is ${type || 'of no type'}; described are ${Object.keys(operation.body.schemas).join(', ')}`]
  if (type === 'application/x-www-form-urlencoded')
    return checker.check(schema, formObject(body), { text: true }).map((issue) => `body: ${issue}`)
  if (!type.includes('json')) return []
  return checker.check(schema, JSON.parse(body)).map((issue) => `body: ${issue}`)
}

/** `a[b][0]=1` as `{ a: { b: ['1'] } }`. */
function formObject(body: string): unknown {
  const root: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(body)) {
    const keys = [name.replace(/\[.*$/, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key)]
    let at = root
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>
    const last = keys.at(-1) ?? ''
    at[last === '' ? String(Object.keys(at).length) : last] = value
  }
  return asLists(root)
}

function asLists(value: unknown): unknown {
  if (!isRecord(value)) return value
  const keys = Object.keys(value)
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, asLists(member)])
  return keys.length > 0 && keys.every((key, index) => key === String(index))
    ? members.map(([, member]) => member)
    : Object.fromEntries(members)
}

function checkAnswer(
  operation: ApiOperation,
  response: RawResponse | undefined,
  checker: SchemaChecker,
  { strict, hasSilentNulls }: { readonly strict: boolean; readonly hasSilentNulls: boolean },
): readonly string[] {
  if (!response) return []
  const status = String(response.status)
  const schemas = operation.answers[status] ?? operation.answers[`${status.slice(0, 1)}XX`] ?? operation.answers['default']
  if (!schemas) return response.status < 400 ? [`the simulator answers ${status}, which is not described`] : []
  const schema = Object.entries(schemas).find(([type]) => type.includes('json') || type === '*/*')?.[1]
  if (!schema || response.text === '' || response.headers['content-type']?.includes('json') !== true) return []
  const answer: unknown = JSON.parse(response.text, (_, value: unknown) => (hasSilentNulls && value === null ? undefined : value))
  return checker.check(schema, answer, { unknown: strict }).map((issue) => `the simulator's answer: ${issue}`)
}
