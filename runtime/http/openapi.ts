// The OpenAPI document, made from the route tables: what is described is what is served.
import type { TSchema } from 'typebox'
import { FlowDocument } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import type { Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

const { $id: FLOW_ID } = FlowDocument as TSchema & { readonly $id?: string }
const FLOW_REF = '#/components/schemas/FlowDocument'
const ROW_REF = '#/components/schemas/MappingRow'
const PROBLEM = { $ref: '#/components/responses/Problem' }

export function buildOpenApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tillflow API',
      version,
      description: 'Errors are RFC 9457 problem documents. Lists with a `cursor` are pages: give `next` as `cursor` for the following one.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { FlowDocument: flowSchema(), MappingRow: rowSchema(), Problem: PROBLEM_SCHEMA },
      responses: {
        Problem: {
          description: 'What went wrong',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `tillflow key create` prints one.' },
        session: { type: 'apiKey', in: 'cookie', name: 'tillflow.session_token' },
      },
    },
  }
}

function operation(route: Route): Json {
  const body = route.describedBody ?? route.body
  const parameters = [...route.path.matchAll(/:([a-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...(name === 'client' && { description: 'Id or short name of the client' }),
  }))
  const required = (route.query?.required ?? []) as readonly string[]
  const asked = Object.entries(route.query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: withRefs(schema as TSchema),
  }))
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [tagOf(route)],
    ...(route.permission === 'public'
      ? { security: [] }
      : {
          security: [{ apiKey: [] }, { session: [] }],
          'x-permission': route.permission,
          description: `Needs the permission \`${route.permission}\`.`,
        }),
    ...(parameters.length + asked.length > 0 && { parameters: [...parameters, ...asked] }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: withRefs(body) } } } }),
    ...(route.streamed && { requestBody: { required: true, content: { 'application/octet-stream': { schema: ANY_BYTES } } } }),
    responses: {
      [String(route.status ?? 200)]:
        route.status === 204 ? { description: 'Done' } : { description: 'Success', content: { 'application/json': { schema: {} } } },
      default: PROBLEM,
    },
  }
}

/** Such as `postClientsFlowsVersions`. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace('/api/v1', '')
    .split(/[^a-zA-Z0-9]+/)
    .filter((word) => word !== '' && word !== 'api')
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')
}

function tagOf({ path }: Route): string {
  const below = path.replace(/^\/api(\/v1)?(\/clients\/:client(?=\/))?\//, '')
  return below.split('/')[0] ?? 'api'
}

/** A copy in which flow documents and mapping rows, which refer to themselves, are references to the components. */
function withRefs(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withRefs)
  if (!isRecord(schema)) return schema
  if (schema['$id'] === FLOW_ID) return { $ref: FLOW_REF }
  if (schema['$ref'] === 'MappingRow') return { $ref: ROW_REF }
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, withRefs(value)]))
}

function flowSchema(): unknown {
  const { $id: _, ...rest } = FlowDocument as unknown as Record<string, unknown>
  return withRefs(rest)
}

function rowSchema(): unknown {
  const definition = find(FlowDocument)
  const { $id: _, ...rest } = isRecord(definition) ? definition : {}
  return withRefs(rest)
}

/** The definition of a row within the document's schema. */
function find(schema: unknown): unknown {
  if (!isRecord(schema) && !Array.isArray(schema)) return undefined
  const definitions = isRecord(schema) ? schema['$defs'] : undefined
  if (isRecord(definitions) && isRecord(definitions['MappingRow'])) return definitions['MappingRow']
  for (const below of Object.values(schema)) {
    const found = find(below)
    if (found) return found
  }
  return undefined
}

const text = { type: 'string' }
const ANY_BYTES: Json = { type: 'string', format: 'binary' }
const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'disposition', 'fix'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: text,
    disposition: { enum: ['retry', 'retry-after', 'reconnect', 'rejected', 'uncertain', 'stop', 'bug'] },
    fix: text,
    issues: {
      type: 'array',
      items: { type: 'object', required: ['path', 'code', 'message'], properties: { path: text, code: text, message: text, fix: text } },
    },
    details: { type: 'object' },
    requestId: text,
  },
}
