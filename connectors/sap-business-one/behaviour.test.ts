// What the conformance suite does not know: sessions, documents made from one another, money in two currencies, references, clocks without a zone, and
// how SAP Business One says no.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { salesOrdersChanged } from './polls/changed.ts'
import { aCustomer, aDocument, CONFIG, follows, JOURNAL, PAYMENT, SECRETS, STOCK } from './sap-business-one.testing.ts'
import { sapBusinessOne } from './index.ts'
import { createSapBusinessOneSimulator } from './simulator/index.ts'
import { changedAtOf, clockOf } from './values.ts'

const parts = { connector: sapBusinessOne, createSimulator: createSapBusinessOneSimulator, secrets: SECRETS }
const erp = simulated({ ...parts, config: { ...CONFIG, simulator: 'sim' } })
const run = (action: string, input: Json) => erp.run(action, input) as Promise<Record<string, Json>>
const written = async () => (await erp.requests()).filter(({ method, path }) => method === 'POST' && !/Login|Company|Series/.test(path))
const logins = async () => (await erp.requests()).filter(({ path }) => path.endsWith('/Login')).length
const lineOf = (item: string, quantity: string, more: object = {}) => ({ item, quantity, ...more })
const plain = { reference: 'HF-1', customer: 'WEB-1', date: '2026-03-02' }
const stockOf = async (item: string, warehouse: string) => {
  const { levels } = await run('get-stock', { item, warehouse })
  return (levels as readonly Record<string, Json>[])[0]
}

describe('a session', () => {
  it('is made once, names its node behind the balancer, and is made anew when the server has forgotten it', async () => {
    await erp.test()
    await run('find-items', { limit: 1 })
    expect(await logins()).toBe(1)
    await erp.fail({ kind: 'unauthorized' })
    await run('find-items', { limit: 1 })
    expect(await logins()).toBe(2)
  })
  it('is made anew before its thirty minutes are over', async () => {
    const context = erp.context()
    const at = (minutes: number) => ({ ...context, now: () => new Date(Date.parse('2026-03-02T10:00:00Z') + minutes * 60_000) })
    await sapBusinessOne.test(at(0))
    await sapBusinessOne.test(at(20))
    expect(await logins()).toBe(1)
    await sapBusinessOne.test(at(25))
    expect(await logins()).toBe(2)
  })
  it('is made anew once where its end comes with another status than 401', async () => {
    await erp.test()
    const context = erp.context()
    let refusals = 0
    const over = '{"error":{"code":"301","message":"Invalid session or session already timeout."}}'
    const send: typeof context.http.send = async (request) => {
      if (!request.url.includes('GetCompanyInfo') || refusals === 2) return context.http.send(request)
      refusals++
      return { status: 400, headers: {}, text: over, bytes: Buffer.from(over), json: () => JSON.parse(over) as Json }
    }
    await expect(sapBusinessOne.test({ ...context, http: { send } })).rejects.toMatchObject({ code: 'credentials-invalid' })
    expect(await logins()).toBe(2)
    refusals = 1
    await sapBusinessOne.test({ ...context, http: { send } })
    expect(await logins()).toBe(3)
  })
  it('says what is wrong with a sign-in, and not its password', async () => {
    const context = erp.context()
    const error = await erp.failure(sapBusinessOne.test({ ...context, config: { ...context.config, companyDb: 'SBO_OTHER' } }))
    expect(error).toMatchObject({
      code: 'credentials-invalid',
      message: 'SAP Business One refused the sign-in to SBO_OTHER: Fail to get DB Credentials from SLD',
    })
    expect(JSON.stringify(error)).not.toContain(SECRETS.password)
  })
})

describe('sales documents', () => {
  it('are written with amounts digit by digit, and read with what they come to', async () => {
    const { order } = await run('create-sales-order', aDocument(1))
    expect(order).toMatchObject({ currency: 'GBP', tax: '6.09', total: '36.54', localTotal: '36.54', reference: 'HF-1001', status: 'open' })
    const [sent] = await written()
    expect(sent?.body).toContain('"UnitPrice":12.50')
    expect(sent?.body).toContain('"U_TillflowRef":"HF-1001"')
    expect(sent?.body).toContain('"NumAtCard":"PO 77"')
  })

  it('follow one another: what is delivered is taken from the order once', async () => {
    await run('create-sales-order', { ...plain, lines: [lineOf('HF-1010', '5'), lineOf('HF-1011', '1')] })
    expect(await stockOf('HF-1010', 'WH1')).toMatchObject({ inStock: '100', committed: '5', available: '95' })
    const some = { ...follows('order', 'HF-1'), lines: [lineOf('HF-1010', '2')] }
    expect(await run('create-delivery', some)).toMatchObject({ created: true })
    expect(await run('get-document', { document: 'order', reference: 'HF-1' })).toMatchObject({
      status: 'open',
      lines: [
        { item: 'HF-1010', quantity: '5', open: '3' },
        { item: 'HF-1011', quantity: '1', open: '1' },
      ],
    })
    const tooMany = { ...some, reference: 'F-2', lines: [lineOf('HF-1010', '4')] }
    await expect(run('create-delivery', tooMany)).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringMatching(/^Of sales order HF-1 \(number \d+\) 1 of item HF-1010 are not open any more\.$/),
    })
    await run('create-delivery', { ...follows('order', 'HF-1'), reference: 'F-3' })
    expect(await run('get-document', { document: 'order', reference: 'HF-1' })).toMatchObject({ status: 'closed' })
    expect(await stockOf('HF-1010', 'WH1')).toMatchObject({ inStock: '95', committed: '0' })
    await expect(run('create-delivery', { ...follows('order', 'HF-1'), reference: 'F-4' })).rejects.toMatchObject({
      message: expect.stringContaining('nothing is open'),
    })
  })

  it('take goods out of stock once, by the delivery or by the invoice without one', async () => {
    await run('create-delivery', { ...plain, lines: [lineOf('HF-1010', '5')] })
    await run('create-invoice', { ...follows('delivery', 'HF-1'), reference: 'I-1' })
    expect(await stockOf('HF-1010', 'WH1')).toMatchObject({ inStock: '95' })
    await run('create-return', { ...plain, reference: 'R-1', lines: [lineOf('HF-1010', '1')] })
    await run('create-credit-memo', { ...follows('return', 'R-1'), reference: 'C-1' })
    expect(await stockOf('HF-1010', 'WH1')).toMatchObject({ inStock: '96' })
    await run('create-credit-memo', { ...plain, reference: 'C-2', lines: [lineOf('HF-1010', '2', { warehouse: 'WH2' })] })
    expect(await stockOf('HF-1010', 'WH2')).toMatchObject({ inStock: '102' })
  })

  it('in a foreign currency have totals in both', async () => {
    const { order } = await run('create-sales-order', {
      ...plain,
      currency: 'EUR',
      rate: '0.9',
      lines: [lineOf('HF-1010', '2', { unitPrice: '10' })],
    })
    expect(order).toMatchObject({ currency: 'EUR', tax: '4', total: '24', localTotal: '21.6', rate: '0.9' })
  })

  it('are not made from a kind of document that they do not follow', async () => {
    await run('create-sales-order', aDocument(1))
    await expect(run('create-invoice', { ...plain, from: { document: 'return', reference: 'HF-1001' } })).rejects.toMatchObject({
      code: 'action-input-invalid',
    })
    await expect(run('create-invoice', { ...plain, from: { document: 'delivery', reference: 'NONE' } })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'SAP Business One has no delivery NONE.',
    })
  })

  it('stay cancelled when a person has cancelled them', async () => {
    await run('create-sales-order', aDocument(1))
    const { order } = await run('cancel-sales-order', { reference: 'HF-1001' })
    expect(order).toMatchObject({ status: 'cancelled' })
    expect(await run('cancel-sales-order', { reference: 'HF-1001' })).toEqual({ order })
    expect(await run('create-sales-order', aDocument(1))).toEqual({ order, created: false })
    await expect(run('create-delivery', follows('order', 'HF-1001'))).rejects.toMatchObject({
      message: 'SAP Business One has no sales order HF-1001: it was cancelled.',
    })
  })

  it('of another customer are not taken for the one that is meant', async () => {
    await run('find-or-create-partner', { ...aCustomer(1), code: 'C-1' })
    await run('create-sales-order', aDocument(1))
    await expect(run('create-sales-order', { ...aDocument(1), customer: 'C-1' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringMatching(/^Reference HF-1001 is taken by sales order \d+, of customer WEB-1 and not C-1\.$/),
    })
  })

  it('get a series by its name, and a wrong name is answered with those there are', async () => {
    const { order } = await run('create-sales-order', { ...aDocument(1), series: 'Web' })
    expect(order).toMatchObject({ number: '900001' })
    await expect(run('create-sales-order', { ...aDocument(2), series: 'Shop' })).rejects.toMatchObject({
      message: 'SAP Business One has no open series Shop for this kind of document: there are Primary, Web.',
    })
  })

  it('are refused in plain words', async () => {
    await expect(run('create-sales-order', { ...plain, lines: [lineOf('HF-1010', '1'), lineOf('NONE', '1')] })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: "SAP Business One: Item number is missing or not valid in line 2, 'NONE' No matching records found",
    })
    await expect(run('create-invoice', { ...plain, lines: [lineOf('HF-1010', '101')] })).rejects.toMatchObject({
      message: 'SAP Business One: (1) Quantity falls into negative inventory in line 1',
    })
    expect(await erp.records('Invoices')).toEqual([])
    await expect(run('create-sales-order', { ...plain, lines: [lineOf('HF-1010', '1,5')] })).rejects.toMatchObject({
      code: 'action-input-invalid',
    })
  })
})

describe('money and stock', () => {
  it('pays invoices in their currency, and closes what is paid', async () => {
    await run('create-invoice', aDocument(1))
    await expect(run('create-incoming-payment', { ...PAYMENT, amount: '36.53' })).rejects.toMatchObject({
      code: 'action-input-invalid',
      message: 'The invoices take 36.54, which is more than the payment of 36.53.',
    })
    expect(await run('create-incoming-payment', PAYMENT)).toMatchObject({ amount: '36.54', created: true })
    expect(await run('get-document', { document: 'invoice', reference: 'HF-1001' })).toMatchObject({ status: 'closed' })
    await run('create-invoice', { ...plain, currency: 'EUR', lines: [lineOf('HF-1010', '1', { unitPrice: '10' })] })
    const inEuro = {
      ...PAYMENT,
      reference: 'pi_2',
      amount: '12',
      currency: 'EUR',
      means: 'cash',
      invoices: [{ reference: 'HF-1', amount: '12' }],
    }
    const { transferReference: _, ...cash } = { ...inEuro, account: '161000' }
    await run('create-incoming-payment', cash)
    expect((await written()).at(-1)?.body).toContain('"AppliedFC":12')
  })

  it('posts a journal once, and takes no entry of a document for it', async () => {
    expect(await run('post-journal-entry', JOURNAL)).toMatchObject({ posted: true })
    expect(await run('post-journal-entry', JOURNAL)).toMatchObject({ posted: false })
    expect(await run('post-journal-entry', { ...JOURNAL, date: '2026-03-03' })).toMatchObject({ posted: true })
    const lines = [...JOURNAL.lines.slice(0, 2), { account: '264000', amount: '-19.99' }]
    await expect(run('post-journal-entry', { ...JOURNAL, reference: 'X', lines })).rejects.toMatchObject({
      code: 'action-input-invalid',
      message: 'The entry does not balance: debits less credits are 0.01.',
    })
  })

  it('balances a journal in each of its currencies', async () => {
    const lines: Json[] = [
      { account: '161000', amount: '10', currency: 'EUR' },
      { partner: 'WEB-1', amount: '-10', currency: 'EUR' },
    ]
    await run('post-journal-entry', { ...JOURNAL, lines })
    expect((await written()).at(-1)?.body).toContain(
      '{"AccountCode":"161000","FCDebit":10,"FCCurrency":"EUR"},{"ShortName":"WEB-1","FCCredit":10',
    )
    const mixed: Json[] = [lines[0] ?? {}, { account: '400000', amount: '-10' }]
    await expect(run('post-journal-entry', { ...JOURNAL, reference: 'X', lines: mixed })).rejects.toMatchObject({
      message: 'The entry does not balance in EUR: debits less credits are 10.',
    })
  })

  it('brings goods in and takes them out once', async () => {
    await run('post-goods-receipt', STOCK)
    await run('post-goods-receipt', STOCK)
    await run('post-goods-issue', STOCK)
    await run('post-goods-receipt', { ...STOCK, reference: 'COUNT-2' })
    expect(await stockOf('HF-1010', 'WH1')).toMatchObject({ inStock: '103' })
  })

  it('finds a customer by an e-mail address in other capitals, and gives a new one the code of a series', async () => {
    const { partner } = await run('find-or-create-partner', { ...aCustomer(1), email: 'grace1@example.com' })
    expect(partner).toMatchObject({ code: 'C900001', email: 'grace1@example.com', active: true })
    expect(await run('find-or-create-partner', aCustomer(1))).toMatchObject({ partner, created: false })
    const { series: _, ...withoutSeries } = aCustomer(2)
    await expect(run('find-or-create-partner', withoutSeries)).rejects.toMatchObject({ message: 'A new customer needs a code.' })
  })
})

describe('what changed', () => {
  it('is read to the end though records change between two pages, more than a page in the same second', async () => {
    erp.at('2026-07-01T09:00:00Z')
    for (let nth = 1; nth <= 5; nth++) await run('create-sales-order', aDocument(nth))
    const records = await erp.poll('sales-orders-changed', {
      limit: 2,
      async between() {
        erp.at('2026-07-01T09:00:05Z')
        await run('create-delivery', follows('order', 'HF-1001'))
      },
    })
    expect(records.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '1'])
    expect(records.map(({ value }) => (value as Record<string, Json>)['status'])).toEqual([
      'open',
      'open',
      'open',
      'open',
      'open',
      'closed',
    ])
    // Greenwich and an hour.
    expect(records[0]?.value).toMatchObject({ updatedAt: '2026-07-01T09:00:00.000Z' })
  })

  it('is not lost in the hour that the clock shows twice', async () => {
    const read = async (at: string, cursor: Json | undefined) => {
      const context = erp.context()
      const page = { cursor, since: new Date('2026-10-24T00:00:00Z'), limit: 50, options: {} }
      return await salesOrdersChanged.poll(page, { ...context, now: () => new Date(at) })
    }
    erp.at('2026-10-25T00:50:00Z')
    await run('create-sales-order', aDocument(1))
    const first = await read('2026-10-25T00:55:00Z', undefined)
    // The clock showed 01:50; it shows 01:20 now.
    erp.at('2026-10-25T01:20:00Z')
    await run('create-sales-order', aDocument(2))
    const second = await read('2026-10-25T01:25:00Z', first.cursor)
    expect(second.records.map(({ key }) => key)).toContain('2')
  })

  it.each([
    ['2026-03-02T00:00:00Z', '14:03:22', '2026-03-02T14:03:22.000Z'],
    ['2026-07-02', '9:05', '2026-07-02T08:05:00.000Z'],
    ['2026-07-02', null, '2026-07-01T23:00:00.000Z'],
  ])('at %s, %s is the instant %s', (UpdateDate, UpdateTime, instant) => {
    expect(changedAtOf({ UpdateDate, UpdateTime }, CONFIG)).toBe(instant)
    expect(clockOf(UpdateTime)).toMatch(/^\d\d:\d\d:\d\d$/)
  })
})

const { referenceField: _, ...withoutField } = CONFIG
const shared = simulated({
  ...parts,
  config: { ...withoutField, currencies: '£=GBP, GBP=XXX', taxField: 'TaxCode', branch: 3, simulator: 'sim' },
})

describe('without a field of its own', () => {
  const order = { ...plain, lines: [lineOf('HF-1010', '1', { taxCode: 'CA' })] }

  it("a reference stands in the customer's field, and counts for this customer only", async () => {
    await shared.run('find-or-create-partner', { code: 'C-1', name: 'Grace', email: 'g@example.com' })
    expect(await shared.run('create-sales-order', order)).toMatchObject({ created: true, order: { reference: 'HF-1' } })
    expect(await shared.run('create-sales-order', order)).toMatchObject({ created: false })
    expect(await shared.run('create-sales-order', { ...order, customer: 'C-1' })).toMatchObject({ created: true })
    await expect(shared.run('get-document', { document: 'order', reference: 'HF-1' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: 'SAP Business One has 2 sales orders of reference HF-1.',
    })
    expect(await shared.run('get-document', { document: 'order', reference: 'HF-1', customer: 'C-1' })).toMatchObject({ customer: 'C-1' })
    await expect(shared.run('create-sales-order', { ...order, reference: 'HF-2', customerReference: 'PO 1' })).rejects.toMatchObject({
      code: 'action-input-invalid',
    })
  })

  it("codes of taxes, branches and currencies are the company's", async () => {
    await shared.run('create-sales-order', order)
    const [sent] = (await shared.requests()).filter(({ method, path }) => method === 'POST' && path.endsWith('/Orders'))
    expect(sent?.body).toContain('"TaxCode":"CA"')
    expect(sent?.body).toContain('"BPL_IDAssignedToInvoice":3')
    const [record] = await shared.poll('sales-orders-changed')
    expect(record?.value).toMatchObject({ currency: 'XXX' })
    await expect(shared.run('create-sales-order', { ...order, reference: 'HF-3', currency: 'GBP' })).rejects.toMatchObject({
      message: 'SAP Business One: Currency code is not valid',
    })
  })

  it('payments and stock postings are found by their remarks', async () => {
    const payment = { reference: 'pi_1', customer: 'WEB-1', date: '2026-03-02', means: 'transfer', account: '161010', amount: '5' }
    expect(await shared.run('create-incoming-payment', payment)).toMatchObject({ created: true })
    expect(await shared.run('create-incoming-payment', payment)).toMatchObject({ created: false, amount: '5' })
    expect(await shared.run('post-goods-receipt', STOCK)).toMatchObject({ posted: true })
    expect(await shared.run('post-goods-receipt', STOCK)).toMatchObject({ posted: false })
  })
})
