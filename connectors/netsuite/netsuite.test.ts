import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { hostOf, realmOf } from './auth.ts'
import { quoted } from './client.ts'
import { netsuite } from './index.ts'
import { NETSUITE_CASES, order } from './netsuite.testing.ts'

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
})
