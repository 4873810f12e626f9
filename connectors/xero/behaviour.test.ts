// What the conformance suite does not know: numbers, organisations, and how Xero says no.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { xero } from './index.ts'
import { createXeroSimulator } from './simulator/index.ts'
import { anInvoice, CONFIG, SECRETS } from './xero.testing.ts'

const books = simulated({
  connector: xero,
  createSimulator: createXeroSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => books.run(action, input) as Promise<Record<string, Json>>

describe('Xero', () => {
  it('books amounts digit by digit, with tax on top or within', async () => {
    const lines = [{ description: 'Cable', quantity: '3', unitAmount: '0.3333', accountCode: '200' }]
    await run('create-invoice', { ...anInvoice(1), lines })
    const sent = (await books.requests()).find(({ method }) => method === 'PUT')
    expect(sent?.body).toContain('"UnitAmount":0.3333')
    expect(sent?.path).toContain('unitdp=4')
    const inclusive = await run('create-invoice', {
      ...anInvoice(2),
      lineAmounts: 'Inclusive',
      lines: [{ description: 'Mug', unitAmount: '12.00', accountCode: '200' }],
    })
    expect(inclusive).toMatchObject({ created: true, invoice: { total: { amount: '12.00', currency: 'GBP' }, tax: { amount: '2.00' } } })
  })

  it('reads invoices of two seconds one by one to the end', async () => {
    for (const [nth, time] of ['05.700', '06.100', '06.200'].entries()) {
      books.at(`2026-03-02T10:00:${time}Z`)
      await run('create-invoice', anInvoice(nth + 1))
    }
    const numbers: Json[] = []
    let cursor: Json | undefined
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const { invoices, next } = await run('find-invoices', { limit: 1, ...(cursor !== undefined && { cursor }) })
      numbers.push(...(invoices as { number: string }[]).map(({ number }) => number))
      cursor = next
    }
    expect(cursor).toBeNull()
    expect(numbers).toEqual(['HF-1001', 'HF-1002', 'HF-1003'])
    await expect(run('find-invoices', { cursor: 'page 2' })).rejects.toMatchObject({ code: 'action-input-invalid' })
  })

  it('takes the same bill number from two suppliers, and a sales invoice once', async () => {
    const bill = (name: string) => ({ ...anInvoice(1), kind: 'bill', number: '77', contact: { name } })
    expect(await run('create-invoice', bill('Kiln & Co'))).toMatchObject({ created: true })
    expect(await run('create-invoice', bill('Potters Ltd'))).toMatchObject({ created: true })
    expect(await run('create-invoice', bill('Kiln & Co'))).toMatchObject({ created: false })
    await run('create-invoice', anInvoice(5))
    expect(await run('create-invoice', { ...anInvoice(5), reference: 'another' })).toMatchObject({ created: false })
    expect(await books.records('Invoices')).toHaveLength(3)
  })

  it('pays an invoice in parts, each once, and not beyond what is due', async () => {
    await run('create-invoice', { ...anInvoice(1), lines: [{ description: 'Mug', unitAmount: '100', accountCode: '200' }] })
    const pay = (amount: string, reference: string) =>
      run('create-payment', { number: 'HF-1001', accountCode: '090', date: '2026-03-03', amount, reference })
    await pay('50.00', 'ch_1')
    await pay('50.00', 'ch_1')
    await pay('70.00', 'ch_2')
    expect(await run('get-invoice', { number: 'HF-1001' })).toMatchObject({
      status: 'PAID',
      due: { amount: '0.00' },
      paid: { amount: '120.00' },
    })
    await expect(pay('1.00', 'ch_3')).rejects.toMatchObject({ code: 'vendor-rejected' })
  })

  it('refuses a journal that does not balance before it is sent', async () => {
    const lines = [
      { amount: '10.00', accountCode: '860' },
      { amount: '-9.99', accountCode: '200' },
    ]
    const journal = { reference: 'POS-1', narration: 'Takings', date: '2026-03-02', lines }
    await expect(run('create-manual-journal', journal)).rejects.toMatchObject({
      code: 'action-input-invalid',
      message: 'The journal does not balance: debits less credits are 0.01.',
    })
    expect((await books.requests()).filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('says in the words of Xero what is wrong with a record', async () => {
    const lines = [{ description: 'Mug', unitAmount: '1', accountCode: '999' }]
    await expect(run('create-invoice', { ...anInvoice(1), lines })).rejects.toMatchObject({
      code: 'vendor-rejected',
      disposition: 'rejected',
      message: "Xero: Account code '999' is not a valid code for this document.",
    })
  })

  it('sends the same record under the same key, and a mended one under a new key', async () => {
    const wrong = [{ description: 'Mug', unitAmount: '1', accountCode: '999' }]
    for (const lines of [wrong, wrong, anInvoice(1).lines]) await run('create-invoice', { ...anInvoice(1), lines }).catch(() => undefined)
    const keys = (await books.requests())
      .filter(({ method }) => method === 'PUT')
      .map((request) => (request as unknown as { readonly headers: Readonly<Record<string, string>> }).headers['idempotency-key'])
    expect(keys).toHaveLength(3)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
    expect(keys[0]?.length).toBeLessThanOrEqual(128)
    expect(await books.records('Invoices')).toHaveLength(1)
  })

  it('refuses references that could not be found again', async () => {
    await expect(run('create-invoice', { ...anInvoice(1), number: 'A,B' })).rejects.toMatchObject({ code: 'action-input-invalid' })
    await expect(run('create-invoice', { ...anInvoice(1), number: 'A" OR 1==1' })).rejects.toMatchObject({ code: 'action-input-invalid' })
  })

  it('answers the intent to receive, and refuses one that is wrongly signed', () => {
    const body = Buffer.from(JSON.stringify({ events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: 'S0m3' }))
    const signature = createHmac('sha256', SECRETS.webhookKey).update(body).digest('base64')
    const ask = (given: string, secrets: Readonly<Record<string, string>> = SECRETS) =>
      xero.triggers[0].handshake(
        { method: 'POST', url: 'https://tillflow.example/hooks/a', headers: { 'x-xero-signature': given }, body },
        { config: CONFIG, secrets: readSecrets(secrets), now: new Date() },
      )
    expect(ask(signature)).toEqual({ status: 200 })
    expect(() => ask(`A${signature.slice(1)}`)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
    const without = { clientSecret: SECRETS.clientSecret }
    expect(() => ask(signature, without)).toThrow(
      expect.objectContaining({ code: 'signature-invalid', message: expect.stringMatching(/no webhook key/) }),
    )
  })
})

const signedIn = simulated({
  connector: xero,
  createSimulator: createXeroSimulator,
  config: { auth: 'sign-in', clientId: 'tillflow', simulator: 'sim' },
  secrets: SECRETS,
})

describe('a sign-in with Xero', () => {
  it('finds the organisation by itself where there is one', async () => {
    const context = signedIn.context()
    await signInAtSimulator(xero, context, signedIn.baseUrl())
    expect(await xero.test(context)).toEqual({ summary: 'Signed in to Harbour & Finch (GBP).' })
  })
})

describe('credit notes', () => {
  const note = async () => {
    await books.emit('credit-note.created', { CreditNoteNumber: 'INV-R-1', against: 'INV-1' })
    return { number: 'INV-R-1' }
  }
  const paid = { accountCode: '090', date: '2026-03-05', reference: 're_1' }

  it('are paid out once for a reference, and show what is left', async () => {
    const which = await note()
    await run('refund-credit-note', { ...which, ...paid, amount: '5.05' })
    expect(await run('refund-credit-note', { ...which, ...paid, amount: '5.05' })).toMatchObject({ created: false })
    expect(await run('get-credit-note', which)).toMatchObject({ kind: 'sale', remaining: { amount: '9.95', currency: 'GBP' } })
    const error = await books.failure(run('refund-credit-note', { ...which, ...paid, reference: 're_2', amount: '9.96' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('exceeds') as string })
  })
  it('are set against an invoice once, and another amount is left to a person', async () => {
    const which = { ...(await note()), invoiceNumber: 'INV-1', date: '2026-03-05' }
    expect(await run('allocate-credit-note', { ...which, amount: '15.00' })).toMatchObject({ created: true })
    expect(await run('allocate-credit-note', { ...which, amount: '15' })).toMatchObject({ created: false })
    const error = await books.failure(run('allocate-credit-note', { ...which, amount: '14.00' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('15 already, not 14.00') as string })
    expect(await run('get-invoice', { number: 'INV-1' })).toMatchObject({ due: { amount: '15.00' } })
    expect(await run('get-credit-note', { number: 'INV-R-1' })).toMatchObject({ status: 'PAID', remaining: { amount: '0.00' } })
  })
  it('that are not there are named', async () => {
    expect(await books.failure(run('get-credit-note', { number: 'X-1' }))).toMatchObject({ code: 'vendor-rejected' })
    expect(await books.failure(run('get-credit-note', {}))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('contacts', () => {
  const ada = { number: 'WEB-42', name: 'Ada Lovelace', phone: '01227 000000', address: { address1: '12 Quay Street', city: 'Whitstable' } }

  it('are changed where they are named again, and keep what is not given', async () => {
    expect(await run('upsert-contact', ada)).toMatchObject({ created: true, contact: { number: 'WEB-42', phone: '01227 000000' } })
    const changed = await run('upsert-contact', { number: 'WEB-42', name: 'Ada King', email: 'ada@example.com' })
    expect(changed).toMatchObject({
      created: false,
      contact: { name: 'Ada King', phone: '01227 000000', address: { city: 'Whitstable', region: null } },
    })
    expect(await run('get-contact', { name: 'Ada King' })).toMatchObject({ contact: { email: 'ada@example.com' } })
    expect(await run('get-contact', { number: 'nobody' })).toEqual({ contact: null })
    expect(await books.records('Contacts')).toHaveLength(1)
  })
  it('of one name and two numbers are left to a person: the wrong one must not be overwritten', async () => {
    await run('upsert-contact', ada)
    const error = await books.failure(run('upsert-contact', { ...ada, number: 'WEB-43' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('WEB-42') as string })
  })
  it('that were made with a document get the number of the customer', async () => {
    await run('create-invoice', anInvoice(1))
    expect(await run('upsert-contact', { number: 'WEB-1', name: 'Web shop' })).toMatchObject({
      created: false,
      contact: { number: 'WEB-1' },
    })
  })
  it('that are new need a name', async () => {
    expect(await books.failure(run('upsert-contact', { number: 'WEB-99' }))).toMatchObject({ code: 'action-input-invalid' })
  })
})
