// What the conformance suite does not know: postings, versions, batches, companies, and how Business Central says no.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { upsertCustomer } from './actions/upsert-customer.ts'
import { aCustomer, aDocument, CONFIG, JOURNAL, SECRETS, TAKINGS } from './business-central.testing.ts'
import { businessCentral } from './index.ts'
import { createBusinessCentralSimulator } from './simulator/index.ts'

const erp = simulated({
  connector: businessCentral,
  createSimulator: createBusinessCentralSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => erp.run(action, input) as Promise<Record<string, Json>>
const written = async () => (await erp.requests()).filter(({ method, path }) => method !== 'GET' && !path.includes('oauth2'))

describe('Business Central', () => {
  it('writes amounts digit by digit, and names variant and location by their ids', async () => {
    const { order } = await run('create-sales-order', aDocument(1))
    expect(order).toMatchObject({ net: { amount: '28.95', currency: 'GBP' }, total: { amount: '34.74', currency: 'GBP' } })
    const [sent] = await written()
    expect(sent?.body).toContain('"unitPrice":12.50')
    expect(sent?.body).toMatch(/"itemVariantId":"[0-9a-f-]{36}".*"locationId":"[0-9a-f-]{36}"/)
  })

  it('makes no order again that has become an invoice', async () => {
    await run('create-sales-order', aDocument(1))
    const { invoice } = await run('ship-and-invoice-order', { externalNumber: 'HF-1001' })
    expect(await erp.records('salesOrders')).toEqual([])
    expect(await run('create-sales-order', aDocument(1))).toEqual({ order: invoice, created: false })
    expect(await erp.records('itemLedgerEntries')).toHaveLength(1)
  })

  it("takes no other customer's document for the one that is meant", async () => {
    await run('upsert-customer', aCustomer(1))
    await run('create-sales-order', aDocument(1))
    await expect(run('create-sales-order', { ...aDocument(1), customer: 'C-1' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringMatching(/^External document number HF-1001 is taken by .*, of customer WEB-1 and not C-1\.$/),
    })
    expect(await erp.records('salesOrders')).toHaveLength(1)
  })

  it('leaves an order that is partly invoiced to a person', async () => {
    await run('create-sales-order', aDocument(1))
    await run('create-sales-invoice', aDocument(1))
    await expect(run('ship-and-invoice-order', { externalNumber: 'HF-1001' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringMatching(/^A part of order HF-1001 has invoice/),
    })
  })

  it('posts a draft once, also when the answer to the posting is lost', async () => {
    await erp.fail({ kind: 'cut-after-write', match: '.post' })
    const posted = { ...aDocument(1), post: true }
    await expect(run('create-sales-invoice', posted)).rejects.toMatchObject({ code: 'connection-failed' })
    expect(await run('create-sales-invoice', posted)).toMatchObject({ created: false, invoice: { status: 'Open' } })
    expect(await erp.records('itemLedgerEntries')).toHaveLength(1)
    expect((await written()).filter(({ path }) => path.endsWith('.post'))).toHaveLength(1)
  })

  it('brings goods of a credit memo back into stock', async () => {
    await run('create-sales-credit-memo', { ...aDocument(1), post: true })
    expect(await erp.records('itemLedgerEntries')).toEqual([expect.objectContaining({ itemNumber: 'HF-1010', quantity: 2 })])
  })

  it('posts a journal once, wherever it was interrupted', async () => {
    for (const match of ['journalLines', '.post']) {
      await erp.fail({ kind: 'cut-after-write', match })
      await expect(run('post-journal', JOURNAL)).rejects.toMatchObject({ code: 'connection-failed' })
    }
    expect(await run('post-journal', JOURNAL)).toMatchObject({ posted: false })
    expect(await erp.records('generalLedgerEntries')).toHaveLength(3)
    expect(await erp.records('journalLines')).toEqual([])
  })

  it('does not post what others have written into the batch', async () => {
    const lines = [TAKINGS, { account: '9999', amount: '-120.00' }]
    const wrong = { ...JOURNAL, documentNumber: 'OTHER', lines }
    await expect(run('post-journal', wrong)).rejects.toMatchObject({ code: 'vendor-rejected' })
    await expect(run('post-journal', JOURNAL)).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'Batch TILLFLOW holds lines of document OTHER, which would be posted too.',
    })
    expect(await erp.records('generalLedgerEntries')).toEqual([])
  })

  it('refuses a journal that does not balance before it is sent', async () => {
    const lines = [TAKINGS, { account: '6110', amount: '-119.99' }]
    await expect(run('post-journal', { ...JOURNAL, lines })).rejects.toMatchObject({
      code: 'action-input-invalid',
      message: 'The journal does not balance: debits less credits are 0.01.',
    })
    expect(await written()).toEqual([])
  })

  it('changes of a customer only what differs, and nothing when nothing does', async () => {
    await run('upsert-customer', aCustomer(1))
    await run('upsert-customer', aCustomer(1))
    await run('upsert-customer', { ...aCustomer(1), city: 'Deal' })
    expect((await written()).map(({ method, body }) => (method === 'POST' ? method : `${method} ${body}`))).toEqual([
      'POST',
      'PATCH {"city":"Deal"}',
    ])
  })

  it('overwrites no customer that somebody else has changed meanwhile', async () => {
    await run('upsert-customer', aCustomer(1))
    const context = erp.context()
    // Another process writes after this one has read.
    const send: typeof context.http.send = async (request) => {
      if (request.method !== 'PATCH') return context.http.send(request)
      await context.http.send({ ...request, json: { city: 'Deal' } })
      return context.http.send(request)
    }
    await expect(upsertCustomer.run({ ...aCustomer(1), city: 'Dover' }, { ...context, http: { send } })).rejects.toMatchObject({
      code: 'vendor-unavailable',
      details: { status: 409, vendorCode: 'Request_EntityChanged' },
    })
    expect(await erp.records('customers')).toContainEqual(expect.objectContaining({ number: 'C-1', city: 'Deal' }))
  })

  it('says in the words of Business Central what is wrong with a record', async () => {
    const lines = [{ item: 'NOTHING', quantity: '1', unitPrice: '1' }]
    await expect(run('create-sales-order', { ...aDocument(1), lines })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringMatching(/^Business Central: The field No\. .*\(NOTHING\).*\(Item\)\.$/),
    })
    await expect(run('create-sales-order', { ...aDocument(1), lines: [{ quantity: '1', unitPrice: '1' }] })).rejects.toMatchObject({
      code: 'action-input-invalid',
    })
  })

  it('adds up stock at each location, and says which app is missing where it cannot', async () => {
    await run('create-sales-invoice', { ...aDocument(1), post: true })
    expect(await run('get-stock', { item: 'HF-1010' })).toEqual({ levels: [{ location: 'WH1', inStock: '98' }] })
    await run('create-sales-credit-memo', {
      ...aDocument(2),
      post: true,
      lines: [{ item: 'HF-1010', quantity: '1', unitPrice: '1', location: 'WHI' }],
    })
    expect(await run('get-stock', { item: 'HF-1010' })).toEqual({
      levels: [
        { location: 'WH1', inStock: '98' },
        { location: 'WHI', inStock: '1' },
      ],
    })
    expect(await run('get-stock', { item: 'HF-1010', location: 'WHI' })).toEqual({ levels: [{ location: 'WHI', inStock: '1' }] })
    await erp.emit('analytics.removed', {})
    await expect(run('get-stock', { item: 'HF-1010' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'This Business Central does not tell stock by location.',
    })
  })

  it('refuses numbers that Business Central would change, so that they could not be found again', async () => {
    await expect(run('create-sales-order', { ...aDocument(1), externalNumber: 'hf-1' })).rejects.toMatchObject({
      code: 'action-input-invalid',
    })
    expect(await run('create-sales-order', { ...aDocument(1), externalNumber: "O'NEIL 1" })).toMatchObject({ created: true })
    expect(await run('create-sales-order', { ...aDocument(1), externalNumber: "O'NEIL 1" })).toMatchObject({ created: false })
  })
})

const otherCompany = simulated({
  connector: businessCentral,
  createSimulator: createBusinessCentralSimulator,
  config: { ...CONFIG, auth: 'sign-in', companyId: '7C0D6D5E-2F0A-4C69-8A51-9D1F4BE0A111', simulator: 'sim' },
  secrets: SECRETS,
})

describe('a sign-in with Microsoft', () => {
  it('works for the company that is chosen', async () => {
    const context = otherCompany.context()
    await signInAtSimulator(businessCentral, context, otherCompany.baseUrl())
    expect(await businessCentral.test(context)).toEqual({ summary: 'Signed in to Harbour & Finch.' })
  })
})
