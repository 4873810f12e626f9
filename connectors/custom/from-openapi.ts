// An OpenAPI or Swagger document as what a custom connector can be made of.
import type { CustomAuth, CustomOperation, DescribedApi } from '#shared/model/custom-connectors.ts'
import { readApiDocument, type ApiDocument, type ApiOperation, type ApiSecurity, type Schema } from '#connectors/kit/openapi/document.ts'
import { plainSchema } from '#connectors/kit/openapi/plain.ts'
import { actionIdOf, labelOf } from './action-id.ts'

/** A document of thousands of operations is read, but nobody chooses from more. */
const MOST_OPERATIONS = 3_000
const IDEMPOTENCY = /^(x-)?idempotency-?key$/i

export function fromOpenApi(text: string): DescribedApi {
  const document = readApiDocument(text)
  const notes: string[] = []
  const taken = new Set<string>()
  const operations = document.operations.slice(0, MOST_OPERATIONS).flatMap((operation) => {
    const read = readOperation(document, operation, taken)
    if (typeof read !== 'string') return [read]
    notes.push(read)
    return []
  })
  if (document.operations.length > MOST_OPERATIONS) notes.push(`Only the first ${MOST_OPERATIONS} operations are shown.`)
  return {
    kind: 'openapi',
    title: document.title,
    version: document.version,
    baseUrls: document.servers.map((url) => url.replace(/^http:/, 'https:')),
    auths: [...document.security.flatMap(authOf), { kind: 'none' }],
    operations,
    notes: notes.slice(0, 50),
  }
}

function readOperation(document: ApiDocument, operation: ApiOperation, taken: Set<string>): DescribedApi['operations'][number] | string {
  const { method, path, parameters } = operation
  const json = operation.body && bodySchema(operation.body.schemas)
  if (operation.body && !json) return `${method} ${path} was left out: its body is ${Object.keys(operation.body.schemas).join(', ')}.`
  const key = parameters.find(({ in: where, name }) => where === 'header' && IDEMPOTENCY.test(name))
  const id = actionIdOf(operation.id, taken)
  const answer = Object.entries(operation.answers).find(([status]) => status.startsWith('2'))?.[1]
  const output = answer && Object.entries(answer).find(([type]) => type.includes('json'))?.[1]
  const asked = parameters.filter((parameter) => parameter !== key && !/^(accept|content-type|authorization)$/i.test(parameter.name))
  const effect = method === 'GET' || method === 'HEAD' ? 'read' : 'write'
  return {
    id,
    label: labelOf(operation.summary, id),
    description: (operation.description || operation.summary).slice(0, 1_000),
    group: operation.tag,
    method,
    path,
    effect,
    // PUT and DELETE may be repeated by their definition (RFC 9110 §9.2.2); of POST only a key says that it may.
    safety: effect === 'read' || method === 'PUT' || method === 'DELETE' ? 'upsert' : key ? 'key' : 'none',
    ...(key && { keyHeader: key.name }),
    ...(operation.deprecated && { deprecated: true as const }),
    parameters: asked.map(({ name, in: where, required, description, schema }) => ({
      name,
      in: where,
      required,
      ...(description !== '' && { description: description.slice(0, 500) }),
      schema: plainSchema(document.root, schema, { forAnswers: false, budget: 200 }),
    })),
    ...(json && {
      body: {
        required: operation.body?.required ?? false,
        ...(json.form && { form: true as const }),
        schema: plainSchema(document.root, json.schema, { forAnswers: false }),
      },
    }),
    ...(output && { output: plainSchema(document.root, output, { forAnswers: true }) }),
  } satisfies CustomOperation & { readonly group: string }
}

function bodySchema(schemas: Readonly<Record<string, Schema>>): { readonly schema: Schema; readonly form: boolean } | undefined {
  const entries = Object.entries(schemas)
  const json = entries.find(([type]) => /json|^\*\/\*$/.test(type))?.[1]
  if (json) return { schema: json, form: false }
  const form = entries.find(([type]) => type.startsWith('application/x-www-form-urlencoded'))?.[1]
  return form && { schema: form, form: true }
}

function authOf(security: ApiSecurity): readonly CustomAuth[] {
  switch (security.kind) {
    case 'api-key':
      return [{ kind: 'api-key', in: security.in, name: security.name }]
    case 'oauth2': {
      const { flow, tokenUrl, authorizeUrl, scopes } = security
      const scope = scopes.join(' ').slice(0, 2_000)
      if (!isHttps(tokenUrl)) return []
      if (flow === 'client-credentials') return [{ kind: 'oauth2-client-credentials', tokenUrl, scope }]
      return isHttps(authorizeUrl) ? [{ kind: 'oauth2-code', authorizeUrl, tokenUrl, scope }] : []
    }
    default:
      return [{ kind: security.kind }]
  }
}

const isHttps = (address: string | undefined): address is string => address !== undefined && /^https:\/\/[^\s?#]+$/.test(address)
