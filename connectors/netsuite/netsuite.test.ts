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
            { sku: 'HF-1011', quantity: '1', orderLine: '4' },
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
  describe('an item fulfillment that is written', () => {
    const shipment = { externalId: 'F-1', orderExternalId: '#1001', date: '2026-03-02', locationId: '1' }
    const stored = async () =>
      ((await harness.sim('/records/transaction')) as Record<string, unknown>[]).filter(({ type }) => type === 'ItemShip')
    const ordered = async () => {
      await customer('WEB-1')
      await run('upsert-sales-order', { ...order, lines: [...order.lines, { sku: 'HF-1010', quantity: '3', rate: '12.50' }] })
    }

    it('sends what is named and nothing else, over several lines of a SKU, in the parcels that are told', async () => {
      await ordered()
      const written = await run('create-fulfillment', {
        ...shipment,
        lines: [{ sku: 'HF-1010', quantity: '4' }],
        carrier: 'ups',
        parcels: [{ trackingNumber: '1Z1', weight: '1.25' }, { trackingNumber: '1Z2' }],
      })
      expect(written).toMatchObject({ number: 'IF8802', status: 'shipped', created: true })
      expect(await run('find-fulfillments', { orderExternalId: '#1001' })).toMatchObject({
        fulfillments: [
          {
            number: 'IF8802',
            shippedOn: '2026-03-02',
            trackingNumbers: ['1Z1', '1Z2'],
            lines: [
              { sku: 'HF-1010', quantity: '2', orderLine: '1', locationId: '1' },
              { sku: 'HF-1010', quantity: '2', orderLine: '7', locationId: '1' },
            ],
          },
        ],
      })
    })
    it('sends what is left where no lines are named, and is refused when nothing is', async () => {
      await ordered()
      await run('create-fulfillment', { ...shipment, lines: [{ sku: 'HF-1010', quantity: '1', orderLine: '7' }] })
      await run('create-fulfillment', { ...shipment, externalId: 'F-2', status: 'packed' })
      expect(await stored()).toMatchObject([
        { status: 'C' },
        { status: 'B', record: { item: { items: [{ quantity: 2 }, { quantity: 1 }, { quantity: 2, orderLine: 7 }] } } },
      ])
      const error = await harness.failure(run('create-fulfillment', { ...shipment, externalId: 'F-3' }))
      expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('Nothing is left') as string })
    })
    it('is one for an external id, whatever is asked for the second time', async () => {
      await ordered()
      await run('create-fulfillment', shipment)
      expect(await run('create-fulfillment', { ...shipment, lines: [{ sku: 'HF-1010', quantity: '9' }] })).toMatchObject({ created: false })
      expect(await stored()).toHaveLength(1)
    })
    it('names what the order has too little of, and writes nothing', async () => {
      await ordered()
      const lines = [
        { sku: 'HF-1010', quantity: '5.5' },
        { sku: 'HF-9999', quantity: '1' },
      ]
      const error = await harness.failure(run('create-fulfillment', { ...shipment, lines }))
      expect(error).toMatchObject({
        code: 'vendor-rejected',
        issues: [
          { path: '/lines/0/quantity', message: 'Of "HF-1010" the sales order has 5 left to send, not 5.5.' },
          { path: '/lines/1/quantity' },
        ],
      })
      expect(await stored()).toEqual([])
    })
    it('says in NetSuite’s words where a location is missing', async () => {
      await ordered()
      const { locationId: _, ...nowhere } = shipment
      expect((await harness.failure(run('create-fulfillment', nowhere))).message).toContain('Location')
    })
    it.each<Record<string, string>>([{}, { orderExternalId: '#1001', orderId: '8801' }])(
      'wants one name of the order: %j',
      async (names) => {
        const { orderExternalId: _, ...rest } = shipment
        expect((await harness.failure(run('create-fulfillment', { ...rest, ...names }))).code).toBe('action-input-invalid')
      },
    )
  })
  describe('money of customers', () => {
    const paid = { externalId: 'ch_1', customerExternalId: 'WEB-1', date: '2026-03-02', amount: '25.10' }
    const stored = async (kind: string) =>
      ((await harness.sim('/records/transaction')) as Record<string, unknown>[]).filter(({ type }) => type === kind)

    it('pays an invoice once, to the digit, also when it is sent twice', async () => {
      await customer('WEB-1')
      await run('upsert-invoice', order)
      const payment = { ...paid, account: '1000', invoices: [{ externalId: '#1001', amount: '20.05' }] }
      const first = await run('upsert-payment', payment)
      expect(await run('upsert-payment', payment)).toEqual(first)
      expect(await stored('CustPymt')).toMatchObject([
        { payment: 25.1, account: '58', undepfunds: false, applied: [{ doc: 8801, amount: 20.05 }] },
      ])
    })
    it('is refused where more is set against invoices than was paid, or an invoice is not there', async () => {
      await customer('WEB-1')
      const invoices = [{ externalId: '#1001', amount: '25.11' }]
      expect((await harness.failure(run('upsert-payment', { ...paid, invoices }))).code).toBe('action-input-invalid')
      const error = await harness.failure(run('upsert-payment', { ...paid, invoices: [{ externalId: '#1001', amount: '1' }] }))
      expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/invoices/0/externalId' }] })
      const unknown = await harness.failure(run('upsert-payment', { ...paid, account: '9999' }))
      expect(unknown).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/account' }] })
      expect(await stored('CustPymt')).toEqual([])
    })
    it('that is paid ahead stands with its order, in undeposited funds', async () => {
      await customer('WEB-1')
      await run('upsert-sales-order', order)
      await run('upsert-deposit', { ...paid, orderExternalId: '#1001' })
      await run('upsert-deposit', { ...paid, orderExternalId: '#1001', amount: '26.00' })
      expect(await stored('CustDep')).toMatchObject([{ payment: 26, salesorder: '8801', undepfunds: true }])
      const error = await harness.failure(run('upsert-deposit', { ...paid, orderExternalId: '#9' }))
      expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('#9') as string })
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
