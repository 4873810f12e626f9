import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const connect = (config: Readonly<Record<string, unknown>>) =>
  simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })
const SEARCH = { model: 'stock.warehouse', fields: ['code'] }
const WAREHOUSES = {
  records: [
    { id: 1, code: 'WH' },
    { id: 2, code: 'SHOP' },
  ],
}

describe('an Odoo that tells its version', () => {
  const { run, requests, failure, fail } = connect({ ...CONNECTIONS['JSON-2 of Odoo 19'], url: 'https://new.odoo.com' })

  it('is called by JSON-2 from 19 on: model and method in the address, arguments by name, the key as a bearer', async () => {
    expect(await run('search-read', SEARCH)).toEqual(WAREHOUSES)
    const log = (await requests()) as unknown as readonly { path: string; body: string; headers: Record<string, string> }[]
    expect(log.map(({ path }) => path)).toEqual(['/web/version', '/json/2/stock.warehouse/search_read'])
    expect(JSON.parse(log[1]?.body ?? '')).toEqual({ domain: [], order: 'id', fields: ['code'], limit: 100, offset: 0 })
    expect(log[1]?.headers['x-odoo-database']).toBe('harbour-finch')
  })
  it('is asked once for its version', async () => {
    await run('search-read', SEARCH)
    await run('search-read', SEARCH)
    expect((await requests()).filter(({ path }) => path === '/web/version').length).toBeLessThanOrEqual(1)
  })
  it('says what it refuses in its own words, whatever the status', async () => {
    const cases = [
      ['search-read', { model: 'sale.order', fields: ['colour'] }, 'vendor-rejected', "Odoo: Invalid field 'colour' on model 'sale.order'"],
      ['search-read', { model: 'no.model', fields: ['name'] }, 'vendor-rejected', "Odoo: the model 'no.model' does not exist"],
      [
        'register-payment',
        { reference: 'p', invoiceReference: '#9', journal: 'CARD', amount: '1' },
        'vendor-rejected',
        'Odoo has no invoice with the reference #9.',
      ],
    ] as const
    for (const [action, input, code, message] of cases) expect(await failure(run(action, input as never))).toMatchObject({ code, message })
  })
  it('is tried again when a record is locked, and asked for another key when it is refused', async () => {
    await fail({ kind: 'unauthorized', match: 'search_read' })
    expect(await failure(run('search-read', SEARCH))).toMatchObject({
      code: 'credentials-invalid',
      message: 'Odoo does not sign in with this key to the database harbour-finch: Invalid apikey.',
    })
    await fail({ kind: '500', match: 'search_read' })
    expect(await failure(run('search-read', SEARCH))).toMatchObject({ code: 'vendor-unavailable', disposition: 'retry' })
  })
})

describe('an Odoo without that address', () => {
  const old = { ...CONNECTIONS['JSON-RPC of Odoo 17'] }
  const { run, requests } = connect(old)

  it('is called by JSON-RPC, with the user and the same arguments', async () => {
    expect(await run('search-read', SEARCH)).toEqual(WAREHOUSES)
    const [signIn, call] = (await requests()).map(({ body }) => (JSON.parse(body) as { params: { args: unknown[] } }).params.args)
    expect(call ?? signIn).toEqual([
      'harbour-finch',
      2,
      expect.any(String),
      'stock.warehouse',
      'search_read',
      [],
      { domain: [], order: 'id', fields: ['code'], limit: 100, offset: 0 },
    ])
  })
})

describe('a connection without a user', () => {
  const { run, failure } = connect({ ...CONNECTIONS['JSON-2 of Odoo 19'], url: 'https://nameless.odoo.com', api: 'json-rpc' })
  it('is told that JSON-RPC needs one', async () => {
    expect(await failure(run('search-read', SEARCH))).toMatchObject({
      code: 'credentials-invalid',
      message: 'This Odoo is called by JSON-RPC, which needs the user beside the key.',
    })
  })
})

describe('a wrong database', () => {
  const { baseUrl } = connect({ ...CONNECTIONS['JSON-2 of Odoo 19'], url: 'https://other.odoo.com' })
  it('has no JSON-2 at all: Odoo answers with a page', async () => {
    const response = await fetch(`${baseUrl()}/json/2/res.partner/search_read`, {
      method: 'POST',
      headers: { authorization: `bearer ${SECRETS.apiKey}`, 'x-odoo-database': 'nobody' },
      body: '{}',
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
  })
})

describe('JSON-2 at an address that has none', () => {
  // The simulator of an Odoo 17 is made for JSON-RPC; the connection insists on JSON-2.
  const { run, failure } = simulated({
    connector: odoo,
    createSimulator: (options) => createOdooSimulator({ ...options, config: CONNECTIONS['JSON-RPC of Odoo 17'] }),
    config: { ...CONNECTIONS['JSON-2 of Odoo 19'], url: 'https://old.odoo.com', api: 'json-2' },
    secrets: SECRETS,
  })
  it('says what to correct', async () => {
    expect(await failure(run('search-read', SEARCH))).toMatchObject({
      code: 'credentials-invalid',
      fix: expect.stringContaining('Odoo 17 and 18 have no JSON-2'),
    })
  })
})

describe('an Odoo 17 that is not named as such', () => {
  const { run, requests } = simulated({
    connector: odoo,
    createSimulator: (options) => createOdooSimulator({ ...options, config: CONNECTIONS['JSON-RPC of Odoo 17'] }),
    config: { ...CONNECTIONS['JSON-RPC of Odoo 17'], url: 'https://seventeen.odoo.com', api: 'auto' },
    secrets: SECRETS,
  })
  it('is found out by the missing address', async () => {
    expect(await run('search-read', SEARCH)).toEqual(WAREHOUSES)
    expect((await requests()).map(({ path }) => path)).toEqual(['/web/version', '/jsonrpc', '/jsonrpc'])
  })
})
