import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import { aCustomer, CASES, customer, DELIVERY, INVOICE, order, COUNT } from './erpnext.testing.ts'
import { deliveryNoteChanged, documentChanged, salesInvoiceChanged, salesOrderChanged } from './triggers/document-changed.ts'
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
  it.each([
    ['Sales Order', salesOrderChanged],
    ['Sales Invoice', salesInvoiceChanged],
    ['Delivery Note', deliveryNoteChanged],
  ])('fetches what the webhook of a %s missed, named as its delivery is', async (doctype, trigger) => {
    await harness.make(aCustomer)
    await run('create-sales-order', order)
    await run('create-sales-invoice', INVOICE)
    await run('create-delivery-note', DELIVERY)
    const page = await trigger.sweep?.({ since: new Date(0), cursor: undefined, limit: 50 }, harness.context())
    const payloads = page?.payloads ?? []
    const last = payloads.at(-1) as { readonly name: string } | undefined
    const stored = (await records(encodeURIComponent(doctype))).find(({ name }) => name === last?.name)
    expect(payloads.at(-1)).toEqual({ doctype, name: stored?.['name'] ?? '', modified: stored?.['modified'] ?? '' })
    expect(payloads).toHaveLength((await records(encodeURIComponent(doctype))).length)
    // A Webhook sends the fields that were chosen; a second one for the same save is the same event.
    const delivered = { ...stored, doctype }
    expect(trigger.recordKey?.(delivered)).toBe(trigger.recordKey?.(payloads.at(-1) ?? null))
    expect(trigger.recordKey?.({ ...delivered, modified: '2027-01-01 00:00:00.000001' })).not.toBe(trigger.recordKey?.(delivered))
  })
  it('lists what moved, not what stands', async () => {
    const poll = erpnext.polls.find(({ id }) => id === 'stock-changed')
    const read = async (cursor?: Json) =>
      await poll?.poll({ cursor, since: new Date('2020-01-01'), limit: 100, options: {} }, harness.context())
    const first = await read()
    await run('reconcile-stock', COUNT)
    const next = await read(first?.cursor)
    const seen = new Set(first?.records.map(({ key, version }) => `${key}@${version}`))
    const moved = next?.records.filter(({ key, version }) => !seen.has(`${key}@${version}`))
    expect(moved).toMatchObject([{ value: { itemCode: 'HF-1010', warehouse: 'WH1 - HF', actual: '37', reserved: '0', available: '37' } }])
  })
  it('fetches what the webhook of any type missed, of the types that the connection names', async () => {
    const page = async (sweptTypes?: string) => {
      const payloads: Json[] = []
      const context = harness.context({ config: { ...CASES.config, ...(sweptTypes !== undefined && { sweptTypes }) } })
      let cursor: Json | undefined
      for (;;) {
        const swept = await documentChanged.sweep({ since: new Date('2020-01-01'), cursor, limit: 3 }, context)
        payloads.push(...swept.payloads)
        cursor = swept.cursor
        if (!swept.more) return payloads as unknown as readonly { readonly doctype: string; readonly name: string }[]
      }
    }
    expect(await page()).toEqual([])
    const found = await page('Item, Customer')
    expect(new Set(found.map(({ doctype }) => doctype))).toEqual(new Set(['Item', 'Customer']))
    expect(found.filter(({ doctype }) => doctype === 'Customer').map(({ name }) => name)).toEqual(['Ada Lovelace'])
    // Its delivery, with the fields that somebody chose.
    const [stored] = (await records('Customer')).map((row) => ({
      name: row['name'],
      modified: row['modified'],
      customer_name: row['name'],
    }))
    expect(documentChanged.recordKey(stored as Json)).toBe(
      documentChanged.recordKey(found.find(({ name }) => name === 'Ada Lovelace') ?? null),
    )
  })
  it('knows a time without its fraction of zero', () => {
    const key = (modified: string) => salesOrderChanged.recordKey?.({ name: 'SO-1', modified })
    expect(key('2026-03-01 10:15:00.000000')).toBe(key('2026-03-01 10:15:00'))
    expect(key('2026-03-01 10:15:00.120000')).toBe(key('2026-03-01 10:15:00.12'))
    expect(key('2026-03-01 10:15:10')).not.toBe(key('2026-03-01 10:15:1'))
  })
  it('takes no document of another type', () => {
    const body = JSON.stringify({ doctype: 'Item', name: 'HF-1010', modified: '2026-03-01 10:15:00' })
    const headers = CASES.webhooks?.['sales-order-changed']?.sign?.(Buffer.from(body), CASES.secrets, new Date()) ?? {}
    const verify = () =>
      salesOrderChanged.verify(
        { method: 'POST', url: 'https://hooks.example/h', headers, body: Buffer.from(body) },
        { config: CASES.config, secrets: readSecrets(CASES.secrets), now: new Date() },
      )
    expect(verify).toThrow(expect.objectContaining({ code: 'delivery-rejected', message: expect.stringContaining('Item') as string }))
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
