import { describe, expect, it } from 'vitest'
import { createRestCheck } from './rest.ts'

const DOCUMENT = `
openapi: 3.0.1
info: { title: Shop, version: '1' }
paths:
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      parameters:
        - { name: X-Tenant, in: header, required: true, schema: { type: string } }
        - { name: fields, in: query, explode: false, schema: { type: array, items: { enum: [total, lines] } } }
      responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /orders:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': {} }
  /search:
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { limit: { type: integer }, expand: { type: array, items: { type: string } } } } } } }
      responses: { '200': {} }
components:
  schemas:
    Base: { type: object, required: [total], properties: { total: { type: number, minimum: 0, exclusiveMinimum: true } } }
    Order:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - { type: object, properties: { note: { type: string, nullable: true }, lines: { type: array, items: { type: object, properties: { sku: { type: string } } } } } }
`
const { check, described } = createRestCheck(DOCUMENT, { basePath: '/v1' })
const json = (text: string, status = 200) => ({ status, headers: { 'content-type': 'application/json' }, text })
const ask = (
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  response?: ReturnType<typeof json>,
) =>
  check(
    {
      method,
      url: new URL(`https://api.example.com${path}`),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    },
    response,
  )
const tenant = { 'x-tenant': 'a' }

describe('a check against a document', () => {
  it('takes what the document describes, and says which operation it was', () => {
    expect(described).toBe(3)
    expect(ask('GET', '/v1/orders/17?fields=total,lines', { headers: tenant }, json('{"total":1,"note":null}'))).toEqual({
      operation: 'GET /orders/{id}',
      issues: [],
    })
    expect(ask('POST', '/v1/orders', { body: { total: 2, lines: [{ sku: 'a' }] } }).issues).toEqual([])
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(ask('POST', '/v1/search', { body: 'limit=10&expand[]=a&expand[]=b', headers: form }).issues).toEqual([])
  })

  it.each([
    ['another path', 'GET', '/v1/nothing', {}, 'there is no GET /nothing'],
    ['another base', 'GET', '/v2/orders/1', {}, 'no path begins like /v2/orders/1'],
    ['another method', 'DELETE', '/v1/orders/17', {}, 'there is no DELETE /orders/17'],
    ['a missing header', 'GET', '/v1/orders/17', {}, 'the header X-Tenant is missing'],
    ['a path of another type', 'GET', '/v1/orders/abc', { headers: tenant }, 'path id: the value must be integer'],
    ['an unknown parameter', 'GET', '/v1/orders/17?fold=1', { headers: tenant }, 'the query parameter fold is not described'],
    ['a parameter that is none of the choices', 'GET', '/v1/orders/17?fields=totl', { headers: tenant }, 'query fields: /0 must be equal'],
    ['a missing body', 'POST', '/v1/orders', {}, 'the body is missing'],
    ['a missing member', 'POST', '/v1/orders', { body: {} }, "body: the value must have required property 'total'"],
    ['an unknown member', 'POST', '/v1/orders', { body: { total: 1, totl: 2 } }, 'body: /totl is not described'],
    ['an unknown member within', 'POST', '/v1/orders', { body: { total: 1, lines: [{ sk: 'a' }] } }, 'body: /lines/0/sk is not described'],
    ['a body of another type', 'POST', '/v1/orders', { body: 'a=b', headers: { 'content-type': 'text/plain' } }, 'the body is text/plain'],
  ] as const)('refuses %s', (_, method, path, given, issue) => {
    expect(ask(method, path, given).issues.join('\n')).toContain(issue)
  })

  it('refuses an answer of the simulator that the vendor would not give', () => {
    const issues = (text: string, status?: number) => ask('GET', '/v1/orders/17', { headers: tenant }, json(text, status)).issues.join('\n')
    expect(issues('{"total":"1"}')).toContain("the simulator's answer: /total must be number")
    expect(issues('{"total":1}', 202)).toContain('the simulator answers 202')
  })
})

const ODATA = `
openapi: 3.0.3
info: { title: Ledger, version: '1' }
paths:
  /Orders:
    get:
      parameters:
        - { name: $filter, in: query, schema: { type: string } }
        - { name: $select, in: query, schema: { type: string } }
        - { name: $orderby, in: query, schema: { type: string } }
      responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Orders' } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': {} }
components:
  schemas:
    Order: { type: object, additionalProperties: true, properties: { Id: { type: integer }, Note: { type: string } } }
    Orders: { type: object, properties: { value: { type: array, items: { $ref: '#/components/schemas/Order' } } } }
`

describe('a check against a document of an OData service', () => {
  const checker = createRestCheck(ODATA, { ownMembers: /^U_/, hasSilentNulls: true })
  const list = (query: string, answer: string) =>
    checker.check({ method: 'GET', url: new URL(`https://b1.example${query}`), headers: {}, body: undefined }, json(answer)).issues

  it('holds the members that query options name against those of a record', () => {
    expect(list("/Orders?$filter=Id gt 1 and U_Ref eq 'Colour eq 1'&$orderby=Id desc,Note&$select=Id,U_Ref", '{"value":[]}')).toEqual([])
    expect(list('/Orders?$filter=(Colour eq 1)&$orderby=Shape&$select=Id,Size', '{"value":[]}')).toEqual([
      '$select names Size, which is not described',
      '$filter names Colour, which is not described',
      '$orderby names Shape, which is not described',
    ])
  })
  it("permits a customer's own members, and not any", () => {
    const body = '{"Id":1,"U_Ref":"a","Colour":2}'
    const headers = { 'content-type': 'application/json' }
    const { issues } = checker.check({ method: 'POST', url: new URL('https://b1.example/Orders'), headers, body }, undefined)
    expect(issues).toEqual(['body: /Colour is not described'])
  })
  it('looks at no null of an answer, and at everything else', () => {
    expect(list('/Orders', '{"value":[{"Id":1,"Note":null}]}')).toEqual([])
    expect(list('/Orders', '{"value":[{"Id":"1"}]}')).toEqual(["the simulator's answer: /value/0/Id must be integer"])
  })
})
