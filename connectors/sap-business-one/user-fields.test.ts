// The company's own fields: written with documents and partners, read with documents, items and partners.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { sapBusinessOne } from './index.ts'
import { aCustomer, aDocument, CONFIG, SECRETS } from './sap-business-one.testing.ts'
import { createSapBusinessOneSimulator } from './simulator/index.ts'

const against = (username: string) =>
  simulated({
    connector: sapBusinessOne,
    createSimulator: createSapBusinessOneSimulator,
    // What a company has is remembered for each company.
    config: { ...CONFIG, companyDb: `SBO_${username}`, username, simulator: 'sim' },
    secrets: SECRETS,
  })
const order = (fields: Json) => ({ ...aDocument(1), fields })
const read = { document: 'order', reference: 'HF-1001' }

describe('user-defined fields', () => {
  const erp = against('fields')
  it('are read with a document, in lists and with partners, empty ones as nothing', async () => {
    const fields = { U_Deposit: '10.10', U_IsGift: true, U_NeededOn: '2026-03-09', U_PickupTime: '09:30', U_Parcels: 2, U_Channel: 'POS' }
    await erp.run('create-sales-order', order(fields))
    const told = { ...fields, U_Deposit: '10.1', U_GiftMessage: null }
    expect(await erp.run('get-document', read)).toMatchObject({ fields: told })
    const page = { cursor: undefined, since: new Date('2026-01-01T00:00:00Z'), limit: 10, options: {} }
    const poll = async (id: string) =>
      (await sapBusinessOne.polls.find((one) => one.id === id)?.poll(page, erp.context()))?.records.at(-1)?.value
    expect(await poll('sales-orders-changed')).toMatchObject({ fields: told })
    await erp.run('find-or-create-partner', { ...aCustomer(1), fields: { U_LoyaltyNo: 'L-17' } })
    expect(await poll('partners-changed')).toMatchObject({ fields: { U_LoyaltyNo: 'L-17', U_Birthday: null } })
    expect(await erp.run('find-items', { limit: 1 })).toMatchObject({ items: [{ fields: { U_Season: null } }] })
  })
  it.each([
    ['U_Gone', 'x', 'no user-defined field "U_Gone"'],
    ['U_TillflowRef', 'x', 'keeps the reference'],
    ['U_IsGift', 'Y', 'takes true or false'],
    ['U_Deposit', '10,10', 'takes a number'],
    ['U_Parcels', '2.5', 'takes a whole number'],
    ['U_Channel', 'FAX', 'one of: WEB, POS'],
    ['U_PickupTime', '25:00', 'a time such as 09:30'],
    ['U_NeededOn', '9 March', 'takes a date'],
    ['Comments', 'x', 'no user-defined field'],
  ])('%s = %j is refused before anything is written', async (name, value, message) => {
    const error = await erp.failure(erp.run('create-sales-order', order({ [name]: value })))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${name}` }] })
    expect(error.message).toContain(message)
    expect(await erp.records('Orders')).toEqual([])
  })
  it('of a line are refused at their line', async () => {
    const lines = [
      { item: 'HF-1010', quantity: '1' },
      { item: 'HF-1011', quantity: '1', fields: { U_Gone: 'x' } },
    ] as Json[]
    expect(await erp.failure(erp.run('create-sales-order', { ...aDocument(1), lines }))).toMatchObject({
      issues: [{ path: '/lines/1/fields/U_Gone' }],
    })
  })
  it('where references stand are not offered', async () => {
    const { input = {} } = await createSalesOrder.discover.read({}, erp.context())
    expect(Object.keys(input)).toContain('fields.U_GiftMessage')
    expect(Object.keys(input).filter((path) => path.includes('TillflowRef'))).toEqual([])
  })
  it('that were taken away since they were asked for stop nobody', async () => {
    await erp.run('create-sales-order', order({ U_GiftMessage: 'Happy birthday' }))
    await erp.run('get-document', read)
    await erp.emit('user-field.removed', { Name: 'Deposit' })
    const { fields } = (await erp.run('get-document', read)) as { fields: Record<string, Json> }
    expect(fields).toMatchObject({ U_GiftMessage: 'Happy birthday' })
    expect(fields).not.toHaveProperty('U_Deposit')
  })
})

describe('a user who may not see which fields there are', () => {
  const erp = against('blind')
  it('reads without them; a person who asks is told', async () => {
    await erp.run('create-sales-order', aDocument(1))
    await erp.fail({ kind: 'unauthorized', match: 'UserFieldsMD', times: 100 })
    const found = await erp.run('get-document', read)
    expect(found).toMatchObject({ reference: 'HF-1001' })
    expect(found).not.toHaveProperty('fields')
    expect((await erp.failure(createSalesOrder.discover.read({}, erp.context()))).code).toBe('credentials-invalid')
  })
})
