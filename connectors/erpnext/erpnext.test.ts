import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector, type ConformanceOptions, type Made } from '#connectors/kit/conformance.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { erpnext } from './index.ts'
import { refusal } from './refusal.ts'
import { createErpNextSimulator } from './simulator/index.ts'

const customer = { email: 'grace@example.com', fullName: 'Grace Hopper', isCompany: false }
const order = {
  poNumber: '#1001',
  customer: 'Grace Hopper',
  date: '2026-03-01',
  deliveryDate: '2026-03-04',
  currency: 'GBP',
  submit: true,
  lines: [
    { itemCode: 'HF-1010', quantity: '2', rate: '12.50' },
    { itemCode: 'HF-1011', quantity: '1', rate: '0.10' },
  ],
}
const aCustomer: Made = { action: 'find-or-create-customer', input: customer }

/** A site with one customer, and one order of a customer that no test asks for, also after a reset. */
const CASES: ConformanceOptions = {
  connector: erpnext,
  createSimulator(options) {
    const simulator = createErpNextSimulator(options)
    const call = (path: string, body: object) =>
      simulator.fetch(
        new Request(`http://sim${path}`, {
          method: 'POST',
          headers: { authorization: `token ${options.secrets['apiKey']}:${options.secrets['apiSecret']}` },
          body: JSON.stringify(body),
        }),
      )
    return {
      ...simulator,
      async fetch(request: Request) {
        const answer = await simulator.fetch(request)
        if (new URL(request.url).pathname === '/_sim/reset') {
          await call('/api/resource/Customer', { customer_name: 'Ada Lovelace', customer_type: 'Individual' })
          for (const po of ['A-1', 'A-2', 'A-3'])
            await call('/api/resource/Sales%20Order', {
              customer: 'Ada Lovelace',
              po_no: po,
              currency: 'GBP',
              items: [{ item_code: 'HF-1010', qty: 1, rate: 12.5 }],
            })
        }
        return answer
      },
    }
  },
  config: { url: 'https://erp.harbour-finch.example', timeZone: 'Europe/London' },
  secrets: { apiKey: 'key-0123456789ab', apiSecret: 'secret-0123456789', webhookSecret: 'whsec-0123456789' },
  badSecrets: { apiKey: 'key-0123456789ab', apiSecret: 'secret-that-is-wrong', webhookSecret: 'whsec-0123456789' },
  actions: {
    'find-or-create-customer': { input: customer, creates: 'Customer' },
    'create-sales-order': { input: order, after: aCustomer, creates: 'Sales Order' },
    'get-sales-order': { input: { customer: 'Ada Lovelace', poNumber: 'A-1' } },
    'get-stock': { input: { itemCode: 'HF-1010' } },
  },
  polls: { 'sales-orders-changed': {} },
  webhooks: {
    'document-changed': {
      body: JSON.stringify({ name: 'SAL-ORD-2026-00042', modified: '2026-03-01 10:15:00.123456' }),
      signatureHeader: 'x-frappe-webhook-signature',
      sign: (body, secrets) => ({
        'x-frappe-webhook-signature': createHmac('sha256', secrets['webhookSecret'] ?? '')
          .update(body)
          .digest('base64'),
      }),
    },
  },
}
testConnector(CASES)

describe('ERPNext', () => {
  const harness = openHarness(CASES)
  const run = (id: string, input: Json) => {
    const action = erpnext.actions.find((one) => one.id === id)
    if (!action) throw new Error(id)
    return harness.run(action, input)
  }
  const records = async (type: string) => (await harness.sim(`/records/${type}`)) as readonly Record<string, Json>[]

  it('books an order once and submits it, its total exact', async () => {
    await harness.make(aCustomer)
    const made = await run('create-sales-order', order)
    expect(made).toMatchObject({ stage: 'submitted', status: 'To Deliver and Bill', total: { amount: '25.10', currency: 'GBP' } })
    expect(await run('create-sales-order', order)).toEqual(made)
  })
  it('submits the draft that an earlier try left behind', async () => {
    await harness.make(aCustomer)
    await harness.fail({ kind: '500', match: 'PUT' })
    expect((await harness.failure(run('create-sales-order', order))).code).toBe('vendor-unavailable')
    expect(await run('get-sales-order', { customer: 'Grace Hopper', poNumber: '#1001' })).toMatchObject({ stage: 'draft' })
    expect(await run('create-sales-order', order)).toMatchObject({ stage: 'submitted' })
    expect(await records('Sales%20Order')).toHaveLength(4)
  })
  it('leaves a draft where it should not be submitted', async () => {
    await harness.make(aCustomer)
    expect(await run('create-sales-order', { ...order, submit: false })).toMatchObject({ stage: 'draft', status: 'Draft' })
  })
  it('takes two people of one name for two customers', async () => {
    expect(await run('find-or-create-customer', customer)).toEqual({ customer: 'Grace Hopper', fullName: 'Grace Hopper' })
    expect(await run('find-or-create-customer', { ...customer, email: 'other@example.com' })).toMatchObject({
      customer: 'Grace Hopper - 1',
    })
  })
  it('says without markup what ERPNext refuses', async () => {
    await harness.make(aCustomer)
    const lines = [{ itemCode: 'NO-SUCH', quantity: '1', rate: '1' }]
    expect(await harness.failure(run('create-sales-order', { ...order, lines }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'ERPNext: Could not find Row #1: Item Code: NO-SUCH',
      details: { vendorCode: 'LinkValidationError', status: 417 },
    })
  })
  it('does not take an order for another whose PO number differs in case, as MariaDB does', async () => {
    await harness.make(aCustomer)
    await run('create-sales-order', { ...order, poNumber: 'web-1' })
    expect((await harness.failure(run('get-sales-order', { customer: 'Grace Hopper', poNumber: 'WEB-1' }))).code).toBe('vendor-rejected')
    const refused = await harness.failure(run('create-sales-order', { ...order, poNumber: 'WEB-1' }))
    expect(refused.message).toMatch(/^ERPNext: Sales Order SAL-ORD-\d{4}-00004 already exists against Customer's Purchase Order WEB-1/)
  })
  it('names a permission that is missing', () => {
    const body = {
      exc_type: 'PermissionError',
      _server_messages: JSON.stringify([JSON.stringify({ message: 'No <b>Bin</b> &amp; more' })]),
    }
    expect(refusal({ status: 403, text: JSON.stringify(body) })).toMatchObject({
      code: 'credentials-invalid',
      message: 'ERPNext does not permit this: No Bin & more',
    })
  })
  it('reads the stock of each warehouse', async () => {
    expect(await run('get-stock', { itemCode: 'HF-1010' })).toEqual({
      levels: ['WH1 - HF', 'WH2 - HF'].map((warehouse) => ({ warehouse, actual: '40', reserved: '0', ordered: '0', projected: '40' })),
      next: null,
    })
  })
})
