// Fields that an app added: over the API that a partner published beside Microsoft's.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { findItems } from './actions/find-items.ts'
import { aCustomer, aDocument, CONFIG, SECRETS } from './business-central.testing.ts'
import { businessCentral } from './index.ts'
import { createBusinessCentralSimulator } from './simulator/index.ts'

const against = (config: Readonly<Record<string, unknown>>) =>
  simulated({
    connector: businessCentral,
    createSimulator: createBusinessCentralSimulator,
    config: { ...CONFIG, ...config, simulator: 'sim' },
    secrets: SECRETS,
  })
const FIELDS = { giftMessage: 'Happy birthday', isGift: true, deposit: '10.10', channel: 'Web' }
const order = (fields: Json) => ({ ...aDocument(1), fields })

describe('fields of an app', () => {
  const erp = against({})
  const own = async () => (await erp.records('own-salesOrders'))[0]

  it('are read with the order, empty ones as nothing', async () => {
    await erp.run('create-sales-order', order({ giftMessage: 'Happy birthday', deposit: '10.10', pickupAt: '2026-03-01T10:15:00+01:00' }))
    expect(await erp.run('get-sales-order', { externalNumber: 'HF-1001' })).toMatchObject({
      fields: { giftMessage: 'Happy birthday', isGift: false, deposit: '10.1', pickupAt: '2026-03-01T09:15:00.000Z', channel: null },
    })
  })
  it('are filled by a repetition where an earlier try ended between making the order and filling it', async () => {
    await erp.fail({ kind: '500', match: `${CONFIG.ownApi}/companies`, times: 1 })
    expect(await erp.failure(erp.run('create-sales-order', order(FIELDS)))).toMatchObject({ code: 'vendor-unavailable' })
    expect(await erp.records('salesOrders')).toHaveLength(1)
    expect(await own()).toBeUndefined()
    expect(await erp.run('create-sales-order', order(FIELDS))).toMatchObject({ created: false })
    expect(await erp.records('salesOrders')).toHaveLength(1)
    expect(await own()).toMatchObject({ giftMessage: 'Happy birthday', isGift: true, deposit: 10.1, channel: 'Web' })
  })
  it('that a person has filled since stay as they are', async () => {
    await erp.run('create-sales-order', order({ giftMessage: 'Of a person' }))
    await erp.run('create-sales-order', order(FIELDS))
    expect(await own()).toMatchObject({ giftMessage: 'Of a person', channel: 'Web' })
  })
  it('of a customer are changed and emptied', async () => {
    await erp.run('upsert-customer', { ...aCustomer(1), fields: { birthday: '1906-12-09', loyaltyNumber: 'L-17' } })
    await erp.run('upsert-customer', { ...aCustomer(1), fields: { birthday: null, loyaltyNumber: 'L-18' } })
    expect((await erp.records('own-customers'))[0]).toMatchObject({ birthday: '0001-01-01', loyaltyNumber: 'L-18' })
  })
  it.each([
    ['colour', 'red', 'adds no field "colour"'],
    ['externalDocumentNumber', 'X', 'adds no field'],
    ['isGift', 'yes', 'takes true or false'],
    ['deposit', '10,10', 'takes a number'],
    ['channel', 'Fax', 'one of'],
    ['pickupAt', '2026-03-01T10:15:00', 'with its zone'],
  ])('%s = %j is refused before anything is written', async (name, value, message) => {
    const error = await erp.failure(erp.run('create-sales-order', order({ [name]: value })))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${name}` }] })
    expect(error.message).toContain(message)
    expect(await erp.records('salesOrders')).toEqual([])
  })
})

describe('fields of an app in lines', () => {
  const erp = against({})
  const [mug, shipping] = aDocument(1).lines as unknown as readonly [Record<string, Json>, Record<string, Json>]
  const twoMugs = (first: Json, second: Json) => ({
    ...aDocument(1),
    lines: [{ ...mug, fields: first }, shipping, { ...mug, fields: second }],
  })
  const engravings = async () => (await erp.records('own-salesOrderLines')).map(({ engraving }) => engraving)

  it('go to the line that they were given for, though an item stands on several, and are read with it', async () => {
    await erp.run('create-sales-order', twoMugs({ engraving: 'Ada', giftWrap: true }, { engraving: 'Grace', deposit: '2.50' }))
    expect(await erp.run('get-sales-order', { externalNumber: 'HF-1001' })).toMatchObject({
      lines: [
        { item: 'HF-1010', fields: { engraving: 'Ada', giftWrap: true, deposit: '0' } },
        { item: '6810', fields: { engraving: null } },
        { item: 'HF-1010', fields: { engraving: 'Grace', giftWrap: false, deposit: '2.5' } },
      ],
    })
  })
  it('are filled by a repetition where an earlier try ended between making the order and filling them', async () => {
    await erp.fail({ kind: '500', match: `${CONFIG.ownApi}/companies`, times: 1 })
    const wanted = twoMugs({ engraving: 'Ada' }, { engraving: 'Grace' })
    expect(await erp.failure(erp.run('create-sales-order', wanted))).toMatchObject({ code: 'vendor-unavailable' })
    expect(await engravings()).toEqual([])
    expect(await erp.run('create-sales-order', wanted)).toMatchObject({ created: false })
    expect(await engravings()).toEqual(['Ada', 'Grace'])
    expect(await erp.records('salesOrders')).toHaveLength(1)
  })
  it('of a posted invoice are written before it is posted', async () => {
    await erp.run('create-sales-invoice', { ...aDocument(1), lines: [{ ...mug, fields: { engraving: 'Ada' } }], post: true })
    expect(await erp.records('own-salesInvoiceLines')).toMatchObject([{ engraving: 'Ada' }])
    expect(await erp.records('salesInvoices')).toMatchObject([{ status: 'Open' }])
  })
  it('that are wrong are named with their line, before anything is written', async () => {
    const error = await erp.failure(erp.run('create-sales-order', twoMugs({ engraving: 'Ada' }, { colour: 'red' })))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/lines/2/fields/colour' }] })
    expect(await erp.records('salesOrders')).toEqual([])
  })
})

describe('without an API of their own', () => {
  const erp = against({ ownApi: undefined })
  it('records are read as before, and asking says what is missing', async () => {
    expect(await erp.run('find-items', { limit: 1 })).toMatchObject({
      items: [expect.not.objectContaining({ fields: expect.anything() as unknown })],
    })
    expect((await erp.requests()).some(({ path }) => path.includes('$metadata'))).toBe(false)
    expect(await erp.failure(createSalesOrder.discover.read({}, erp.context()))).toMatchObject({
      code: 'vendor-rejected',
      fix: expect.stringContaining('contoso/retail/v1.0') as string,
    })
  })
  it('a field that is given is refused', async () => {
    expect(await erp.failure(erp.run('create-sales-order', order({ giftMessage: 'x' })))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('with an API that is not there', () => {
  const erp = against({})
  it('its route is named', async () => {
    // The simulated environment has only the API of its own settings.
    const context = { ...erp.context(), config: { ...erp.context().config, ownApi: 'nobody/nothing/v1.0' } }
    const error = await erp.failure(findItems.discover.read({}, context))
    expect(error).toMatchObject({ code: 'vendor-rejected' })
    expect(error.message).toContain('nobody/nothing/v1.0')
  })
})
