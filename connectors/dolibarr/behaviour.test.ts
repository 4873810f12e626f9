// How Dolibarr really answers: numbers as text, empty lists as 404, wrong input as 500, a firewall with a fine status, and times without a zone.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { parseExact } from '#connectors/kit/exact-json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { anInvoice, anOrder, CONFIG, LINES, MOVEMENT, PAYMENT, SECRETS } from './dolibarr.testing.ts'
import { findOrCreateThirdParty } from './actions/find-or-create-third-party.ts'
import { condition, list } from './client.ts'
import { ExternalDocument } from './documents.ts'
import { dolibarr } from './index.ts'
import { ordersChanged } from './polls/changed.ts'
import { refusalOf } from './refusal.ts'
import { createDolibarrSimulator } from './simulator/index.ts'

const erp = simulated({
  connector: dolibarr,
  createSimulator: createDolibarrSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => erp.run(action, input) as Promise<Record<string, Json>>
const written = async () => (await erp.requests()).filter(({ method }) => method !== 'GET')
const answer = (status: number, text: string) => ({ status, headers: {}, text, bytes: Buffer.from(text), json: () => parseExact(text) })

describe('Dolibarr', () => {
  it('writes amounts digit by digit, and reads them as the decimals they are', async () => {
    const { order } = await run('create-order', anOrder(1))
    expect(order).toMatchObject({ status: 'validated', date: '2026-03-02', currency: 'GBP', net: '27.45', tax: '5.49', total: '32.94' })
    const [sent] = await written()
    expect(sent?.body).toContain('"subprice":12.50')
    // Noon in Paris.
    expect(sent?.body).toContain(`"date":${Date.parse('2026-03-02T11:00:00Z') / 1_000}`)
  })

  it('validates the draft that an interrupted try has left', async () => {
    await erp.fail({ kind: 'cut-after-write', match: '/orders' })
    await expect(run('create-order', anOrder(1))).rejects.toMatchObject({ code: 'connection-failed' })
    expect(await run('create-order', anOrder(1))).toMatchObject({ created: false, order: { status: 'validated' } })
    expect(await erp.records('orders')).toHaveLength(1)
    expect(await run('create-order', { ...anOrder(2), validate: false })).toMatchObject({ order: { status: 'draft' } })
  })

  it("takes no other customer's document for the one that is meant", async () => {
    const { thirdParty } = await run('find-or-create-third-party', { email: 'ada@example.com', name: 'Ada' })
    await run('create-order', anOrder(1))
    await expect(
      run('create-order', { ...anOrder(1), thirdParty: (thirdParty as Record<string, Json>)['id'] ?? '' }),
    ).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'Reference HF-1001 is taken by order CO2603-0001, of third party 1 and not 2.',
    })
  })

  it('invoices an order as a whole, and not one that is cancelled', async () => {
    await run('create-order', anOrder(1))
    expect(await run('create-invoice', anInvoice)).toMatchObject({ created: true, invoice: { total: '32.94', status: 'validated' } })
    expect(await run('create-invoice', anInvoice)).toMatchObject({ created: false })
    expect((await written()).find(({ path }) => path.endsWith('/invoices'))?.body).toContain('"linked_objects":{"commande":1}')
    await erp.emit('order.cancelled', { id: 1 })
    await expect(run('create-invoice', { ...anInvoice, reference: 'INV-2' })).rejects.toMatchObject({
      message: 'Order HF-1001 is cancelled: it is not invoiced.',
    })
    await expect(run('close-order', { reference: 'HF-1001' })).rejects.toMatchObject({ code: 'vendor-rejected' })
  })

  it('credits an invoice or a part of it, each once, below zero', async () => {
    await run('create-invoice', { reference: 'INV-1', thirdParty: '1', date: '2026-03-03', lines: LINES })
    const all = { reference: 'INV-1-R1', thirdParty: '1', date: '2026-03-04', invoice: 'INV-1' }
    expect(await run('create-credit-note', all)).toMatchObject({
      created: true,
      creditNote: { number: expect.stringMatching(/^AV/) as string, total: '-32.94', status: 'validated' },
    })
    expect(await run('create-credit-note', all)).toMatchObject({ created: false, creditNote: { total: '-32.94' } })
    const part = { ...all, reference: 'INV-1-R2', lines: LINES.slice(0, 1) }
    const { creditNote } = (await run('create-credit-note', part)) as unknown as {
      creditNote: { lines: { quantity: string; net: string }[] }
    }
    expect(creditNote.lines).toHaveLength(1)
    expect(Number(creditNote.lines[0]?.quantity)).toBeGreaterThan(0)
    expect(Number(creditNote.lines[0]?.net)).toBeLessThan(0)
    await expect(run('create-credit-note', { ...all, reference: 'INV-1' })).rejects.toMatchObject({
      message: expect.stringContaining('is taken by FA2603-0001, which is no credit note') as string,
    })
    await expect(run('create-credit-note', { ...all, reference: 'INV-1-R3', invoice: 'INV-1-R1' })).rejects.toMatchObject({
      message: 'Dolibarr has no invoice INV-1-R1.',
    })
    await expect(run('pay-invoice', { ...PAYMENT, invoice: 'INV-1-R1' })).rejects.toMatchObject({
      message: expect.stringContaining('is a credit note') as string,
    })
  })
  it('pays an invoice in parts, each once, and not more than is owed', async () => {
    await run('create-invoice', { reference: 'INV-1', thirdParty: '1', date: '2026-03-03', lines: LINES })
    expect(await run('pay-invoice', { ...PAYMENT, amount: '30' })).toMatchObject({ created: true, amount: '30', status: 'validated' })
    expect(await run('pay-invoice', { ...PAYMENT, amount: '30' })).toMatchObject({ created: false })
    await expect(run('pay-invoice', { ...PAYMENT, number: 'pi_2', amount: '3' })).rejects.toMatchObject({
      message: 'Of invoice INV-1 2.94 are owed, which is less than 3.',
    })
    expect(await run('pay-invoice', { ...PAYMENT, number: 'pi_2' })).toMatchObject({ amount: '2.94', status: 'paid' })
    await expect(run('pay-invoice', { ...PAYMENT, number: 'pi_3' })).rejects.toMatchObject({
      message: 'Invoice INV-1 is paid and cannot be paid.',
    })
  })

  it('moves stock once for each product under one code', async () => {
    await run('move-stock', MOVEMENT)
    await run('move-stock', MOVEMENT)
    await run('move-stock', { ...MOVEMENT, warehouse: 'WHI', quantity: '2' })
    expect(await run('get-stock', { product: 'HF-1010' })).toEqual({
      levels: [
        { warehouse: 'WH1', inStock: '97' },
        { warehouse: 'WHI', inStock: '2' },
      ],
    })
    await run('upsert-product', { ref: 'NEW-1', label: 'Lantern' })
    expect(await run('get-stock', { product: 'NEW-1' })).toEqual({ levels: [] })
  })

  it('changes of a product only what differs', async () => {
    await run('upsert-product', { ref: 'NEW-1', label: 'Lantern', price: '15', taxRate: '20' })
    await run('upsert-product', { ref: 'NEW-1', label: 'Lantern', price: '15.00', taxRate: '20' })
    await run('upsert-product', { ref: 'NEW-1', label: 'Lantern', price: '16' })
    expect((await written()).map(({ method, body }) => (method === 'PUT' ? body : method))).toEqual(['POST', '{"price":16}'])
  })

  it('finds nothing where a list is empty, which is a 404', async () => {
    expect(await list(erp.context(), 'orders', ExternalDocument, { filters: [condition('ref_ext', '=', 'NONE')] })).toEqual([])
    await expect(run('get-document', { document: 'order', reference: 'NONE' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'Dolibarr has no order NONE.',
    })
  })

  it('says that its firewall refused, though the status is fine', async () => {
    await expect(list(erp.context(), 'orders/ref_ext/shop:1', ExternalDocument, {})).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: "Dolibarr's own firewall refused the request.",
    })
    // A filter's value would end at the colon, and find another record.
    await expect(run('create-order', { ...anOrder(1), reference: 'shop:1' })).rejects.toMatchObject({ code: 'action-input-invalid' })
  })

  it.each([
    [
      500,
      '{"error":{"code":500,"message":"Internal Server Error: Error creating product","0":"ErrorProductAlreadyExists"}}',
      'vendor-rejected',
    ],
    [
      500,
      '{"error":{"code":500,"message":"Internal Server Error: Error when validating Order: Failed to connect: Connection refused"}}',
      'vendor-unavailable',
    ],
    [500, '{"error":{"code":500,"message":"Internal Server Error: Error creating order","0":"DB_ERROR_DEADLOCK"}}', 'vendor-unavailable'],
    [
      503,
      '{"error":{"code":503,"message":"Service Unavailable: Error when create stock movement : ErrorWarehouseNotFound"}}',
      'vendor-rejected',
    ],
    [503, '{"error":{"code":503,"message":"Service Unavailable: maintenance"}}', 'vendor-unavailable'],
    [500, '<html>', 'vendor-unavailable'],
  ])('tells of a %i with %s that it is %s', (status, text, code) => {
    expect(refusalOf(answer(status, text)).error).toMatchObject({ code })
  })

  it('reads what changed to the end though records change between two pages, many in one second', async () => {
    erp.at('2026-07-01T09:00:00Z')
    for (let nth = 1; nth <= 5; nth++) await run('create-order', { ...anOrder(nth), validate: false })
    const records = await erp.poll('orders-changed', {
      limit: 2,
      async between() {
        erp.at('2026-07-01T09:00:05Z')
        await run('create-order', anOrder(1))
      },
    })
    expect(new Set(records.map(({ key }) => key))).toEqual(new Set(['1', '2', '3', '4', '5']))
    expect(records.filter(({ key }) => key === '1').map(({ value }) => (value as Record<string, Json>)['status'])).toEqual([
      'draft',
      'validated',
    ])
    expect(records[0]?.value).toMatchObject({ updatedAt: '2026-07-01T09:00:00.000Z' })
  })

  it('asks for changes by the clock of the server, in digits, from the hour before where the clock was turned back', async () => {
    const page = { cursor: undefined, since: new Date('2026-10-25T00:10:00Z'), limit: 5, options: {} }
    const first = await ordersChanged.poll(page, { ...erp.context(), now: () => new Date('2026-10-25T00:20:00Z') })
    await ordersChanged.poll({ ...page, cursor: first.cursor }, { ...erp.context(), now: () => new Date('2026-10-25T01:20:00Z') })
    const asked = (await erp.requests()).map(({ path }) => /tms.*?(\d{14})/.exec(decodeURIComponent(path))?.[1])
    expect(asked).toEqual(['20261025021000', '20261025010800'])
  })
})

describe('a shipment', () => {
  const order = { ...anOrder(1), lines: [...LINES, { product: 'HF-1010', quantity: '1', unitPrice: '12.50', taxRate: '20' }] }
  const ship = (input: object = {}) =>
    run('create-shipment', { reference: 'HF-1001-S1', order: 'HF-1001', warehouse: 'WH1', trackingNumber: '1Z/999', ...input })
  const stockOf = async (product: string) =>
    ((await run('get-stock', { product }))['levels'] as { warehouse: string; inStock: string }[]).find(
      ({ warehouse }) => warehouse === 'WH1',
    )?.inStock

  it('takes all goods of its order from the warehouse, and marks the order', async () => {
    await run('create-order', order)
    const before = Number(await stockOf('HF-1010'))
    const { shipment, created } = await ship({ date: '2026-03-03' })
    expect(created).toBe(true)
    expect(shipment).toMatchObject({
      number: 'SH2603-0001',
      reference: 'HF-1001-S1',
      status: 'validated',
      shippedAt: '2026-03-03T11:00:00.000Z',
      // As a file may be called.
      trackingNumber: '1Z_999',
      lines: [
        { product: 'HF-1010', quantity: '2', warehouse: 'WH1' },
        { product: 'HF-1010', quantity: '1', warehouse: 'WH1' },
      ],
    })
    expect(Number(await stockOf('HF-1010'))).toBe(before - 3)
    expect(await run('get-document', { document: 'order', reference: 'HF-1001' })).toMatchObject({ status: 'shipping' })
    expect(await run('get-shipment', { reference: 'HF-1001-S1' })).toEqual(shipment)
  })
  it('is found with the others of its order, and not with those of another', async () => {
    await run('create-order', order)
    await run('create-order', { ...order, reference: 'HF-1002' })
    expect(await run('find-shipments', { order: 'HF-1001' })).toEqual({ shipments: [] })
    const part = (quantity: string) => ({ lines: [{ product: 'HF-1010', quantity }] })
    const { shipment: first } = await ship(part('2'))
    await run('create-shipment', { reference: 'HF-1002-S1', order: 'HF-1002', warehouse: 'WH1' })
    const { shipment: second } = await ship({ ...part('1'), reference: 'HF-1001-S2', validate: false })
    expect(await run('find-shipments', { order: 'HF-1001' })).toEqual({ shipments: [first, second] })
    expect((await erp.failure(run('find-shipments', { order: 'HF-9999' }))).message).toContain('no order HF-9999')
  })
  it('is there once after a lost answer, and is validated then; stock moves once', async () => {
    await run('create-order', order)
    const before = Number(await stockOf('HF-1010'))
    await erp.fail({ kind: 'cut-after-write', match: '/shipments' })
    await expect(ship()).rejects.toMatchObject({ code: 'connection-failed' })
    expect(await ship()).toMatchObject({ created: false, shipment: { status: 'validated' } })
    await erp.fail({ kind: 'cut-after-write', match: '/validate' })
    await ship()
    expect(await erp.records('shipments')).toHaveLength(1)
    expect(Number(await stockOf('HF-1010'))).toBe(before - 3)
  })
  it('of a part is laid on the lines of its product, from warehouses of its own', async () => {
    await run('create-order', order)
    const lines = [{ product: 'HF-1010', quantity: '2.5', warehouse: 'WH2' }]
    expect(await ship({ lines, validate: false })).toMatchObject({
      shipment: {
        status: 'draft',
        lines: [
          { quantity: '2', warehouse: 'WH2' },
          { quantity: '0.5', warehouse: 'WH2' },
        ],
      },
    })
  })
  it.each([
    [
      'more than was ordered',
      { lines: [{ product: 'HF-1010', quantity: '4' }] },
      'has not so much of HF-1010: 4 are to be shipped, 3 were ordered',
    ],
    ['a product that was not ordered', { lines: [{ product: 'HF-1004', quantity: '1' }] }, 'has not so much of HF-1004'],
    ['an unknown warehouse', { warehouse: 'NOWHERE' }, 'no warehouse NOWHERE'],
    ['an unknown order', { order: 'HF-9999' }, 'no order HF-9999'],
  ])('of %s is refused before anything is written', async (_, over, why) => {
    await run('create-order', order)
    const before = (await written()).length
    expect((await erp.failure(ship(over))).message).toContain(why)
    expect(await written()).toHaveLength(before)
  })
  it('is not made of a draft, nor of another order under the same reference', async () => {
    await run('create-order', { ...order, validate: false })
    expect((await erp.failure(ship())).message).toContain('is a draft')
    await run('create-order', order)
    await run('create-order', { ...order, reference: 'HF-1002' })
    await ship()
    expect((await erp.failure(ship({ order: 'HF-1002' }))).message).toContain('of another order than HF-1002')
  })
})

describe('fields that people added', () => {
  const lantern = { ref: 'NEW-1', label: 'Lantern', price: '15', taxRate: '20' }
  it('stay when others are written, and are not written again unchanged', async () => {
    await run('upsert-product', { ...lantern, fields: { hf_care: 'Wipe', hf_weight: '1.25' } })
    await run('upsert-product', { ...lantern, fields: { hf_weight: '1.5' } })
    expect(await erp.records('products')).toContainEqual(
      expect.objectContaining({ ref: 'NEW-1', array_options: { options_hf_care: 'Wipe', options_hf_weight: 1.5 } }),
    )
    const before = (await written()).length
    const again = await run('upsert-product', { ...lantern, fields: { hf_care: 'Wipe', hf_weight: '1.5' } })
    expect(await written()).toHaveLength(before)
    expect(again).toMatchObject({ product: { fields: { hf_care: 'Wipe', hf_weight: '1.5' } } })
  })
  it.each([
    ['hf_colour', 'Blue', 'has no field "hf_colour"'],
    ['hf_weight', 'heavy', 'takes a number'],
    ['hf_heading', 'x', 'cannot be written'],
  ])('refuse %s before anything is written', async (name, value, why) => {
    const error = await erp.failure(run('upsert-product', { ...lantern, fields: { [name]: value } }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${name}` }] })
    expect(error.message).toContain(why)
    expect(await written()).toEqual([])
  })
  it('are those that records have where the user is no administrator', async () => {
    await run('find-or-create-third-party', { reference: 'shop-77', name: 'Ada', fields: { hf_club: 'Finch' } })
    await erp.emit('user.demoted', {})
    const found = await findOrCreateThirdParty.discover.read({}, erp.context())
    expect(found.input).toEqual({ 'fields.hf_club': { kind: 'text', custom: true } })
    // Its choices are not known either: the key is sent as it is given.
    await run('find-or-create-third-party', { reference: 'shop-78', name: 'Bea', fields: { hf_club: '1' } })
    expect(await erp.records('thirdparties')).toContainEqual(expect.objectContaining({ array_options: { options_hf_club: '1' } }))
  })
})
