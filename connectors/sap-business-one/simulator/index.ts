// A small SAP Business One: one company behind a Service Layer, with sessions, series, stock, documents that are made from one another, and its way
// to say no.
import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { simulateList } from '#connectors/kit/odata/simulated-list.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { makeEntry, makePayment } from './books.ts'
import { aPartner, COMPANY_NAME, numbered, save, seedCompany } from './company.ts'
import { cancelDocument, DOCUMENTS, makeDocument } from './documents.ts'
import { checkMembers } from './members.ts'
import { isUserField } from './user-fields.ts'
import { faultAnswer, problem, Refusal, SESSION_OVER } from './refusal.ts'

const KEYS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(DOCUMENTS).map((set) => [set, 'DocEntry'])),
  Items: 'ItemCode',
  BusinessPartners: 'CardCode',
  Warehouses: 'WarehouseCode',
  IncomingPayments: 'DocEntry',
  JournalEntries: 'JdtNum',
  UserFieldsMD: 'FieldID',
}
/** Types of sets, for their user-defined fields. */
const typeOf = (set: string): string => (set === 'Items' ? 'Item' : set === 'BusinessPartners' ? 'BusinessPartner' : 'Document')
/** Minutes without a call. */
const SESSION_MINUTES = 30
const PAGE = 20
const LARGEST_PAGE = 500

export const createSapBusinessOneSimulator: CreateSimulator = (options) => {
  const { companyDb, username, timeZone } = readConfig(options.config)
  const kit = createSimulatorKit(options, { seed: (records) => seedCompany(records, timeZone), faultAnswer })
  const { app, records } = kit
  const clock = { now: options.now, timeZone }

  const api = new Hono()
  api.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json(problem(error.code, error.message), error.status)
  })
  api.post('/Login', async (c) => {
    const body = await c.req.json<SimulatorRecord>()
    if (body['CompanyDB'] !== companyDb) throw new Refusal(-304, 'Fail to get DB Credentials from SLD', 401)
    if (body['UserName'] !== username || body['Password'] !== options.secrets['password']) throw new Refusal(100000027, 'Login failed', 401)
    const SessionId = randomUUID()
    const node = `.node${1 + (records.nextId('_logins') % 2)}`
    records.put('_sessions', SessionId, { node, at: options.now().getTime() })
    c.header('set-cookie', `B1SESSION=${SessionId};HttpOnly;`)
    c.header('set-cookie', `ROUTEID=${node}; path=/`, { append: true })
    return c.json({ '@odata.context': '$metadata#B1Sessions/$entity', SessionId, Version: '1000190', SessionTimeout: SESSION_MINUTES })
  })
  api.use('*', async (c, next) => {
    const cookies = new Map((c.req.header('cookie') ?? '').split(/;\s*/).map((one) => [one.split('=')[0], one.split('=')[1]]))
    const session = records.get('_sessions', cookies.get('B1SESSION') ?? '')
    const isOver = !session || options.now().getTime() - (session['at'] as number) > SESSION_MINUTES * 60_000
    // Another node behind the balancer does not know the session.
    if (isOver || session['node'] !== cookies.get('ROUTEID')) return c.json(SESSION_OVER, 401)
    records.put('_sessions', cookies.get('B1SESSION') ?? '', { ...session, at: options.now().getTime() })
    await next()
    return undefined
  })
  api.post('/CompanyService_GetCompanyInfo', (c) => c.json({ CompanyName: COMPANY_NAME, Version: 1000190 }))
  api.post('/SeriesService_GetDocumentSeries', async (c) => {
    const body = await c.req.json<{ readonly DocumentTypeParams?: { readonly Document?: string; readonly DocumentSubType?: string } }>()
    const { Document, DocumentSubType } = body.DocumentTypeParams ?? {}
    const found = records
      .list('_series')
      .filter((one) => one['Document'] === Document && (DocumentSubType === undefined || one['DocumentSubType'] === DocumentSubType))
    return c.json({ value: found })
  })

  const bodyOf = async (c: Context, type: string): Promise<SimulatorRecord> => {
    const body = await c.req.json<SimulatorRecord>()
    checkMembers(type, body, records)
    return body
  }
  const make = async (c: Context, work: () => SimulatorRecord) => c.json(records.atomically(work), 201)

  for (const [set, key] of Object.entries(KEYS)) {
    api.get(`/${set}`, (c) => {
      const gone = (c.req.query('$select') ?? '')
        .split(',')
        .find((name) => name.startsWith('U_') && !isUserField(records, typeOf(set), name))
      if (gone !== undefined) throw new Refusal(-1000, `Property '${gone}' of '${typeOf(set)}' is invalid`)
      const { records: page, next } = simulateList(c, {
        all: records.list(set),
        key,
        pageSize: PAGE,
        largestPage: LARGEST_PAGE,
        continuation: '$skip',
        // What an empty company's records would have is known too.
        known: [key],
        refuse(message) {
          throw new Refusal(-1000, message)
        },
      })
      return c.json({ '@odata.context': `$metadata#${set}`, value: page, ...(next && { '@odata.nextLink': `${set}?${next.toString()}` }) })
    })
    api.get(`/${set}/:id`, (c) => c.json(need(set, c)))
  }
  function need(set: string, c: Context): SimulatorRecord {
    const found = records.get(set, (c.req.param('id') ?? '').replace(/^'(.*)'$/, '$1').replaceAll("''", "'"))
    if (!found) throw new Refusal(-2028, 'No matching records found (ODBC -2028)', 404)
    return found
  }

  for (const set of Object.keys(DOCUMENTS))
    api.post(`/${set}`, async (c) => {
      const given = await bodyOf(c, 'Document')
      return await make(c, () => makeDocument(records, set, given, clock))
    })
  api.post('/Orders/:id/Cancel', (c) => {
    const order = need('Orders', c)
    records.atomically(() => cancelDocument(records, 'Orders', order, clock))
    return c.body(null, 204)
  })
  api.post('/IncomingPayments', async (c) => {
    const given = await bodyOf(c, 'Payment')
    return await make(c, () => makePayment(records, given, clock))
  })
  api.post('/JournalEntries', async (c) => {
    const given = await bodyOf(c, 'JournalEntry')
    return await make(c, () => makeEntry(records, given))
  })
  api.post('/BusinessPartners', async (c) => {
    const given = await bodyOf(c, 'BusinessPartner')
    return await make(c, () => {
      const number = given['CardCode'] === undefined ? numbered(records, 2, given['Series']) : undefined
      const CardCode = String(given['CardCode'] ?? `C${number?.number ?? ''}`)
      if (records.get('BusinessPartners', CardCode))
        throw new Refusal(-2035, 'This entry already exists in the following tables (ODBC -2035) [OCRD.CardCode]')
      return save(records, 'BusinessPartners', CardCode, aPartner({ ...given, CardCode }), clock)
    })
  })

  // Keys stand in parentheses there: `Orders(12)` is routed as `Orders/12`.
  app.all('/b1s/v2/*', async (c) => {
    const url = new URL(c.req.url)
    url.pathname = url.pathname
      .slice(url.pathname.indexOf('/b1s/v2') + '/b1s/v2'.length)
      .replaceAll(/\(((?:'(?:[^']|'')*'|[^)])*)\)/g, '/$1')
    const { method } = c.req
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: await c.req.text() }
    const answer = await api.fetch(new Request(url, { method, headers: c.req.raw.headers, ...body }))
    if (answer.status !== 404 || !answer.headers.get('content-type')?.startsWith('text/plain')) return answer
    return c.json(problem(-1000, `Unrecognized resource path: ${url.pathname}`), 404)
  })

  return kit.simulator({
    /**
     * What a person does: `item.created` and `sales-order.created`; the payload changes what is made. `user-field.removed` { Name } takes a
     * user-defined field away.
     */
    async emit(event, payload) {
      const given = isRecord(payload) ? payload : {}
      if (event === 'user-field.removed') {
        const found = records.find('UserFieldsMD', ({ Name }) => Name === given['Name'])
        if (found) records.remove('UserFieldsMD', Number(found['FieldID']))
        return { recordId: String(found?.['FieldID']), deliveries: [] }
      }
      const record = records.atomically(() => {
        if (event === 'item.created') {
          const { '@odata.etag': _etag, ...like } = records.list('Items')[0] ?? {}
          const ItemCode = `HF-9${String(records.nextId('_item')).padStart(3, '0')}`
          return save(records, 'Items', ItemCode, { ...like, InventoryItem: 'tYES', ...given, ItemCode }, clock)
        }
        if (event !== 'sales-order.created') throw new Error(`A simulated SAP Business One knows no event "${event}".`)
        const DocDate = options.now().toISOString().slice(0, 10)
        const order = { CardCode: 'WEB-1', DocDate, DocumentLines: [{ ItemCode: 'HF-1010', Quantity: 1, UnitPrice: 12.5 }], ...given }
        return makeDocument(records, 'Orders', order, clock)
      })
      return { recordId: String(record['DocEntry'] ?? record['ItemCode']), deliveries: [] }
    },
  })
}
