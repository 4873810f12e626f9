// Connectors without code over the API: a description is read, a connector is made, a connection to it works, versions follow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { CustomConnector, CustomDefinition, CustomOperation, DescribedApi } from '#shared/model/custom-connectors.ts'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import { openHttpBench, type HttpBench } from './http.testing.ts'

const DOCUMENT = JSON.stringify({
  swagger: '2.0',
  info: { title: 'Stock', version: '1' },
  host: 'stock.example',
  basePath: '/v1',
  securityDefinitions: { basic: { type: 'basic' } },
  paths: {
    '/levels/{sku}': {
      get: {
        operationId: 'getLevel',
        parameters: [{ name: 'sku', in: 'path', required: true, type: 'string' }],
        responses: { 200: { schema: { type: 'object' } } },
      },
      put: {
        operationId: 'setLevel',
        parameters: [
          { name: 'sku', in: 'path', required: true, type: 'string' },
          { name: 'level', in: 'body', schema: { type: 'object', properties: { available: { type: 'integer' } } } },
        ],
      },
    },
  },
})

let bench: HttpBench
let home: Awaited<ReturnType<HttpBench['addPartner']>>
let foreign: Awaited<ReturnType<HttpBench['addPartner']>>
beforeAll(async () => {
  bench = await openHttpBench()
  home = await bench.addPartner('Home')
  foreign = await bench.addPartner('Foreign')
})
afterAll(() => bench.close())
const ask = <T>(method: string, path: string, body?: unknown, key = home.admin) =>
  bench.ask<T>(method, path, { key, ...(body !== undefined && { body }) })

const read = async (operations?: readonly string[]) =>
  (await ask<DescribedApi>('POST', '/custom-connectors/read', { text: DOCUMENT, ...(operations && { operations }) })).body
const definition = async (over: Partial<CustomDefinition> = {}): Promise<CustomDefinition> => {
  const { title, baseUrls, auths, operations } = await read(['get-level', 'set-level'])
  const chosen: CustomOperation[] = operations.map((described) => {
    const { group: _, deprecated: __, ...operation } = described
    return operation
  })
  return { name: title, description: 'Levels', baseUrl: baseUrls[0] ?? '', auth: auths[0] ?? { kind: 'none' }, operations: chosen, ...over }
}
const create = async (over: Partial<CustomDefinition> = {}) =>
  (await ask<CustomConnector>('POST', '/custom-connectors', { definition: await definition(over) })).body
const catalog = async (key: string) => (await ask<{ items: ConnectorDescriptor[] }>('GET', '/connectors', undefined, key)).body.items

describe('a description', () => {
  it('is told in outline, and in full for what was chosen', async () => {
    const outline = await read()
    expect(outline).toMatchObject({ title: 'Stock', baseUrls: ['https://stock.example/v1'], auths: [{ kind: 'basic' }, { kind: 'none' }] })
    expect(outline.operations.map(({ id }) => id)).toEqual(['get-level', 'set-level'])
    expect(outline.operations[1]?.body?.schema).toEqual({})
    expect((await read(['set-level'])).operations).toMatchObject([
      { id: 'set-level', body: { schema: { properties: { available: { type: 'integer' } } } } },
    ])
  })
  it('that is none is refused with what is wrong', async () => {
    const answer = await ask<{ code: string; detail: string }>('POST', '/custom-connectors/read', { text: '{"openapi":' })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: expect.stringContaining('neither JSON nor YAML') },
    })
  })
})

describe('a connector without code', () => {
  it('is in the catalogue of its partner only, and takes connections there only', async () => {
    const made = await create()
    expect(made.id).toMatch(/^custom-stock-[0-9a-f]{10}$/)
    const mine = (await catalog(home.admin)).find(({ id }) => id === made.id)
    expect(mine).toMatchObject({
      name: 'Stock',
      custom: { version: 1 },
      secrets: { password: {} },
      actions: [{ id: 'get-level' }, { id: 'set-level', safety: 'upsert' }],
    })
    expect((await catalog(foreign.admin)).some(({ id }) => id === made.id)).toBe(false)

    const body = { name: 'Stock', environment: 'test', connector: made.id, config: { username: 'u' }, secrets: { password: 'p' } }
    expect(await ask<Connection>('POST', `/clients/${home.client.id}/connections`, body)).toMatchObject({
      status: 201,
      body: { connector: made.id },
    })
    expect(await ask('POST', `/clients/${foreign.client.id}/connections`, body, foreign.admin)).toMatchObject({
      status: 400,
      body: { issues: [{ path: '/connector' }] },
    })
    expect(await ask('DELETE', `/custom-connectors/${made.id}`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('"Stock"') },
    })
  })

  it('has versions that stay, and is another partner’s business never', async () => {
    const made = await create()
    const next = await definition({ description: 'Levels of all stores' })
    expect(
      await ask('POST', `/custom-connectors/${made.id}/versions`, { definition: next, note: 'More words' }, foreign.admin),
    ).toMatchObject({ status: 404 })
    expect(await ask('POST', `/custom-connectors/${made.id}/versions`, { definition: next, note: 'More words' })).toMatchObject({
      status: 201,
      body: { version: 2 },
    })
    const { body } = await ask<{ items: CustomConnector[] }>('GET', `/custom-connectors/${made.id}/versions`)
    expect(body.items.map(({ version, definition: { description } }) => [version, description])).toEqual([
      [2, 'Levels of all stores'],
      [1, 'Levels'],
    ])
    expect((await catalog(home.admin)).find(({ id }) => id === made.id)?.description).toBe('Levels of all stores')
    expect(await ask('DELETE', `/custom-connectors/${made.id}`, undefined, foreign.admin)).toMatchObject({ status: 404 })
    expect(await ask('DELETE', `/custom-connectors/${made.id}`)).toMatchObject({ status: 204 })
    expect((await catalog(home.admin)).some(({ id }) => id === made.id)).toBe(false)
  })

  it('keeps the operations that deployed flows call', async () => {
    const made = await create()
    const clientId = home.client.id
    const document = aFlow()
      .slot('stock', made.id)
      .node('set', 'call', { slot: 'stock', action: 'set-level', input: '$' } as never)
      .edge('start', 'set')
      .build()
    const at = new Date()
    const stamp = { createdAt: at.toISOString(), updatedAt: at.toISOString(), updatedBy: 'a' }
    const { flows } = bench.store
    await flows.create({ id: 'flow_levels', clientId, name: 'Levels', draft: document, revision: 1, latestVersion: 0, ...stamp })
    await flows.publish(clientId, 'flow_levels', document, '', 'a', at)
    const deployed = {
      id: 'dep_1',
      clientId,
      flowId: 'flow_levels',
      version: 1,
      slots: {},
      active: true,
      createdAt: stamp.createdAt,
      createdBy: 'a',
    }
    await flows.deploy({ ...deployed, environment: 'live' })
    const { operations, ...rest } = await definition()
    const fewer = { ...rest, operations: operations.filter(({ id }) => id === 'get-level') }
    expect(await ask('POST', `/custom-connectors/${made.id}/versions`, { definition: fewer })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('"set-level"') },
    })
  })

  it.each([
    ['two operations of one id', (d: CustomDefinition) => ({ ...d, operations: [...d.operations, ...d.operations] }), 'duplicate'],
    [
      'a path that names no parameter',
      (d: CustomDefinition) => ({ ...d, operations: d.operations.map((o) => ({ ...o, parameters: [] })) }),
      'parameter-missing',
    ],
    [
      'a pattern, which could run for ever',
      (d: CustomDefinition) => ({ ...d, operations: d.operations.map((o) => ({ ...o, output: { type: 'string', pattern: '^(a+)+$' } })) }),
      'schema-invalid',
    ],
    [
      'a parameter that is no name',
      (d: CustomDefinition) => ({
        ...d,
        operations: d.operations.map((o) => ({
          ...o,
          parameters: [...o.parameters, { name: '__proto__', in: 'query' as const, required: false, schema: {} }],
        })),
      }),
      'name-taken',
    ],
    [
      'pages without a way to divide lists',
      (d: CustomDefinition) => ({ ...d, operations: d.operations.map((o) => ({ ...o, paged: true as const })) }),
      'no-paging',
    ],
  ])('is refused with %s', async (_, change, code) => {
    const answer = await ask<{ issues: { code: string }[] }>('POST', '/custom-connectors', { definition: change(await definition()) })
    expect(answer.status).toBe(400)
    expect(answer.body.issues.map((issue) => issue.code)).toContain(code)
  })
  it.each(['http://10.0.0.1/x', 'file:///etc/passwd', 'https://user:x@evil.example'])('is refused with the address %s', async (baseUrl) => {
    expect(await ask('POST', '/custom-connectors', { definition: await definition({ baseUrl }) })).toMatchObject({ status: 400 })
  })
})
