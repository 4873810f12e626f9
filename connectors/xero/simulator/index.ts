// A small Xero: one organisation with its accounts, documents that book themselves, idempotency keys and Xero's way to say no.
import { randomUUID } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { Hono, type Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { isRecord } from '#shared/json.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { allocate, saveContact, useCredit } from './credit.ts'
import { book, contactOf, needAccount, seedOrganisation, TENANT, xeroDate, xeroDay } from './organisation.ts'
import { listed } from './query.ts'
import { refusal, XeroRefusal, xeroFault } from './refusal.ts'

const MINUTE_LIMIT = 60

export const createXeroSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedOrganisation, faultAnswer: xeroFault })
  const { app, records } = kit
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: '/identity/connect/authorize',
    tokenPath: '/connect/token',
    clientId: readConfig(options.config).clientId,
    clientSecret: options.secrets['clientSecret'] ?? '',
    name: TENANT.tenantName,
    machine: true,
    expiresIn: 1_800,
  })
  const unauthorized = (c: Context) => c.json({ Type: null, Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' }, 401)
  app.get('/connections', (c) => (oauth.allows(c) ? c.json([TENANT]) : unauthorized(c)))

  const api = new Hono()
  api.onError((error, c) => {
    if (!(error instanceof XeroRefusal)) throw error
    return c.json(refusal(error.message), 400)
  })
  api.use('*', async (c, next) => {
    if (!oauth.allows(c)) return unauthorized(c)
    const tenant = c.req.header('xero-tenant-id')
    // A custom connection belongs to one organisation, and names none.
    if (tenant !== TENANT.tenantId && !(tenant === undefined && oauth.isMachine(c)))
      return c.json({ Type: null, Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' }, 403)
    await next()
    c.res.headers.set('x-minlimit-remaining', String(MINUTE_LIMIT - 1))
    c.res.headers.set('x-daylimit-remaining', '4999')
  })

  /** A key is answered with what its first request was answered. */
  const once = async (c: Context, name: string, make: (given: SimulatorRecord) => SimulatorRecord): Promise<Response> => {
    const text = await c.req.text()
    const key = c.req.header('idempotency-key')
    const first = key === undefined ? undefined : records.get('_keys', key)
    if (first && first['text'] !== text) throw new XeroRefusal('The Idempotency-Key was used with another request.')
    if (first) return c.json(first['answer'])
    const body = JSON.parse(text) as Readonly<Record<string, readonly SimulatorRecord[]>>
    const answer = records.atomically(() => {
      const made = (body[name] ?? []).map(make)
      const given = { Id: randomUUID(), Status: 'OK', [name]: made }
      if (key !== undefined) records.put('_keys', key, { text, answer: given })
      return given
    })
    return c.json(answer)
  }
  const changedNow = () => ({ UpdatedDateUTC: xeroDate(options.now()) })

  const document = (given: SimulatorRecord) => ({
    Contact: contactOf(records, (given['Contact'] ?? {}) as SimulatorRecord, changedNow()),
    Date: xeroDay(given['Date']),
    LineAmountTypes: given['LineAmountTypes'] ?? 'Exclusive',
    ...book(records, (given['LineItems'] ?? []) as SimulatorRecord[], given['LineAmountTypes']),
    ...changedNow(),
  })

  const bookInvoice = (given: SimulatorRecord): SimulatorRecord => {
    const { Type, InvoiceNumber } = given
    const isTaken =
      Type === 'ACCREC' &&
      records.find('Invoices', (one) => one['Type'] === Type && one['InvoiceNumber'] === InvoiceNumber && one['Status'] !== 'VOIDED')
    if (isTaken) throw new XeroRefusal('Invoice # must be unique.')
    const made: SimulatorRecord = {
      ...given,
      ...document(given),
      DueDate: xeroDay(given['DueDate']),
      InvoiceID: randomUUID(),
      Payments: [],
    }
    made['CurrencyCode'] = given['CurrencyCode'] ?? 'GBP'
    made['AmountDue'] = made['Total']
    made['AmountPaid'] = 0
    records.put('Invoices', String(made['InvoiceID']), made)
    return made
  }
  const payOut = (given: SimulatorRecord, id: string): SimulatorRecord => {
    const note = records.get('CreditNotes', id)
    if (!note || note['Status'] !== 'AUTHORISED') throw new XeroRefusal('Payments can only be made against Authorised documents')
    const account = needAccount(records, (given['Account'] as SimulatorRecord | undefined)?.['Code'])
    const made = {
      ...given,
      PaymentID: randomUUID(),
      PaymentType: 'ARCREDITPAYMENT',
      Date: xeroDay(given['Date']),
      Status: 'AUTHORISED',
      Account: { AccountID: account['AccountID'], Code: account['Code'] },
      CreditNote: { CreditNoteID: id, CreditNoteNumber: note['CreditNoteNumber'] },
      ...changedNow(),
    }
    useCredit(records, note, given['Amount'], changedNow(), {
      Payments: [
        ...(note['Payments'] as object[]),
        { PaymentID: made.PaymentID, Date: made.Date, Amount: given['Amount'], Reference: given['Reference'] },
      ],
    })
    records.put('Payments', made.PaymentID, made)
    return made
  }
  const bookPayment = (given: SimulatorRecord): SimulatorRecord => {
    const ofNote = (given['CreditNote'] as SimulatorRecord | undefined)?.['CreditNoteID']
    if (ofNote !== undefined) return payOut(given, String(ofNote))
    const id = String((given['Invoice'] as SimulatorRecord | undefined)?.['InvoiceID'])
    const invoice = records.get('Invoices', id)
    if (!invoice || invoice['Status'] !== 'AUTHORISED') throw new XeroRefusal('Payments can only be made against Authorised documents')
    const account = needAccount(records, (given['Account'] as SimulatorRecord | undefined)?.['Code'])
    const due = new Decimal(String(invoice['AmountDue'])).minus(String(given['Amount']))
    if (due.isNegative()) throw new XeroRefusal('Payment amount exceeds the amount outstanding on this document')
    const { InvoiceNumber, Type, CurrencyCode } = invoice
    const made = {
      ...given,
      PaymentID: randomUUID(),
      Date: xeroDay(given['Date']),
      Status: 'AUTHORISED',
      Account: { AccountID: account['AccountID'], Code: account['Code'] },
      Invoice: { InvoiceID: id, InvoiceNumber, Type, CurrencyCode },
      ...changedNow(),
    }
    records.put('Payments', made.PaymentID, made)
    const { PaymentID, Date: date } = made
    const payments = invoice['Payments'] as readonly SimulatorRecord[]
    records.put('Invoices', id, {
      ...invoice,
      ...changedNow(),
      AmountDue: due.toNumber(),
      AmountPaid: new Decimal(String(invoice['AmountPaid'])).plus(String(given['Amount'])).toNumber(),
      Status: due.isZero() ? 'PAID' : 'AUTHORISED',
      Payments: [...payments, { PaymentID, Date: date, Amount: given['Amount'], Reference: given['Reference'] }],
    })
    return made
  }

  const bookCreditNote = (given: SimulatorRecord): SimulatorRecord => {
    const made: SimulatorRecord = {
      ...given,
      ...document(given),
      CreditNoteID: randomUUID(),
      CurrencyCode: given['CurrencyCode'] ?? 'GBP',
      Payments: [],
      Allocations: [],
    }
    made['RemainingCredit'] = made['Total']
    records.put('CreditNotes', String(made['CreditNoteID']), made)
    return made
  }

  api.get('/Organisation', (c) =>
    c.json({ Organisations: [{ OrganisationID: TENANT.tenantId, Name: TENANT.tenantName, BaseCurrency: 'GBP', CountryCode: 'GB' }] }),
  )
  api.get('/Accounts', (c) => listed(c, 'Accounts', 'Code', records.list('Accounts')))

  api.get('/Invoices', (c) => listed(c, 'Invoices', 'InvoiceID', records.list('Invoices').map(withoutLines)))
  api.get('/Invoices/:id', (c) => {
    const invoice = records.get('Invoices', c.req.param('id'))
    return invoice ? c.json({ Invoices: [invoice] }) : c.body("The resource you're looking for cannot be found", 404)
  })
  api.put('/Invoices', (c) => once(c, 'Invoices', bookInvoice))

  api.get('/Contacts', (c) => listed(c, 'Contacts', 'ContactID', records.list('Contacts')))

  api.get('/Contacts/:id', (c) => {
    const contact = records.get('Contacts', c.req.param('id'))
    return contact ? c.json({ Contacts: [contact] }) : c.body("The resource you're looking for cannot be found", 404)
  })
  api.put('/Contacts', (c) => once(c, 'Contacts', (given) => saveContact(records, given, changedNow())))
  api.post('/Contacts/:id', (c) =>
    once(c, 'Contacts', (given) => saveContact(records, { ...given, ContactID: c.req.param('id') }, changedNow())),
  )

  api.get('/CreditNotes/:id', (c) => {
    const note = records.get('CreditNotes', c.req.param('id'))
    return note ? c.json({ CreditNotes: [note] }) : c.body("The resource you're looking for cannot be found", 404)
  })
  api.put('/CreditNotes/:id/Allocations', (c) =>
    once(c, 'Allocations', (given) => allocate(records, c.req.param('id'), given, changedNow())),
  )
  api.get('/CreditNotes', (c) => listed(c, 'CreditNotes', 'CreditNoteID', records.list('CreditNotes')))
  api.put('/CreditNotes', (c) => once(c, 'CreditNotes', bookCreditNote))

  api.get('/Payments', (c) => listed(c, 'Payments', 'PaymentID', records.list('Payments')))
  api.put('/Payments', (c) => once(c, 'Payments', bookPayment))

  api.get('/BankTransactions', (c) => listed(c, 'BankTransactions', 'BankTransactionID', records.list('BankTransactions')))
  api.put('/BankTransactions', (c) =>
    once(c, 'BankTransactions', (given) => {
      const account = needAccount(records, (given['BankAccount'] as SimulatorRecord | undefined)?.['Code'])
      if (account['Type'] !== 'BANK') throw new XeroRefusal('The bank account is not a bank account.')
      const made = {
        ...given,
        ...document(given),
        BankTransactionID: randomUUID(),
        Status: 'AUTHORISED',
        CurrencyCode: account['CurrencyCode'],
        BankAccount: { AccountID: account['AccountID'], Code: account['Code'], Name: account['Name'] },
      }
      records.put('BankTransactions', made.BankTransactionID, made)
      return made
    }),
  )

  api.get('/ManualJournals', (c) => listed(c, 'ManualJournals', 'ManualJournalID', records.list('ManualJournals')))
  api.put('/ManualJournals', (c) =>
    once(c, 'ManualJournals', (given) => {
      const lines = (given['JournalLines'] ?? []) as readonly SimulatorRecord[]
      const sum = lines.reduce((total, line) => total.plus(String(line['LineAmount'])), new Decimal(0))
      if (!sum.isZero()) throw new XeroRefusal('The total debits must equal total credits')
      for (const line of lines) needAccount(records, line['AccountCode'], true)
      const made = { ...given, ManualJournalID: randomUUID(), Date: xeroDay(given['Date']), ...changedNow() }
      records.put('ManualJournals', made.ManualJournalID, made)
      return made
    }),
  )
  app.route('/api.xro/2.0', api)

  /** What a bookkeeper does in Xero. It calls nobody: where its webhooks go is entered in the developer portal. */
  const emit = async (event: string, payload: unknown) => {
    const given = isRecord(payload) ? payload : {}
    const invoice = (more: SimulatorRecord = {}) => {
      const nth = records.nextId('_number', 2_001)
      const line = { Description: 'Harbour mug, navy', Quantity: 2, UnitAmount: 12.5, AccountCode: '200' }
      const date = options.now().toISOString().slice(0, 10)
      return bookInvoice({
        Type: 'ACCREC',
        InvoiceNumber: `INV-${nth}`,
        Contact: { Name: 'Trade counter' },
        Date: date,
        DueDate: date,
        Status: 'AUTHORISED',
        LineItems: [line],
        ...(event === 'invoice.created' && given),
        ...more,
      })
    }
    const recordId = records.atomically(() => {
      if (event === 'invoice.created') return String(invoice()['InvoiceID'])
      if (event === 'credit-note.created') {
        const { against, ...note } = given
        const { Contact } = records.find('Invoices', (one) => one['InvoiceNumber'] === against) ?? invoice({ InvoiceNumber: against })
        const line = { Description: 'Harbour mug, navy', Quantity: 1, UnitAmount: 12.5, AccountCode: '200' }
        const made = bookCreditNote({
          Type: 'ACCRECCREDIT',
          Status: 'AUTHORISED',
          Contact,
          LineItems: [line],
          ...note,
          Date: options.now().toISOString(),
        })
        return String(made['CreditNoteID'])
      }
      if (event !== 'payment.created') throw new Error(`A simulated Xero knows no event "${event}".`)
      const { InvoiceID, AmountDue } = records.find('Invoices', (one) => one['Status'] === 'AUTHORISED') ?? invoice()
      const date = options.now().toISOString()
      const paid = bookPayment({
        Invoice: { InvoiceID },
        Account: { Code: '090' },
        Date: date,
        Amount: AmountDue,
        Reference: 'Bank transfer',
        ...given,
      })
      return String(paid['PaymentID'])
    })
    return { recordId, deliveries: [] }
  }
  return kit.simulator({ emit })
}

/** Lists leave lines out unless they are divided into pages; nobody here reads them. */
const withoutLines = (invoice: SimulatorRecord): SimulatorRecord => ({ ...invoice, LineItems: [] })
