// Reads an OpenAPI 3.x or Swagger 2.0 document, JSON or YAML, as the operations it describes. Schemas stay as they are written, with their
// references into the document; `resolveRef` follows these.
import { parse as parseYaml } from 'yaml'
import { AppError } from '#shared/errors.ts'
import { FORBIDDEN_KEYS, isRecord } from '#shared/json.ts'
import type { HttpRequest } from '../contract.ts'

export type Schema = Readonly<Record<string, unknown>>

export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: Schema
  /** A list in a query is one value with commas, not several parameters of the name. */
  readonly joined: boolean
}

export interface ApiOperation {
  /** Unique in the document: its `operationId`, or method and path. */
  readonly id: string
  readonly method: HttpRequest['method']
  /** With `{name}` parameters, below the server's address. */
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly tag: string
  readonly deprecated: boolean
  readonly parameters: readonly ApiParameter[]
  readonly body?: { readonly required: boolean; readonly schemas: Readonly<Record<string, Schema>> }
  /** Schemas by status (`200`, `4XX`, `default`) and content type. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Schema>>>>
}

/** A way to sign in that the document names. */
export type ApiSecurity =
  | { readonly kind: 'basic' | 'bearer' }
  | { readonly kind: 'api-key'; readonly in: 'header' | 'query'; readonly name: string }
  | {
      readonly kind: 'oauth2'
      readonly flow: 'code' | 'client-credentials'
      readonly authorizeUrl?: string
      readonly tokenUrl: string
      readonly scopes: readonly string[]
    }

export interface ApiDocument {
  readonly title: string
  readonly version: string
  /** Absolute addresses of servers, as far as they are. */
  readonly servers: readonly string[]
  readonly operations: readonly ApiOperation[]
  readonly security: readonly ApiSecurity[]
  /** The whole document, which references point into. */
  readonly root: Schema
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const
/** A billion laughs in YAML is a document of aliases. */
const MOST_ALIASES = 1_000

/** Throws `invalid-request` for text that is no such document. */
export function readApiDocument(text: string): ApiDocument {
  const root = parseText(text)
  const isSwagger = root['swagger'] === '2.0'
  if (!isSwagger && !/^3\.[0-2]/.test(String(root['openapi']))) {
    throw refuse(
      'This is neither an OpenAPI 3 nor a Swagger 2.0 document.',
      'Export the description from the API again; its first lines say "openapi" or "swagger".',
    )
  }
  const info = recordOf(root['info'])
  const operations = Object.entries(recordOf(root['paths'])).flatMap(([path, item]) => {
    const shared = deref(root, item)
    return METHODS.flatMap((method) => {
      const operation = shared[method]
      return isRecord(operation) ? [readOperation(root, method, path, operation, listOf(shared['parameters']), isSwagger)] : []
    })
  })
  if (operations.length === 0) throw refuse('The document describes no operation.', 'Choose the document that has "paths".')
  return {
    title: textOf(info['title']) || 'API',
    version: textOf(info['version']),
    servers: readServers(root, isSwagger),
    operations: withUniqueIds(operations),
    security: readSecurity(root, isSwagger),
    root,
  }
}

function parseText(text: string): Schema {
  let value: unknown
  try {
    // JSON is YAML too, but reading it as JSON is many times faster.
    value = /^\s*\{/.test(text) ? JSON.parse(text) : parseYaml(text, { maxAliasCount: MOST_ALIASES })
  } catch (cause) {
    throw refuse(
      `The text is neither JSON nor YAML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'it cannot be read'}`,
      'Upload the file as it was downloaded.',
    )
  }
  if (!isRecord(value)) throw refuse('The text is no description of an API.', 'Upload an OpenAPI 3 or Swagger 2.0 document.')
  return value
}

const refuse = (message: string, fix: string) => new AppError('invalid-request', { message, fix })

/** What `#/a/b` points at; `{}` for a reference that leads nowhere or out of the document. */
export function resolveRef(root: Schema, ref: string): Schema {
  if (!ref.startsWith('#/')) return {}
  let at: unknown = root
  for (const part of ref.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (FORBIDDEN_KEYS.has(key)) return {}
    at = Array.isArray(at) ? at[Number(key)] : isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined
  }
  return isRecord(at) ? at : {}
}

/** The object itself, with a chain of references followed. */
export function deref(root: Schema, value: unknown): Schema {
  let at = recordOf(value)
  for (let hop = 0; typeof at['$ref'] === 'string' && hop < 20; hop++) at = resolveRef(root, at['$ref'])
  return at
}

function readOperation(
  root: Schema,
  method: (typeof METHODS)[number],
  path: string,
  operation: Schema,
  shared: readonly unknown[],
  isSwagger: boolean,
): ApiOperation {
  const own = listOf(operation['parameters']).map((parameter) => deref(root, parameter))
  const names = new Set(own.map((parameter) => `${String(parameter['in'])}:${String(parameter['name'])}`))
  const all = [...own, ...shared.map((p) => deref(root, p)).filter((p) => !names.has(`${String(p['in'])}:${String(p['name'])}`))]
  const body = isSwagger ? swaggerBody(root, all, operation) : openApiBody(root, operation)
  return {
    id: textOf(operation['operationId']) || `${method} ${path}`,
    method: method.toUpperCase() as ApiOperation['method'],
    path,
    summary: textOf(operation['summary']),
    description: textOf(operation['description']),
    tag: textOf(listOf(operation['tags'])[0]),
    deprecated: operation['deprecated'] === true,
    parameters: all
      .filter(({ in: where }) => where === 'path' || where === 'query' || where === 'header')
      .map((p) => readParameter(p, isSwagger)),
    ...(body && { body }),
    answers: readAnswers(root, operation, isSwagger),
  }
}

function readParameter(parameter: Schema, isSwagger: boolean): ApiParameter {
  const { name, in: where, required, description, schema, style, explode, collectionFormat, ...inline } = parameter
  const content = Object.values(recordOf(parameter['content']))[0]
  return {
    name: textOf(name),
    in: where as ApiParameter['in'],
    required: required === true || where === 'path',
    description: textOf(description),
    // Swagger 2.0 writes the schema's members beside the others.
    schema: isSwagger ? inline : recordOf(schema ?? recordOf(content)['schema']),
    joined: isSwagger ? collectionFormat !== 'multi' : explode === false || style === 'spaceDelimited',
  }
}

function openApiBody(root: Schema, operation: Schema): ApiOperation['body'] {
  if (operation['requestBody'] === undefined) return undefined
  const body = deref(root, operation['requestBody'])
  return { required: body['required'] === true, schemas: schemasOf(body['content']) }
}

function swaggerBody(root: Schema, parameters: readonly Schema[], operation: Schema): ApiOperation['body'] {
  const types = listOf(operation['consumes'] ?? root['consumes']).filter((type) => typeof type === 'string')
  const body = parameters.find(({ in: where }) => where === 'body')
  if (body) {
    const schema = recordOf(body['schema'])
    return {
      required: body['required'] === true,
      schemas: Object.fromEntries((types.length > 0 ? types : ['application/json']).map((type) => [type, schema])),
    }
  }
  const form = parameters.filter(({ in: where }) => where === 'formData')
  if (form.length === 0) return undefined
  const schema = {
    type: 'object',
    properties: Object.fromEntries(form.map((field) => [textOf(field['name']), { ...field, required: undefined }])),
    required: form.filter(({ required }) => required === true).map(({ name }) => textOf(name)),
  }
  return { required: true, schemas: { [types[0] ?? 'application/x-www-form-urlencoded']: schema } }
}

function readAnswers(root: Schema, operation: Schema, isSwagger: boolean): ApiOperation['answers'] {
  return Object.fromEntries(
    Object.entries(recordOf(operation['responses'])).map(([status, value]) => {
      const answer = deref(root, value)
      const schemas: Readonly<Record<string, Schema>> =
        isSwagger && answer['schema'] !== undefined ? { 'application/json': recordOf(answer['schema']) } : schemasOf(answer['content'])
      return [status, schemas]
    }),
  )
}

const schemasOf = (content: unknown): Readonly<Record<string, Schema>> =>
  Object.fromEntries(Object.entries(recordOf(content)).map(([type, media]) => [type, recordOf(recordOf(media)['schema'])]))

function readServers(root: Schema, isSwagger: boolean): readonly string[] {
  if (isSwagger) {
    const host = textOf(root['host'])
    const scheme = listOf(root['schemes']).includes('https') || listOf(root['schemes']).length === 0 ? 'https' : 'http'
    return host === '' ? [] : [`${scheme}://${host}${textOf(root['basePath']).replace(/\/$/, '')}`]
  }
  return listOf(root['servers'])
    .map((server) => {
      const variables = recordOf(recordOf(server)['variables'])
      return textOf(recordOf(server)['url']).replaceAll(
        /\{(\w+)\}/g,
        (all, name: string) => textOf(recordOf(variables[name])['default']) || all,
      )
    })
    .filter((url) => /^https?:\/\//.test(url))
    .map((url) => url.replace(/\/$/, ''))
}

function readSecurity(root: Schema, isSwagger: boolean): readonly ApiSecurity[] {
  const schemes = isSwagger ? root['securityDefinitions'] : recordOf(root['components'])['securitySchemes']
  return Object.values(recordOf(schemes)).flatMap((value): readonly ApiSecurity[] => {
    const scheme = deref(root, value)
    const type = textOf(scheme['type'])
    if (type === 'basic') return [{ kind: 'basic' }]
    if (type === 'http')
      return /^(basic|bearer)$/i.test(textOf(scheme['scheme']))
        ? [{ kind: textOf(scheme['scheme']).toLowerCase() as 'basic' | 'bearer' }]
        : []
    if (type === 'apiKey') {
      const where = scheme['in']
      return where === 'header' || where === 'query' ? [{ kind: 'api-key', in: where, name: textOf(scheme['name']) }] : []
    }
    if (type !== 'oauth2') return []
    const flows = isSwagger ? { [textOf(scheme['flow'])]: scheme } : recordOf(scheme['flows'])
    return Object.entries(flows).flatMap(([name, described]): readonly ApiSecurity[] => {
      const flow = recordOf(described)
      const known = /^(authorizationCode|accessCode)$/.test(name)
        ? 'code'
        : /^(clientCredentials|application)$/.test(name)
          ? 'client-credentials'
          : undefined
      if (!known) return []
      const authorizeUrl = textOf(flow['authorizationUrl'])
      return [
        {
          kind: 'oauth2',
          flow: known,
          tokenUrl: textOf(flow['tokenUrl']),
          scopes: Object.keys(recordOf(flow['scopes'])),
          ...(authorizeUrl !== '' && { authorizeUrl }),
        },
      ]
    })
  })
}

function withUniqueIds(operations: readonly ApiOperation[]): readonly ApiOperation[] {
  const seen = new Set<string>()
  return operations.map((operation) => {
    const id = seen.has(operation.id) ? `${operation.id} (${operation.method} ${operation.path})` : operation.id
    seen.add(id)
    return { ...operation, id }
  })
}

const recordOf = (value: unknown): Schema => (isRecord(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
