import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { hostOf, realmOf } from './auth.ts'
import { quoted } from './client.ts'
import { netsuite } from './index.ts'
import { journal, NETSUITE_CASES, order } from './netsuite.testing.ts'

testConnector(NETSUITE_CASES)

describe('NetSuite', () => {
  const harness = openHarness(NETSUITE_CASES)
  const run = (id: string, input: Json) => {
    const action = netsuite.actions.find((one) => one.id === id)
    if (!action) throw new Error(id)
    return harness.run(action, input)
  }
  const customer = (externalId: string) => run('upsert-customer', { externalId, company: `${externalId} Ltd` })

  it.each([
    ['1234567_SB1', '1234567-sb1.suitetalk.api.netsuite.com', '1234567_SB1'],
    ['td-2909', 'td-2909.suitetalk.api.netsuite.com', 'TD_2909'],
  ])('knows the account %s by its address and in signatures', (account, host, realm) => {
    const config = { account, consumerKey: 'c', tokenId: 't' }
    expect([hostOf(config), realmOf(config)]).toEqual([host, realm])
  })
  it('writes an order twice as one order with its lines once, totals exact', async () => {
    await customer('WEB-1')
    expect(await run('upsert-sales-order', order)).toMatchObject({ number: 'SO8801', total: '25.10', currency: 'GBP', status: 'B' })
    expect(await run('upsert-sales-order', order)).toMatchObject({ number: 'SO8801', total: '25.10' })
    const more = { ...order, lines: [...order.lines, { sku: 'HF-1012', quantity: '3', rate: '0.10' }], currencyId: '2' }
    expect(await run('upsert-sales-order', more)).toMatchObject({ number: 'SO8801', total: '25.40', currency: 'EUR' })
  })
  it('names every SKU that is not there, with its line', async () => {
    await customer('WEB-1')
    const error = await harness.failure(
      run('upsert-sales-order', { ...order, lines: [...order.lines, { sku: "NO'SUCH", quantity: '1', rate: '1' }] }),
    )
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/lines/2/sku', message: `NetSuite has no active item "NO'SUCH".` }],
    })
  })
  it('says in NetSuite’s words what it refuses', async () => {
    expect(await harness.failure(run('upsert-sales-order', { ...order, customerExternalId: 'nobody' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'NetSuite: Invalid reference for entity.',
      details: { status: 400, codes: 'USER_ERROR' },
    })
    expect((await harness.failure(run('run-suiteql', { query: 'SELECT * FROM nowhere' }))).message).toContain('Invalid search query')
  })
  it('asks a person for a last name before NetSuite does', async () => {
    expect(await harness.failure(run('upsert-customer', { externalId: 'X', firstName: 'Grace' }))).toMatchObject({
      code: 'action-input-invalid',
    })
  })
  it('keeps quotes of people’s names within the query', async () => {
    expect(quoted("O'Hopper' OR '1'='1")).toBe("'O''Hopper'' OR ''1''=''1'")
    const hostile = "x' OR externalid = 'WEB-1"
    await customer('WEB-1')
    expect((await harness.failure(run('get-sales-order', { externalId: hostile }))).code).toBe('vendor-rejected')
  })
  it('reads what was added to orders exactly, and nothing where nothing was given', async () => {
    await customer('WEB-1')
    await run('upsert-sales-order', {
      ...order,
      fields: { custbody_deposit: '1234567890123.45', custbody_store: '7', custbody_channels: [1, 2] },
    })
    expect(await run('get-sales-order', { externalId: '#1001' })).toMatchObject({
      total: '25.10',
      fields: {
        custbody_deposit: '1234567890123.45',
        custbody_store: '7',
        custbody_channels: ['1', '2'],
        custbody_is_gift: null,
        custbody_gift_message: null,
      },
    })
  })
  it.each([
    ['custbody_is_gift', 'yes', 'takes true or false'],
    ['custbody_deposit', '10,10', 'takes a number'],
    ['custbody_pickup_at', '2026-03-01T10:15:00', 'with its zone'],
    ['orderStatus', 'G', 'one of: A, B'],
    ['memo', 'x', 'is written by another field'],
    ['custbody_gone', 'x', 'no field "custbody_gone"'],
    ['custbody_store', [1], 'one value'],
  ])('refuses %s = %j before anything is written', async (name, value, message) => {
    await customer('WEB-1')
    const error = await harness.failure(run('upsert-sales-order', { ...order, fields: { [name]: value } }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${name}` }] })
    expect(error.message).toContain(message)
    expect(await harness.sim('/records/transaction')).toEqual([])
  })
  it('names the line whose field is not there', async () => {
    await customer('WEB-1')
    const lines = [...order.lines, { sku: 'HF-1012', quantity: '1', rate: '1', fields: { custcol_gone: 'x' } }]
    expect(await harness.failure(run('upsert-sales-order', { ...order, lines }))).toMatchObject({
      issues: [{ path: '/lines/2/fields/custcol_gone' }],
    })
  })
  it('reads an order also when a field has gone since the catalog was read', async () => {
    await customer('WEB-1')
    await run('upsert-sales-order', { ...order, fields: { custbody_gift_message: 'Happy birthday', custbody_deposit: '10.10' } })
    await run('get-sales-order', { externalId: '#1001' })
    await harness.make({ event: 'customField/delete', payload: { name: 'custbody_deposit' } })
    const { fields } = (await run('get-sales-order', { externalId: '#1001' })) as { fields: Record<string, Json> }
    expect(fields).toMatchObject({ custbody_gift_message: 'Happy birthday', custbody_is_gift: null })
    expect(fields).not.toHaveProperty('custbody_deposit')
  })
  it('writes what is sold and given back with its lines once, each kind under its own external ids', async () => {
    await customer('WEB-1')
    const back = { ...order, lines: [{ sku: 'HF-1010', quantity: '1', rate: '12.50' }] }
    for (const [action, number, total] of [
      ['upsert-invoice', 'INV8801', '12.50'],
      ['upsert-cash-sale', 'CS8802', '12.50'],
      ['upsert-credit-memo', 'CM8803', '-12.50'],
      ['upsert-cash-refund', 'CR8804', '-12.50'],
    ] as const) {
      expect(await run(action, back)).toMatchObject({ number, total, currency: 'GBP', externalId: '#1001' })
      expect(await run(action, back)).toMatchObject({ number, total })
    }
  })
  it('books debits and credits to the digit, once', async () => {
    const lines = [
      { account: '1000', amount: '1234567890.10' },
      { account: '4000', amount: '-1234567890.10' },
    ]
    const first = await run('post-journal', { ...journal, lines })
    expect(first).toEqual({ id: '8801', number: 'JE8801' })
    expect(await run('post-journal', { ...journal, lines })).toEqual(first)
    expect(await harness.sim('/records/transaction')).toMatchObject([
      {
        total: '1234567890.10',
        lines: [
          { account: { id: '58' }, debit: 1234567890.1 },
          { account: { id: '61' }, credit: 1234567890.1 },
        ],
      },
    ])
  })
  it.each([
    ['one that does not balance', { amount: '-99.99' }, 'action-input-invalid', 'debits less credits are 0.01'],
    ['an account that is not there', { account: '9999' }, 'vendor-rejected', 'no active account "9999"'],
  ])('books no journal with %s', async (_, over, code, message) => {
    const [cash, sales, tax] = journal.lines
    const error = await harness.failure(
      run('post-journal', { ...journal, lines: [cash ?? null, { ...(sales as object), ...over }, tax ?? null] }),
    )
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string })
    expect(await harness.sim('/records/transaction')).toEqual([])
  })
  it('reads the stock of items by location, zero where there is none', async () => {
    const levels = async (input: Json) =>
      ((await run('get-stock', input)) as { levels: Json }).levels as unknown as readonly Readonly<Record<string, string>>[]
    const some = await levels({ skus: ['HF-1011', 'HF-1010'] })
    expect(some.map(({ sku, locationId }) => `${sku}@${locationId}`)).toEqual(['HF-1010@1', 'HF-1010@2', 'HF-1011@1', 'HF-1011@2'])
    expect(await levels({ skus: ['HF-1010'], locationId: '2' })).toEqual([some[1]])
    const all = await levels({})
    expect(all.length).toBeGreaterThan(400)
    for (const { onHand, available } of all) expect([onHand, available].join(' ')).toMatch(/^\d+ \d+$/)
    expect(all.some(({ onHand }) => onHand === '0')).toBe(true)
  })
  describe('an item fulfillment', () => {
    const shipped = (payload: Json) => harness.make({ event: 'itemFulfillment/create', payload })
    const found = async (orderExternalId: string) =>
      ((await run('find-fulfillments', { orderExternalId })) as { fulfillments: Json }).fulfillments

    it('is told with its order, items and parcels, whatever its carrier', async () => {
      await customer('WEB-1')
      await run('upsert-sales-order', order)
      expect(await found('#1001')).toEqual([])
      await shipped({ orderExternalId: '#1001', trackingNumber: '1Z1', carrier: 'ups' })
      await shipped({ orderExternalId: '#1001', trackingNumber: 'RM2', status: 'A' })
      await shipped({ orderExternalId: '#1002' })
      expect(await found('#1001')).toMatchObject([
        {
          number: 'IF8802',
          status: 'shipped',
          orderNumber: 'SO8801',
          orderExternalId: '#1001',
          trackingNumbers: ['1Z1'],
          lines: [
            { sku: 'HF-1010', quantity: '2', orderLine: '1', locationId: '1' },
            { sku: 'HF-1011', quantity: '1', orderLine: '2' },
          ],
        },
        { number: 'IF8803', status: 'picked', trackingNumber: 'RM2' },
      ])
    })
    it('of something else than a sales order is nobody’s shipment, and holds nobody up', async () => {
      await shipped({ orderExternalId: '#1001', transfer: true })
      await shipped({ orderExternalId: '#1002' })
      const poll = netsuite.polls.find(({ id }) => id === 'fulfillments-changed')
      const page = await poll?.poll({ cursor: undefined, since: new Date('2020-01-01'), limit: 1, options: {} }, harness.context())
      expect(page).toMatchObject({ records: [], more: true })
      const next = await poll?.poll({ cursor: page?.cursor, since: new Date('2020-01-01'), limit: 1, options: {} }, harness.context())
      expect(next?.records).toMatchObject([{ value: { orderExternalId: '#1002' } }])
    })
  })
  it('lists changed orders with what was added to orders, also when a field has gone since the catalog was read', async () => {
    await customer('WEB-1')
    const fields = {
      custbody_deposit: '10.25',
      custbody_is_gift: true,
      custbody_store: '7',
      custbody_pickup_at: '2026-03-01T10:15:00+01:00',
    }
    await run('upsert-sales-order', { ...order, fields })
    const listed = async () => {
      const poll = netsuite.polls.find(({ id }) => id === 'orders-changed')
      const page = await poll?.poll({ cursor: undefined, since: new Date('2020-01-01'), limit: 10, options: {} }, harness.context())
      return page?.records.map(({ value }) => (value as { fields: Json }).fields)
    }
    // Times stand on a clock whose zone nobody tells: they are read with the order itself.
    const told = { custbody_is_gift: true, custbody_store: '7', custbody_gift_message: null }
    expect(await listed()).toEqual([{ ...told, custbody_deposit: '10.25' }])
    await harness.make({ event: 'customField/delete', payload: { name: 'custbody_deposit' } })
    expect(await listed()).toEqual([told])
  })
})
