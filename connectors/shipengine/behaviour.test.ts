// What the conformance suite does not show: what a label costs and how often, what an order becomes, and who may tell of parcels.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import type { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import { shipengine } from './index.ts'
import { parcelOf } from './order.ts'
import { ADA, OPTIONS, PACKAGE, PARCEL, PUBLIC_KEYS, SECRETS, SHOP_ORDER, signatureOf } from './shipengine.testing.ts'
import { createShipengineSimulator } from './simulator/index.ts'

const ship = simulated({
  connector: shipengine,
  createSimulator: createShipengineSimulator,
  config: { simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: object) => ship.run(action, input as Json) as unknown as Promise<CanonicalShipment>
const rates = (input: object) =>
  ship.run('get-rates', input as Json) as unknown as Promise<{ rates: Record<string, Json>[]; problems: string[] }>
const bodies = async (path: string, method = 'POST') =>
  (await ship.requests()).filter((one) => one.path.startsWith(path) && one.method === method).map(({ body }) => body)
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const labels = () => ship.records('labels')
const { reference: _, carrierId: __, serviceCode: ___, ...RATED } = PARCEL
const SANTA = { name: 'Mia Svensson', line1: 'Storgatan 1', city: 'Stockholm', postalCode: '111 51', country: 'SE' }
const NOWHERE = { ...ADA, postalCode: '00000' }

describe('a label', () => {
  it('is bought once for a reference, with what it costs', async () => {
    const first = await run('create-label', PARCEL)
    expect(first).toMatchObject({
      reference: 'HF-1042-1',
      status: 'ready',
      carrier: 'ups',
      service: 'ups_ground',
      cost: { amount: '11.42', currency: 'USD' },
      packages: [{ weight: '800', weightUnit: 'gram' }],
    })
    expect(await run('create-label', PARCEL)).toEqual(first)
    expect(await labels()).toHaveLength(1)
    expect(await ship.run('get-label', { labelId: first.id })).toEqual({ shipment: first })
    expect(await ship.run('get-label', { reference: 'nothing' })).toEqual({ shipment: null })
  })
  it('is made for the shipment that a refused try has left, with what was mended', async () => {
    ship.at(minutesAgo(6))
    expect(await ship.failure(run('create-label', { ...PARCEL, to: NOWHERE }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'ShipEngine: ups: The postal code 00000 is invalid for the city and state.',
    })
    expect(await ship.records('shipments')).toHaveLength(1)
    expect(await run('create-label', PARCEL)).toMatchObject({ status: 'ready', reference: 'HF-1042-1' })
    expect(await ship.records('shipments')).toMatchObject([{ ship_to: { postal_code: '04101' } }])
    expect(await labels()).toHaveLength(1)
  })
  it('is not bought beside a try whose answer was lost and that may still be at the carrier', async () => {
    ship.at(minutesAgo(1))
    await ship.emit('shipment', { reference: PARCEL.reference })
    const error = await ship.failure(run('create-label', PARCEL))
    expect(error).toMatchObject({ code: 'vendor-busy', retryAfterMs: expect.any(Number) as number })
    expect(error.retryAfterMs).toBeGreaterThan(3.5 * 60_000)
    expect(error.retryAfterMs).toBeLessThan(4.1 * 60_000)
    expect(await labels()).toEqual([])
    expect(await bodies('/sim/v1/labels')).toEqual([])
  })
  it('is not bought a second time while the first try is at it, and not again where it was voided', async () => {
    const { id } = await run('create-label', PARCEL)
    expect(await run('void-label', { labelId: id })).toMatchObject({ id, status: 'voided', voidedAt: expect.any(String) })
    expect(await run('void-label', { labelId: id })).toMatchObject({ status: 'voided' })
    expect(await ship.failure(run('create-label', PARCEL))).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('was voided'),
    })
    expect(await labels()).toHaveLength(1)
    // As between the shipment and its label.
    await ship.fail({
      kind: 'strange',
      match: '/v1/labels/external_shipment_id',
      body: JSON.stringify({ ...(await labels())[0], status: 'error', voided: false }),
    })
    await ship.fail({ kind: 'strange', match: '/v1/labels', body: '{"labels":[],"pages":1}' })
    expect(await ship.failure(run('create-label', PARCEL))).toMatchObject({ code: 'vendor-unavailable' })
    expect(await labels()).toHaveLength(1)
  })
  it("is not given to another order's parcel", async () => {
    await run('create-label', { ...PARCEL, orderId: '1042' })
    expect(await ship.failure(run('create-label', { ...PARCEL, orderId: '1043' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The label of HF-1042-1 is of the order 1042, not of 1043.',
    })
  })
  it('that a carrier could not make is a failure', async () => {
    const label = { label_id: 'se-1', shipment_id: 'se-2', status: 'error' }
    await ship.fail({ kind: 'strange', match: 'POST /v1/labels', body: JSON.stringify(label) })
    expect(await ship.failure(run('create-label', PARCEL))).toMatchObject({ code: 'vendor-rejected', details: { labelId: 'se-1' } })
  })
  it('is not voided when its parcel is on its way', async () => {
    const { id } = await run('create-label', PARCEL)
    await ship.emit('track', { labelId: id, status: 'IT' })
    expect(await ship.failure(run('void-label', { labelId: id }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'ShipEngine: The label is already in use.',
      details: { vendorCode: 'label_already_used' },
    })
    expect(await ship.failure(run('void-label', { labelId: 'se-404' }))).toMatchObject({ code: 'vendor-rejected' })
  })
  it('goes out digit by digit, never through a float', async () => {
    const packages = [{ weight: { value: '0.1', unit: 'kilogram' }, insuredValue: { amount: '1000000000.10', currency: 'USD' } }]
    await run('create-label', { ...PARCEL, insurance: 'carrier', packages })
    const [sent = ''] = await bodies('/v1/labels')
    expect(sent).toContain('"insured_value":{"currency":"usd","amount":1000000000.10}')
    expect(sent).toContain('"weight":{"value":0.1,"unit":"kilogram"}')
  })
  it('is refused where something would be read otherwise than it was meant', async () => {
    const { warehouseId: ____, ...nowhere } = PARCEL
    const wrong = [
      nowhere,
      { ...PARCEL, from: { ...ADA, phone: '207' } },
      { ...nowhere, from: ADA },
      { ...PARCEL, insurance: 'carrier' },
      { ...PARCEL, reference: 'HF/1042' },
      { ...PARCEL, packages: [{ ...PACKAGE, insuredValue: { amount: '10', currency: 'USD' } }] },
      { ...PARCEL, packages: [{ weight: { value: '0.000', unit: 'gram' } }] },
      { ...PARCEL, customs: { contents: 'other', nonDelivery: 'return_to_sender' } },
      { ...PARCEL, to: { ...SANTA, name: undefined } },
    ]
    for (const input of wrong)
      expect(await ship.failure(run('create-label', JSON.parse(JSON.stringify(input)) as object))).toMatchObject({
        code: 'action-input-invalid',
      })
    expect(await ship.requests()).toEqual([])
  })
})

describe('an order', () => {
  const order = (more: Partial<CanonicalOrder> = {}) => ({ order: { ...SHOP_ORDER, ...more }, options: OPTIONS })
  it('is a parcel with all that is shipped of it', async () => {
    const shipment = await run('create-label-for-order', order())
    expect(shipment).toMatchObject({
      reference: '5123456789',
      orderId: SHOP_ORDER.id,
      lines: [
        { lineId: 'gid://shopify/LineItem/1', sku: 'HF-1004', quantity: 3 },
        { lineId: 'gid://shopify/LineItem/2', sku: 'HF-2001', quantity: 1 },
      ],
    })
    expect(await run('create-label-for-order', order())).toEqual(shipment)
    expect(await ship.records('shipments')).toMatchObject([
      { ship_to: { name: 'Ada Finch', email: 'ada@example.com', state_province: 'ME' }, items: [{ sku: 'HF-1004' }, { sku: 'HF-2001' }] },
    ])
  })
  it('may be several parcels', async () => {
    const lines = [{ lineId: 'gid://shopify/LineItem/1', quantity: 2 }]
    expect(await run('create-label-for-order', { ...order(), options: { ...OPTIONS, reference: '1042-2', lines } })).toMatchObject({
      reference: '1042-2',
      lines: [{ quantity: 2 }],
    })
    for (const wrong of [
      [{ lineId: 'gid://shopify/LineItem/1', quantity: 4 }],
      [{ lineId: 'gid://shopify/LineItem/3', quantity: 1 }],
      [...lines, ...lines],
    ])
      expect(await ship.failure(run('create-label-for-order', { ...order(), options: { ...OPTIONS, lines: wrong } }))).toMatchObject({
        code: 'action-input-invalid',
      })
  })
  it('goes abroad with what its pieces cost, without tax', async () => {
    const taxed = SHOP_ORDER.lines.map((line) => ({
      ...line,
      taxes: line.id.endsWith('/1') ? [{ title: 'VAT', rate: '0.25', amount: { amount: '20.00', currency: 'USD' } }] : [],
    }))
    const { shippingAddress } = SHOP_ORDER
    const abroad = order({
      taxesIncluded: true,
      lines: taxed,
      shippingAddress: shippingAddress && { ...shippingAddress, city: 'Stockholm', region: null, country: 'SE' },
    })
    const customs = { contents: 'merchandise', nonDelivery: 'return_to_sender', terms: 'ddp' }
    const origins = [{ sku: 'HF-1004', harmonizedCode: '6912.00', countryOfOrigin: 'PT' }]
    const options = { ...OPTIONS, serviceCode: 'ups_worldwide_saver', customs, origins }
    expect(await run('create-label-for-order', { ...abroad, options })).toMatchObject({
      isInternational: true,
      documents: { customsForm: expect.stringContaining('customs') },
    })
    const [sent = ''] = await bodies('/v1/labels')
    expect(sent).toContain(
      '{"description":"Harbour mug","quantity":3,"value":{"currency":"usd","amount":26.67},"harmonized_tariff_code":"6912.00","country_of_origin":"PT","sku":"HF-1004"}',
    )
    expect(sent).toContain('"state_province":"Stockholm"')
  })
  it('that cannot be shipped is refused', () => {
    const [, , giftCard] = SHOP_ORDER.lines
    const wrong: Partial<CanonicalOrder>[] = [
      { status: 'cancelled' },
      { shippingAddress: null },
      { shippingAddress: SHOP_ORDER.shippingAddress && { ...SHOP_ORDER.shippingAddress, postalCode: null } },
      { lines: giftCard ? [giftCard] : [] },
      { lines: SHOP_ORDER.lines.map((line) => ({ ...line, currentQuantity: 0 })) },
    ]
    for (const more of wrong)
      expect(() => parcelOf({ ...SHOP_ORDER, ...more }, OPTIONS)).toThrow(expect.objectContaining({ code: 'action-input-invalid' }))
  })
})

describe('rates', () => {
  it('come from all carriers, the cheapest first, with all parts, and say who has none', async () => {
    const { rates: found, problems } = await rates({ ...RATED, confirmation: 'signature' })
    expect(found.map(({ service, price }) => [service, price])).toEqual([
      ['usps_ground_advantage', { amount: '9.55', currency: 'USD' }],
      ['usps_priority_mail', { amount: '13.60', currency: 'USD' }],
      ['ups_ground', { amount: '14.77', currency: 'USD' }],
      ['ups_next_day_air', { amount: '58.75', currency: 'USD' }],
    ])
    expect(problems).toEqual([
      'usps_priority_mail_international: The service is international.',
      'ups_worldwide_saver: The service is international.',
    ])
  })
  it('of some services only', async () => {
    const { rates: found } = await rates({ ...RATED, carrierIds: ['se-1002'], serviceCodes: ['ups_ground'] })
    expect(found.map(({ service }) => service)).toEqual(['ups_ground'])
  })
  it('says what carriers said', async () => {
    const errors = [
      { error_source: 'carrier', carrier_code: 'ups', error_type: 'business_rules', error_code: 'unspecified', message: 'No.' },
    ]
    await ship.fail({ kind: 'strange', match: '/v1/rates', body: JSON.stringify({ rate_response: { rates: [], errors } }) })
    expect(await rates(RATED)).toEqual({ rates: [], problems: ['ups: No.'] })
  })
})

describe('tracking', () => {
  it('tells where a parcel is', async () => {
    const { id, trackingNumber } = await run('create-label', PARCEL)
    expect(await ship.run('track', { labelId: id })).toMatchObject({ status: 'not-yet-there', events: [] })
    await ship.emit('track', { labelId: id, status: 'IT' })
    await ship.emit('track', { labelId: id })
    const told = { status: 'delivered', deliveredAt: expect.any(String), events: [{ status: 'delivered' }, { status: 'in-transit' }] }
    expect(await ship.run('track', { carrierCode: 'ups', trackingNumber })).toMatchObject(told)
    expect(await ship.run('get-label', { labelId: id })).toMatchObject({ shipment: { status: 'delivered' } })
    expect(await ship.run('track', { carrierCode: 'ups', trackingNumber: 'other' })).toMatchObject({ status: 'unknown' })
    expect(await ship.failure(ship.run('track', { carrierCode: 'ups' }))).toMatchObject({ code: 'action-input-invalid' })
    expect(await ship.failure(ship.run('track', { carrierCode: 'pigeon', trackingNumber: '1' }))).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/carrier_code', code: 'invalid-field-value' }],
    })
  })
})

describe('an address', () => {
  it('is checked', async () => {
    expect(await ship.run('validate-address', ADA as Json)).toMatchObject({
      status: 'verified',
      address: { city: 'PORTLAND', isResidential: true },
    })
    expect(await ship.run('validate-address', NOWHERE as Json)).toMatchObject({
      status: 'error',
      address: null,
      messages: [expect.any(String)],
    })
    expect(await ship.run('validate-address', { ...ADA, country: 'ZZ' } as Json)).toMatchObject({ status: 'unverified', address: null })
  })
})

describe('a webhook', () => {
  const moved = ship.trigger('parcel-moved')
  it('is registered once, proven by the keys that ShipEngine publishes, and taken back', async () => {
    const { subscriptionId } = (await moved.subscribe?.('https://hooks.example/1', ship.context())) ?? { subscriptionId: '' }
    expect(await moved.subscribe?.('https://hooks.example/1', ship.context())).toEqual({ subscriptionId })
    await run('create-label', PARCEL)
    await ship.emit('track', {})
    const [delivery] = ship.deliveries
    const keys = await moved.publicKeys?.read(ship.context())
    expect(delivery && ship.verify('parcel-moved', delivery, keys)).toMatchObject({ vendorEvent: 'track' })
    expect(() => delivery && ship.verify('parcel-moved', delivery)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
    expect(() => delivery && ship.verify('parcel-moved', delivery, PUBLIC_KEYS)).toThrow(
      expect.objectContaining({ code: 'signature-invalid' }),
    )
    await moved.unsubscribe?.(subscriptionId, ship.context())
    await moved.unsubscribe?.(subscriptionId, ship.context())
    expect(await ship.records('webhooks')).toEqual([])
  })
  it('of another event, of the future, or of no time is refused', () => {
    const now = new Date('2026-03-01T10:00:00Z')
    const verify = (body: string, headers: Record<string, string>) =>
      moved.verify(
        { method: 'POST', url: 'https://hooks.example/1', headers, body: Buffer.from(body) },
        { config: {}, secrets: readSecrets(SECRETS), now, publicKeys: PUBLIC_KEYS },
      )
    const good = JSON.stringify(moved.example)
    expect(verify(good, signatureOf(good, now)).deliveryId).toMatch(/^[0-9a-f]{64}$/)
    const batch = '{"resource_url":"https://api.shipengine.com/v1/batches/se-1","resource_type":"API_BATCH"}'
    for (const body of [batch, 'no json', '[]'])
      expect(() => verify(body, signatureOf(body, now))).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
    const later = signatureOf(good, new Date(now.getTime() + 6 * 60_000))
    const { 'x-shipengine-timestamp': ____, ...timeless } = signatureOf(good, now)
    const { 'x-shipengine-rsa-sha256-key-id': _____, ...keyless } = signatureOf(good, now)
    for (const headers of [later, timeless, keyless, { ...signatureOf(good, now), 'x-shipengine-timestamp': 'soon' }])
      expect(() => verify(good, headers)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
  })
})

describe('new labels', () => {
  it('of one instant are read though they are more than a page', async () => {
    ship.at('2026-03-01T10:00:00Z')
    for (let index = 0; index < 5; index++) await run('create-label', { ...PARCEL, reference: `HF-${index}` })
    const poll = shipengine.polls[0]
    const seen: string[] = []
    let cursor: Json | undefined
    for (let more = true; more;) {
      const page = await poll.poll({ cursor, since: new Date('2026-02-01T00:00:00Z'), limit: 2, options: {} }, ship.context())
      seen.push(...page.records.map(({ key }) => key))
      ;({ cursor, more } = page)
    }
    expect(new Set(seen).size).toBe(5)
  })
})

it('is signed in to the sandbox by a key of the sandbox', async () => {
  expect(await ship.test()).toEqual({ summary: 'Signed in to the sandbox: 2 carriers, such as USPS by Stamps.com.' })
})
