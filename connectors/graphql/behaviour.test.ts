import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { graphql } from './index.ts'
import { changedPoll } from './polls/changed.ts'
import { createGraphqlSimulator } from './simulator.ts'

const config = { url: 'https://api.example.com/graphql', auth: 'oauth2-client-credentials', clientId: 'tillflow', simulator: 'sim' }
const system = simulated({
  connector: graphql,
  createSimulator: createGraphqlSimulator,
  config,
  secrets: { clientSecret: 'client_secret_0123456789' },
})
const INPUT = { sku: 'HF-1', price: '12.50' }
const CREATE = 'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id sku } userErrors { message } } }'
const products = async () => await system.records('products')
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: ErrorData) => error,
  )
const fails = (code: string, more = '') =>
  failure(system.run('query', { document: `{ products { totalCount } failure(code: "${code}"${more}) }` }))

describe('documents', () => {
  const refused = (action: string, document: string, more = {}) => failure(system.run(action, { document, ...more }))

  it('are refused with line, column and position where their syntax is wrong, before anything is sent', async () => {
    const error = await refused('query', '{\n  product(id: ) { id }\n}')
    expect(error).toMatchObject({
      code: 'action-input-invalid',
      message: 'The document is no GraphQL: line 2, column 15: Unexpected ")".',
      issues: [{ path: '/document', code: 'graphql-document', position: 16 }],
    })
    expect(await system.requests()).toEqual([])
  })
  it('must do what the action is for', async () => {
    expect((await refused('query', CREATE)).message).toContain('The document is a mutation, and this is for a query.')
    expect((await refused('mutate', '{ products { totalCount } }')).message).toContain(
      'The document is a query, and this is for a mutation.',
    )
    expect((await refused('query', 'subscription { product { id } }')).message).toContain('Subscriptions are not supported.')
    expect((await refused('query', 'fragment A on Product { id }')).message).toContain('The document has no operation')
    expect(await products()).toEqual([])
  })
  it('with several operations need a name', async () => {
    const document = `query a { products { totalCount } } query b { products { pageInfo { hasNextPage } } } ${CREATE.replace('mutation', 'mutation c')}`
    expect((await refused('query', document)).message).toContain('several operations (a, b, c)')
    expect((await refused('query', document, { operationName: 'd' })).message).toContain('no operation "d"; it has a, b, c')
    expect((await refused('query', document, { operationName: 'c' })).message).toContain('is a mutation')
    expect(await system.run('query', { document, operationName: 'a' })).toEqual({ data: { products: { totalCount: 0 } }, errors: [] })
  })
  it('that the API does not understand are refused in its words', async () => {
    expect(await refused('query', '{ orders { id } }')).toMatchObject({
      code: 'vendor-rejected',
      message: 'The API refused: Cannot query field "orders" on type "Query".',
    })
    expect((await refused('mutate', CREATE, { variables: { input: {} } })).code).toBe('vendor-rejected')
  })
})

describe('errors in a good answer', () => {
  it.each([
    ['FORBIDDEN', 'credentials-invalid'],
    ['ACCESS_DENIED', 'credentials-invalid'],
    ['UNAUTHENTICATED', 'credentials-invalid'],
    ['invalid-jwt', 'credentials-invalid'],
    ['RATE_LIMITED', 'vendor-throttled'],
    ['INTERNAL_SERVER_ERROR', 'vendor-unavailable'],
    ['OUT_OF_STOCK', 'vendor-rejected'],
  ])('%s is %s', async (code, ours) => {
    expect(await fails(code)).toMatchObject({ code: ours, details: { errors: [{ path: ['failure'], extensions: { code } }] } })
  })
  it('say when to come back', async () => {
    expect(await fails('THROTTLED', ', retryAfter: 7')).toMatchObject({ code: 'vendor-throttled', retryAfterMs: 7_000 })
    const resetAt = new Date(Date.now() + 60_000).toISOString()
    const error = await fails('RATE_LIMITED', `, resetAt: "${resetAt}"`)
    expect(error.retryAfterMs).toBeGreaterThan(50_000)
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000)
  })
  it('beside data fail the step, unless it keeps partial data', async () => {
    const document = '{ products { totalCount } failure(code: "OUT_OF_STOCK") }'
    expect(await system.run('query', { document, keepPartial: true })).toMatchObject({
      data: { products: { totalCount: 0 }, failure: null },
      errors: [{ message: 'It failed with OUT_OF_STOCK.', path: ['failure'] }],
    })
  })
  it('renew a token that is refused there', async () => {
    await system.run('query', { document: '{ products { totalCount } }' })
    await system.fail({ kind: 'strange', body: '{"data":null,"errors":[{"message":"expired","extensions":{"code":"UNAUTHENTICATED"}}]}' })
    expect(await system.run('query', { document: '{ products { totalCount } }' })).toMatchObject({ data: { products: { totalCount: 0 } } })
  })
})

describe('changes', () => {
  it('that were refused in the data are refused', async () => {
    const input = { document: CREATE, variables: { input: { ...INPUT, price: 'free' } } }
    expect(await system.run('mutate', input)).toMatchObject({
      data: { createProduct: { userErrors: [{ message: 'Price is no amount.' }] } },
    })
    expect(await failure(system.run('mutate', { ...input, refusals: 'createProduct.userErrors' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The API refused: Price is no amount.',
    })
  })
  it('that failed inside the API wait for a person, and are repeated where a key makes that safe', async () => {
    const document = 'mutation ($input: ProductInput!) { createAndFail(input: $input, code: "INTERNAL_SERVER_ERROR") { product { id } } }'
    const input = { document, variables: { input: INPUT } }
    expect(await failure(system.run('mutate', input))).toMatchObject({ code: 'outcome-unknown', disposition: 'uncertain' })
    expect(await failure(system.run('mutate-with-key', input))).toMatchObject({ code: 'vendor-unavailable', disposition: 'retry' })
  })
  it('that were done in part wait for a person', async () => {
    const document = `mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } } refuse(code: "OUT_OF_STOCK") { product { id } } }`
    expect(await failure(system.run('mutate', { document, variables: { input: INPUT } }))).toMatchObject({ code: 'outcome-unknown' })
  })
  it('that the API refused as a whole are refused', async () => {
    expect((await failure(system.run('mutate', { document: 'mutation { refuse(code: "OUT_OF_STOCK") { product { id } } }' }))).code).toBe(
      'vendor-rejected',
    )
  })
  it('carry the key as a header or in a variable', async () => {
    const input = { document: CREATE, variables: { input: INPUT } }
    const first = await system.run('mutate-with-key', input)
    expect(await system.run('mutate-with-key', input)).toEqual(first)
    expect(await products()).toHaveLength(1)
    const inVariable = { ...input, keyVariable: 'input.clientMutationId' }
    for (const _ of [1, 2]) await system.run('mutate-with-key', inVariable)
    const [sent] = (await system.requests()).slice(-1)
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ variables: { input: { ...INPUT, clientMutationId: expect.stringMatching(/./) } } })
    expect(await products()).toHaveLength(1)
  })
})

describe('lists', () => {
  const LIST =
    'query ($since: String, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { edges { node { id updatedAt } } pageInfo { hasNextPage endCursor } } }'
  const options = {
    document: LIST,
    list: 'products',
    changedAt: 'updatedAt',
    sinceVariable: 'since',
    sizeVariable: 'first',
    overlapSeconds: 0,
  }
  const make = () => system.run('mutate', { document: CREATE, variables: { input: INPUT } })
  const poll = async (cursor: Json | undefined, more = {}) => {
    const keys: string[] = []
    for (let at = cursor; ;) {
      const page = await changedPoll.poll({ cursor: at, since: new Date(0), limit: 2, options: { ...options, ...more } }, system.context())
      keys.push(...page.records.map(({ key }) => key))
      at = JSON.parse(JSON.stringify(page.cursor)) as Json
      if (!page.more) return { keys, cursor: at }
    }
  }

  it('of edges or nodes are read page by page from what changed last', async () => {
    for (const _ of [1, 2, 3, 4, 5]) await make()
    const first = await poll(undefined)
    expect(first.keys).toEqual(['p_1', 'p_2', 'p_3', 'p_4', 'p_5'])
    await new Promise((resolve) => setTimeout(resolve, 5))
    await make()
    const second = await poll(first.cursor)
    expect(second.keys).toContain('p_6')
    expect(second.keys).not.toContain('p_1')
  })
  it('are not hidden by an item whose time is still to come', async () => {
    system.at(new Date(Date.now() + 86_400_000).toISOString())
    await make()
    const first = await poll(undefined)
    system.at(new Date().toISOString())
    await make()
    expect((await poll(first.cursor, { overlapSeconds: 60 })).keys).toContain('p_2')
  })
  it('say what is wrong with their document or place', async () => {
    const read = (document: string, list: string) => failure(system.run('query-list', { document, list }))
    expect((await read('{ products { nodes { id } } }', 'products')).message).toContain('does not declare $after')
    const without = LIST.replace('pageInfo { hasNextPage endCursor }', '')
    expect((await read(without, 'products')).message).toContain('Ask for pageInfo { hasNextPage endCursor } there.')
    expect((await read(LIST, 'shop.products')).message).toBe(
      '"shop.products" in the answer is no connection with pages. There is nothing at that place.',
    )
  })
})

describe('the schema of the server', () => {
  const read = (document: string, more = {}) => graphql.actions[2].discover.read({ document, ...more }, system.context())

  it('finds what a document asks for wrongly, with line and column, before it is sent', async () => {
    const error = await failure(read('query ($id: ID!) {\n  product(id: $id) {\n    id\n    colour\n  }\n}'))
    expect(error).toMatchObject({
      code: 'action-input-invalid',
      issues: [
        {
          path: '/document',
          code: 'graphql-schema',
          message: 'Line 4, column 5: Cannot query field "colour" on type "Product".',
          position: 51,
        },
      ],
    })
    expect((await failure(read('{ products(first: "two") { totalCount } }'))).issues?.[0]?.message).toContain(
      'Int cannot represent non-integer value',
    )
    expect((await failure(read('query ($a: Int) { products(first: $a) { totalCount } } {'))).message).toContain(
      'The document is no GraphQL',
    )
  })
  it('tells the fields of the answer: aliases, fragments, lists, types', async () => {
    const { output } = await read(
      '{ all: products { nodes { ...P } totalCount } product(id: 1) { ... on Product { id } __typename } } fragment P on Product { sku title }',
    )
    expect(output).toMatchObject({
      'data.all': { kind: 'group' },
      'data.all.nodes': { kind: 'group', list: true },
      'data.all.nodes.sku': { kind: 'text' },
      'data.all.totalCount': { kind: 'integer' },
      'data.product.id': { kind: 'text' },
      'data.product.__typename': { kind: 'text' },
    })
  })
  it('is asked for the operation that is named', async () => {
    const document = 'query a { products { totalCount } } query b { product(id: 1) { sku } }'
    expect(Object.keys((await read(document, { operationName: 'b' })).output ?? {})).toEqual(['data.product', 'data.product.sku'])
  })
  it('may be kept from us, and that is said', async () => {
    await system.run('query', { document: '{ products { totalCount } }' })
    await system.fail({ kind: 'strange', body: '{"errors":[{"message":"Introspection is not allowed."}]}', times: 2 })
    expect(await failure(read('{ products { totalCount } }'))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The API does not tell its schema: The API refused: Introspection is not allowed.',
    })
  })
})
