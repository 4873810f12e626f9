// A small QuickBooks Online: one company with accounts and items, receipts that book themselves, request ids and QuickBooks' way to say no.
import { Hono, type Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { ENTITIES } from '../entities.ts'
import { bookDeposit, bookDocument, bookJournal, bookPayment, bookReceipt } from './bookings.ts'
import { deleteRecord, tellChanges } from './changes.ts'
import { COMPANY_NAME, REALM, seedCompany } from './company.ts'
import { writeCustomer } from './customers.ts'
import { answerQuery } from './query.ts'
import { faultOf, gatewayFault, notFound, QuickBooksRefusal, quickbooksFault, unauthorized } from './refusal.ts'

const LONGEST_REQUEST_ID = 50

export const createQuickBooksSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedCompany, faultAnswer: quickbooksFault })
  const { app, records } = kit
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: '/connect/oauth2',
    tokenPath: '/oauth2/v1/tokens/bearer',
    clientId: readConfig(options.config).clientId,
    clientSecret: options.secrets['clientSecret'] ?? '',
    name: COMPANY_NAME,
    learned: { realmId: REALM },
  })

  const api = new Hono()
  api.onError((error, c) => {
    if (!(error instanceof QuickBooksRefusal)) throw error
    return c.json(faultOf(error), 400)
  })
  api.use('/:realm/*', async (c, next) => {
    if (!oauth.allows(c)) return unauthorized()
    if (c.req.param('realm') !== REALM) return gatewayFault(403, 'ApplicationAuthorizationFailed', '3100', 'AUTHORIZATION')
    return await next()
  })
  const answered = (name: string, record: SimulatorRecord) => ({ [name]: record, time: options.now().toISOString() })

  /** A request id is answered with what its first request was answered, whatever stands in the later one. */
  const post = (path: string, name: string, write: (given: SimulatorRecord, now: Date) => SimulatorRecord) =>
    api.post(`/:realm/${path}`, async (c: Context) => {
      const given = await c.req.json<SimulatorRecord>()
      const id = c.req.query('requestid')
      if (id !== undefined && id.length > LONGEST_REQUEST_ID)
        throw new QuickBooksRefusal('2050', 'String length is either shorter or longer than supported by specification', 'requestid: 50')
      const first = id === undefined ? undefined : records.get('_requests', id)
      if (first) return c.json(first)
      return c.json(
        records.atomically(() => {
          const answer = answered(name, write(given, options.now()))
          if (id !== undefined) records.put('_requests', id, answer)
          return answer
        }),
      )
    })

  post('salesreceipt', 'SalesReceipt', (given, now) => bookReceipt(records, 'SalesReceipt', given, now))
  post('refundreceipt', 'RefundReceipt', (given, now) => bookReceipt(records, 'RefundReceipt', given, now))
  post('journalentry', 'JournalEntry', (given, now) => bookJournal(records, given, now))
  post('deposit', 'Deposit', (given, now) => bookDeposit(records, given, now))
  post('invoice', 'Invoice', (given, now) => bookDocument(records, 'Invoice', given, now))
  post('creditmemo', 'CreditMemo', (given, now) => bookDocument(records, 'CreditMemo', given, now))
  post('payment', 'Payment', (given, now) => bookPayment(records, given, now))
  post('customer', 'Customer', (given, now) => writeCustomer(records, given, now))

  for (const entity of ENTITIES) {
    api.get(`/:realm/${entity.toLowerCase()}/:id`, (c) => {
      const record = records.get(entity, c.req.param('id') ?? '')
      if (!record) throw notFound()
      return c.json(answered(entity, record))
    })
  }
  api.get('/:realm/companyinfo/:id', (c) => c.json(answered('CompanyInfo', { Id: '1', CompanyName: COMPANY_NAME, Country: 'GB' })))
  api.get('/:realm/query', (c) =>
    c.json({ QueryResponse: answerQuery(c.req.query('query') ?? '', records.list), time: options.now().toISOString() }),
  )
  api.get('/:realm/cdc', (c) =>
    c.json(
      tellChanges(records, { entities: c.req.query('entities') ?? '', changedSince: c.req.query('changedSince') ?? '' }, options.now()),
    ),
  )
  app.route('/v3/company', api)
  return kit.simulator({
    /** What somebody does in QuickBooks itself. */
    async emit(event, payload) {
      if (event !== 'record.deleted') throw new Error(`QuickBooks has no event ${event}. It has record.deleted.`)
      const { entity, id } = payload as { readonly entity: string; readonly id: string }
      records.atomically(() => deleteRecord(records, entity, id, options.now()))
      return { recordId: id, deliveries: [] }
    },
  })
}
