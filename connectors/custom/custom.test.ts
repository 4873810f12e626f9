// Custom connectors from three kinds of description, run against a small API.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { CustomDefinition, type CustomOperation, type DescribedApi } from '#shared/model/custom-connectors.ts'
import { plainSchemaIssues } from '#shared/flow/plain-schema.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { validate } from '#connectors/kit/validate.ts'
import { customConnector } from './index.ts'
import { readDescription } from './read.ts'

const OPENAPI = `
openapi: 3.0.3
info: { title: Parcel, version: '2' }
servers: [{ url: 'https://api.parcel.example/v2' }]
paths:
  /labels:
    get:
      operationId: listLabels
      summary: List labels. All of them.
      parameters: [{ name: status, in: query, schema: { type: string, enum: [open, sent], pattern: '^(a+)+$' } }]
      responses: { '200': { content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Label' } } } } } } } }
    post:
      operationId: createLabel
      tags: [Labels]
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewLabel' } } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Label' } } } } }
  /labels/{id}:
    get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': {} } }
    delete: { deprecated: true, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': {} } }
  /labels/{id}/pdf:
    put: { requestBody: { content: { application/pdf: {} } }, responses: { '200': {} } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key }, oauth: { type: oauth2, flows: { authorizationCode: { authorizationUrl: 'https://login.parcel.example/authorize', tokenUrl: 'https://login.parcel.example/token', scopes: { labels: '' } } } } }
  schemas:
    NewLabel: { type: object, required: [order], properties: { order: { type: string }, grams: { type: integer, minimum: 1 }, id: { type: string, readOnly: true } } }
    Label: { allOf: [{ $ref: '#/components/schemas/NewLabel' }, { type: object, properties: { tracking: { type: string, nullable: true }, parent: { $ref: '#/components/schemas/Label' } } }] }
`

const find = ({ operations }: DescribedApi, id: string) => operations.find((operation) => operation.id === id)

describe('an OpenAPI document', () => {
  const read = readDescription(OPENAPI)

  it('is read as operations that say how safe they are to repeat', () => {
    expect(read).toMatchObject({ kind: 'openapi', title: 'Parcel', version: '2', baseUrls: ['https://api.parcel.example/v2'] })
    expect(read.operations.map(({ id, effect, safety }) => [id, effect, safety])).toEqual([
      ['list-labels', 'read', 'upsert'],
      ['create-label', 'write', 'key'],
      ['get-labels-id', 'read', 'upsert'],
      ['delete-labels-id', 'write', 'upsert'],
    ])
    expect(find(read, 'list-labels')).toMatchObject({ label: 'List labels', parameters: [{ name: 'status', in: 'query' }] })
    expect(find(read, 'create-label')).toMatchObject({ group: 'Labels', keyHeader: 'Idempotency-Key', parameters: [] })
    expect(find(read, 'delete-labels-id')?.deprecated).toBe(true)
    expect(read.notes).toEqual(['PUT /labels/{id}/pdf was left out: its body is application/pdf.'])
    expect(read.auths.map(({ kind }) => kind)).toEqual(['api-key', 'oauth2-code', 'none'])
  })
  it('gives plain schemas: no patterns, no references, nothing endless', () => {
    expect(find(read, 'create-label')?.body?.schema).toEqual({
      type: 'object',
      properties: { order: { type: 'string' }, grams: { type: 'integer', minimum: 1 } },
      required: ['order'],
    })
    for (const { parameters, body, output } of read.operations)
      for (const schema of [...parameters.map((parameter) => parameter.schema), body?.schema ?? {}, output ?? {}])
        expect(plainSchemaIssues(schema, '')).toEqual([])
    expect(JSON.stringify(read)).not.toMatch(/pattern|\$ref/)
  })
  it('makes a definition that can be stored as it is', () => {
    expect(validate(CustomDefinition, definitionOf(read))).toEqual([])
  })
})

const POSTMAN = {
  info: { name: 'Tills', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: {
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'X-Till-Key' },
      { key: 'in', value: 'header' },
    ],
  },
  variable: [{ key: 'base', value: 'https://tills.example/api' }],
  item: [
    {
      name: 'Sales',
      item: [
        {
          name: 'Create a sale',
          request: {
            method: 'POST',
            url: { raw: '{{base}}/stores/:store/sales?dry=1', query: [{ key: 'dry', value: '1' }] },
            header: [],
            body: { mode: 'raw', raw: '{"total": {{total}}, "lines": [{"sku": "a", "qty": 1}]}' },
          },
        },
        { name: 'Upload', request: { method: 'POST', url: '{{base}}/files', body: { mode: 'file' } } },
      ],
    },
  ],
}

it('reads a Postman collection, and guesses types from its examples', () => {
  const read = readDescription(JSON.stringify(POSTMAN))
  expect(read).toMatchObject({
    kind: 'postman',
    baseUrls: ['https://tills.example'],
    auths: [{ kind: 'api-key', name: 'X-Till-Key' }, { kind: 'none' }],
  })
  expect(read.operations).toMatchObject([
    {
      id: 'create-a-sale',
      group: 'Sales',
      method: 'POST',
      path: '/api/stores/{store}/sales',
      safety: 'none',
      parameters: [
        { name: 'store', in: 'path', required: true },
        { name: 'dry', in: 'query', required: false },
      ],
      body: { schema: { type: 'object', properties: { lines: { type: 'array', items: { properties: { qty: { type: 'number' } } } } } } },
    },
  ])
  expect(read.notes[1]).toContain('"Upload" was left out')
})

const SDL = `
type Query { order(id: ID!): Order }
type Order { id: ID! name: String lines(first: Int): [Line!]! customer: Customer secret(key: String!): String }
type Line { sku: String quantity: Int }
type Customer { email: String }
input OrderInput { name: String! tags: [String!] kind: Kind }
enum Kind { WEB STORE }
type Mutation { orderCreate(order: OrderInput!): Order }
`

it('reads a GraphQL schema, and writes a document for each field', () => {
  const read = readDescription(SDL)
  expect(find(read, 'order-create')).toMatchObject({
    effect: 'write',
    safety: 'none',
    document: 'mutation ($order: OrderInput!) { orderCreate(order: $order) { id name lines { sku quantity } customer { email } } }',
    body: {
      required: true,
      schema: { required: ['order'], properties: { order: { required: ['name'], properties: { kind: { enum: ['WEB', 'STORE'] } } } } },
    },
  })
})

it.each([
  ['', 'no description'],
  ['hello', 'no description'],
  ['{"a":1}', 'neither an OpenAPI'],
  ['{"openapi":"3.0.0","paths":{}}', 'no operation'],
  ['{"openapi":', 'neither JSON nor YAML'],
  ['type Query {', 'no GraphQL schema'],
  [`a: &a [x]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: [${'*c,'.repeat(50)}]`, ''],
  ['{"info":{"name":"x"},"item":[]}', 'no request'],
])('says what is wrong with %j', (text, words) => {
  expect(() => readDescription(text)).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringContaining(words) }))
})

function definitionOf(read: DescribedApi): CustomDefinition {
  const operations: CustomOperation[] = read.operations.map((described) => {
    const { group: _, deprecated: __, ...operation } = described
    return operation
  })
  return {
    name: read.title,
    description: '',
    baseUrl: read.baseUrls[0] ?? 'https://api.example.com',
    auth: read.auths[0] ?? { kind: 'none' },
    testPath: '/labels',
    paging: { kind: 'page', itemsPath: 'data', sizeParameter: 'limit', size: 2 },
    operations: operations.map((operation) => (operation.id === 'list-labels' ? { ...operation, paged: true } : operation)),
  }
}

describe('a custom connector', () => {
  interface Seen {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, unknown>>
    readonly body: string
  }
  let server: Server
  let seen: Seen[] = []
  let answer: (request: Seen) => { readonly status?: number; readonly body: unknown } = () => ({ body: {} })
  const transport = createTransport()
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const one = {
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        }
        seen.push(one)
        const { status = 200, body } = answer(one)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(() => (seen = []))
  afterAll(async () => {
    await transport.close()
    server.closeAllConnections()
    server.close()
  })

  const run = (text: string, id: string, input: Json) => {
    const connector = customConnector('custom-x', definitionOf(readDescription(text)))
    const context = createActionContext(
      {
        transport,
        baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`,
        isTrusted: () => true,
        gate: openGate,
        signal: new AbortController().signal,
        config: {},
        secrets: { apiKey: 'key_0123456789', token: 'tok_0123456789' },
      },
      { idempotencyKey: 'k1', attempt: 1, outcomeUnknown: false },
    )
    const action = connector.actions.find((one) => one.id === id)
    if (!action) throw new Error(`no action ${id}`)
    return { action, issues: validate(action.input, input), output: () => action.run(input, context) }
  }

  it('sends what its description says, with the key of the connection and of the record', async () => {
    answer = () => ({ status: 201, body: { id: 'lab_1' } })
    const { issues, output, action } = run(OPENAPI, 'create-label', { body: { order: '#1', grams: 500 } })
    expect(issues).toEqual([])
    expect(await output()).toEqual({ status: 201, body: { id: 'lab_1' } })
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v2/labels', body: '{"order":"#1","grams":500}' })
    expect(seen[0]?.headers).toMatchObject({ 'x-key': 'key_0123456789', 'idempotency-key': 'k1', 'content-type': 'application/json' })
    expect(action.safety).toBe('key')
  })
  it('says what is wrong with an input before it is sent', () => {
    expect(
      run(OPENAPI, 'create-label', { body: { grams: 0 }, colour: 'red' })
        .issues.map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/body/grams', '/body/order', '/colour'])
  })
  it.each(['a/b', '../x', 'ü?#'])('keeps %j within its place in the path', async (id) => {
    answer = () => ({ body: {} })
    await run(OPENAPI, 'get-labels-id', { id }).output()
    expect(seen[0]?.url).toBe(`/v2/labels/${encodeURIComponent(id)}`)
  })
  it.each(['', '.', '..'])('refuses the path part %j', async (id) => {
    await expect(run(OPENAPI, 'get-labels-id', { id }).output()).rejects.toMatchObject({ code: 'action-input-invalid' })
    expect(seen).toEqual([])
  })
  it('reads a list page by page', async () => {
    const labels = [1, 2, 3].map((id) => ({ id }))
    answer = ({ url }) => {
      const page = Number(new URL(url, 'http://x').searchParams.get('page'))
      return { body: { data: labels.slice((page - 1) * 2, page * 2) } }
    }
    const first = (await run(OPENAPI, 'list-labels', { status: 'open' }).output()) as { items: Json[]; next: string }
    expect(first.items).toEqual([{ id: 1 }, { id: 2 }])
    expect(await run(OPENAPI, 'list-labels', { status: 'open', next: first.next }).output()).toEqual({ items: [{ id: 3 }], next: null })
    expect(seen.map(({ url }) => url)).toEqual(['/v2/labels?status=open&limit=2&page=1', '/v2/labels?status=open&limit=2&page=2'])
    await expect(run(OPENAPI, 'list-labels', { next: '{"query":1}' }).output()).rejects.toMatchObject({ code: 'action-input-invalid' })
  })
  it('takes errors within a GraphQL answer for errors', async () => {
    answer = () => ({ body: { data: { orderCreate: null }, errors: [{ message: 'Name is taken' }] } })
    const { output, issues } = run(SDL, 'order-create', { body: { order: { name: '#1' } } })
    expect(issues).toEqual([])
    const error = await output().then(
      () => expect.fail('it did not fail'),
      (thrown: ErrorData) => thrown,
    )
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('Name is taken') })
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ variables: { order: { name: '#1' } } })
  })
})
