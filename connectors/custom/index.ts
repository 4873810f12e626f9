// A custom connector: what a partner defined without code, as a connector like any other. Its schemas are people's: they are interpreted,
// never compiled to code.
import type { TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { CustomDefinition, CustomOperation } from '#shared/model/custom-connectors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { Action, CallContext, Connector, HttpRequest } from '#connectors/kit/contract.ts'
import { listAt, readBody, toAnswer } from '#connectors/kit/json-body.ts'
import { nextQuery, type ListPages, type PageQuery } from '#connectors/kit/list-pages.ts'
import { interpretOnly } from '#connectors/kit/validate.ts'
import { authsOf, secretsOf, settingsOf } from './sign-in.ts'

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M4 4h7v7H4zM13 13h7v7h-7z"/><path d="M15 5l4 4M19 5l-4 4"/></svg>'

export function customConnector(id: string, definition: CustomDefinition): Connector {
  const auth = authsOf(definition.auth)
  const send = (context: CallContext, request: HttpRequest) => sendSigned(auth, context, request)
  return {
    id,
    name: definition.name,
    category: 'generic',
    description: definition.description ?? '',
    icon: ICON,
    config: settingsOf(definition),
    secrets: secretsOf(definition.auth),
    auth,
    baseUrl: ({ baseUrl }) => (typeof baseUrl === 'string' && baseUrl !== '' ? baseUrl : definition.baseUrl),
    otherAddresses: () => ('tokenUrl' in definition.auth ? [definition.auth.tokenUrl] : []),
    actions: definition.operations.map((operation) => actionOf(operation, definition, send)),
    triggers: [],
    async test(context) {
      readBody(await send(context, { method: 'GET', url: definition.testPath ?? '/' }))
      return { summary: `${definition.name} answers.` }
    },
  }
}

type Send = (context: CallContext, request: HttpRequest) => Promise<Parameters<typeof toAnswer>[0]>

/** Members of the input that are not parameters of the API. */
const BODY = 'body'
const NEXT = 'next'

function actionOf(operation: CustomOperation, definition: CustomDefinition, send: Send): Action {
  const pages = operation.paged && definition.paging ? listPagesOf(definition.paging) : undefined
  const itemsPath = definition.paging?.itemsPath
  return {
    id: operation.id,
    label: operation.label,
    description: operation.description ?? '',
    effect: operation.effect,
    safety: operation.effect === 'read' ? 'upsert' : operation.safety,
    input: inputOf(operation, pages !== undefined),
    output: outputOf(operation, pages !== undefined),
    example: pages ? { items: [], next: null } : { status: operation.method === 'POST' ? 201 : 200, body: null },
    ...(pages && { paging: { items: 'items', next: NEXT, cursor: NEXT } }),
    async run(input, context) {
      const given = isRecord(input) ? input : {}
      const asked = given[NEXT]
      const page: PageQuery = pages ? (typeof asked === 'string' ? readPage(asked) : (nextQuery(pages) ?? {})) : {}
      const position = pages && typeof asked === 'string' ? readPosition(asked) : { pages: 0, items: 0 }
      const response = await send(context, {
        ...requestOf(operation, given, context.idempotencyKey),
        query: { ...queryOf(operation, given), ...page },
      })
      refuseGraphqlErrors(operation, response)
      if (!pages) {
        const { status, body } = toAnswer(response)
        return { status, body } as Json
      }
      const body = readBody(response)
      const items = listAt(body, itemsPath)
      const read = { pages: position.pages + 1, items: position.items + items.length }
      const next = nextQuery(pages, { body, link: response.headers['link'], count: items.length, ...read })
      return { items: [...items], next: next === undefined ? null : JSON.stringify({ query: next, ...read }) }
    },
  }
}

function requestOf(operation: CustomOperation, given: Readonly<Record<string, unknown>>, key: string): HttpRequest {
  const { method, path, parameters, body, document } = operation
  const isKeyed = operation.effect === 'write' && operation.safety === 'key'
  const headers = Object.fromEntries(
    parameters.filter((p) => p.in === 'header' && given[p.name] !== undefined).map((p) => [p.name, textOf(given[p.name])]),
  )
  const sent = given[BODY]
  const form = body?.form && isRecord(sent)
  return {
    method,
    // A slash within a value stays within it.
    url: path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => pathPart(name, given[name])),
    headers: {
      ...headers,
      ...(isKeyed && { [operation.keyHeader ?? 'Idempotency-Key']: key }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(document !== undefined
      ? { json: { query: document, variables: sent ?? {} } }
      : form
        ? { text: formOf(sent) }
        : sent !== undefined && { json: sent }),
    ...((isKeyed || operation.safety === 'upsert') && { repeatable: true }),
  }
}

function queryOf({ parameters }: CustomOperation, given: Readonly<Record<string, unknown>>): HttpRequest['query'] {
  const asked = parameters.filter((p) => p.in === 'query' && given[p.name] !== undefined && given[p.name] !== null)
  return Object.fromEntries(asked.map(({ name }) => [name, textOf(given[name])]))
}

function pathPart(name: string, value: unknown): string {
  const text = textOf(value)
  if (text !== '' && text !== '.' && text !== '..') return encodeURIComponent(text)
  throw new AppError('action-input-invalid', {
    message: say`"${name}" stands in the address and cannot be ${text === '' ? 'empty' : `"${text}"`}.`,
  })
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const formOf = (body: Readonly<Record<string, unknown>>) =>
  new URLSearchParams(
    Object.entries(body)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]): [string, string] => [name, textOf(value)]),
  ).toString()

/** GraphQL says with 200 what went wrong (its specification, §7.1.2). */
function refuseGraphqlErrors(operation: CustomOperation, response: Parameters<typeof toAnswer>[0]): void {
  if (operation.document === undefined) return
  const answer = response.json()
  const errors = isRecord(answer) && Array.isArray(answer['errors']) ? answer['errors'] : []
  if (errors.length === 0) return
  const messages = errors
    .map((error) => (isRecord(error) && typeof error['message'] === 'string' ? error['message'] : 'no reason'))
    .slice(0, 5)
  throw new AppError('vendor-rejected', {
    message: say`The API refused "${operation.label}": ${messages.join('; ').slice(0, 600)}`,
    details: { errors: JSON.stringify(errors).slice(0, 2_000) },
  })
}

function listPagesOf({ kind, parameter, cursorPath, sizeParameter, size }: NonNullable<CustomDefinition['paging']>): ListPages {
  return {
    pagination: kind,
    ...(parameter !== undefined && { pageParameter: parameter }),
    ...(cursorPath !== undefined && { cursorPath }),
    ...(sizeParameter !== undefined && { pageSizeParameter: sizeParameter }),
    ...(size !== undefined && { pageSize: size }),
  }
}

const badCursor = () => new AppError('action-input-invalid', { message: '"next" is none of what this action answered.' })

function readNext(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && isRecord(value['query'])) return value
  } catch {
    // said below
  }
  throw badCursor()
}
const readPage = (text: string): PageQuery =>
  Object.fromEntries(
    Object.entries(readNext(text)['query'] as object).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
function readPosition(text: string): { readonly pages: number; readonly items: number } {
  const { pages, items } = readNext(text)
  if (!Number.isInteger(pages) || !Number.isInteger(items)) throw badCursor()
  return { pages: pages as number, items: items as number }
}

function inputOf({ parameters, body }: CustomOperation, paged: boolean): TSchema {
  const properties = Object.fromEntries(
    parameters.map(({ name, schema, description }) => [
      name,
      { ...(isRecord(schema) ? schema : {}), ...(description !== undefined && { description }) },
    ]),
  )
  const required = [...parameters.filter((parameter) => parameter.required).map(({ name }) => name), ...(body?.required ? [BODY] : [])]
  return interpretOnly({
    type: 'object',
    additionalProperties: false,
    properties: {
      ...properties,
      ...(body && { [BODY]: isRecord(body.schema) ? { title: 'Body', ...body.schema } : {} }),
      ...(paged && { [NEXT]: { type: ['string', 'null'], title: 'Next', description: '"next" of the page before.' } }),
    },
    ...(required.length > 0 && { required }),
  })
}

function outputOf({ output }: CustomOperation, paged: boolean): TSchema {
  const answer = isRecord(output) ? output : {}
  if (paged) {
    return interpretOnly({
      type: 'object',
      properties: {
        items: { type: 'array', title: 'Items', items: itemOf(answer) },
        next: { type: ['string', 'null'], title: 'Next', description: 'Where the next page begins; null on the last one.' },
      },
      required: ['items', 'next'],
    })
  }
  // Answers that differ from their description are answers all the same: the schema is for those who map, not a gate.
  return interpretOnly({
    type: 'object',
    properties: { status: { type: 'integer', title: 'Status' }, body: { title: 'Body', ...answer } },
    required: ['status', 'body'],
  })
}

function itemOf(answer: Readonly<Record<string, unknown>>): unknown {
  if (isRecord(answer['items'])) return answer['items']
  const lists = Object.values(isRecord(answer['properties']) ? answer['properties'] : {}).filter(
    (member) => isRecord(member) && member['type'] === 'array',
  )
  const only = lists.length === 1 ? lists[0] : undefined
  return isRecord(only) && isRecord(only['items']) ? only['items'] : {}
}
