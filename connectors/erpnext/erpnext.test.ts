import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { aCustomer, CASES, customer, order } from './erpnext.testing.ts'
import { erpnext } from './index.ts'
import { refusal } from './refusal.ts'

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
