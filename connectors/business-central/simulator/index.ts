// A small Business Central: one company whose documents and journals post as the real ones do, with versions of records and Microsoft's way to say no.
import { randomUUID } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { isHeldVersion } from '#connectors/kit/odata/simulated-list.ts'
import { simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { aCustomer, aDocument, COMPANY, DOCUMENTS, SALES_ORDERS, move, numbered, save, seedCompany } from './company.ts'
import { checkMembers } from './members.ts'
import { listed, shown } from './odata.ts'
import { metadata, ownRoutes } from './own-api.ts'
import { faultAnswer, problem, Refusal } from './refusal.ts'
import { notify, staleStatus, subscriptionRoutes } from './subscriptions.ts'

const READABLE = ['customers', 'items', 'itemVariants', 'locations', 'journals', 'accounts', 'generalLedgerEntries', 'itemLedgerEntries']

/** Events are also made happen by the names of the triggers that see them. */
const MADE_BY: Readonly<Record<string, string>> = {
  'items-notified': 'item.created',
  items: 'item.created',
  'sales-orders-notified': 'sales-order.created',
  salesOrders: 'sales-order.created',
}

/** Below a company. */
async function answerOf(company: Hono, url: URL, c: Context): Promise<Response> {
  const { method } = c.req
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: await c.req.text() }
  const answer = await company.fetch(new Request(url, { method, headers: c.req.raw.headers, ...body }))
  if (answer.status === 404 && answer.headers.get('content-type')?.startsWith('text/plain'))
    throw new Refusal('BadRequest_NotFound', `Resource not found for the segment '${url.pathname.split('/')[1] ?? ''}'.`, 404)
  return answer
}

export const createBusinessCentralSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedCompany, faultAnswer })
  const { app, records } = kit
  const { tenantId, clientId, environment, ownApi: own } = readConfig(options.config)
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: `/${tenantId}/oauth2/v2.0/authorize`,
    tokenPath: `/${tenantId}/oauth2/v2.0/token`,
    clientId,
    clientSecret: options.secrets['clientSecret'] ?? '',
    name: COMPANY.name,
    machine: true,
  })

  const api = new Hono()
  api.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json(problem(error.code, error.message), error.status)
  })
  api.use('*', async (c, next) => {
    if (!oauth.allows(c)) throw new Refusal('Authentication_InvalidCredentials', 'The server has rejected the client credentials.', 401)
    await next()
  })
  api.get('/companies', (c) => c.json({ value: [COMPANY] }))

  const company = new Hono()
  company.onError((error) => {
    throw error
  })
  const need = (set: string, c: Context): SimulatorRecord => {
    const found = records.get(set, c.req.param('id') ?? '')
    if (!found) throw new Refusal('Internal_RecordNotFound', `The ${set} with this id cannot be found.`, 404)
    return found
  }
  const needVersion = (set: string, c: Context): SimulatorRecord => {
    const found = need(set, c)
    const given = c.req.header('if-match')
    if (given === undefined)
      throw new Refusal('BadRequest_InvalidToken', 'Could not validate the client concurrency token required by the service.')
    if (!isHeldVersion(c, String(found['@odata.etag'])))
      throw new Refusal('Request_EntityChanged', 'Another user has already changed the record.', staleStatus(records))
    return found
  }
  const bodyOf = async (c: Context, set: string): Promise<SimulatorRecord> => {
    const body = await c.req.json<SimulatorRecord>()
    checkMembers(set, body)
    return body
  }
  const made = (c: Context, record: SimulatorRecord) => c.json(shown(record, undefined), 201)

  for (const set of [...READABLE, ...Object.keys(DOCUMENTS)]) company.get(`/${set}`, (c) => listed(c, set, records.list(set)))

  company.post('/customers', async (c) => {
    const given = await bodyOf(c, 'customers')
    if (records.find('customers', ({ number }) => number === given['number']))
      throw new Refusal('Internal_EntityWithSameKeyExists', 'The record already exists.')
    return made(c, save(records, 'customers', { id: randomUUID(), ...aCustomer(given) }, options.now()))
  })
  company.patch('/customers/:id', async (c) => {
    const given = await bodyOf(c, 'customers')
    return c.json(save(records, 'customers', { ...needVersion('customers', c), ...given }, options.now()))
  })

  for (const [set, kind] of Object.entries(DOCUMENTS)) {
    company.post(`/${set}`, async (c) => {
      const given = await bodyOf(c, set)
      const record = records.atomically(() => save(records, set, aDocument(records, set, kind, given), options.now()))
      return made(c, record)
    })
    if (kind.postedNumbers === '') continue
    company.post(`/${set}/:id/post`, (c) => {
      const document = need(set, c)
      if (document['status'] !== 'Draft') throw new Refusal('Application_DialogException', 'The document is posted already.')
      records.atomically(() => {
        const posted = save(records, set, { ...document, number: numbered(records, kind.postedNumbers), status: 'Open' }, options.now())
        const sign = set === 'salesCreditMemos' ? 1 : -1
        for (const line of posted[kind.lines] as readonly SimulatorRecord[]) move(records, line, posted, sign, options.now())
      })
      return c.body(null, 204)
    })
  }
  company.post('/salesOrders/:id/shipAndInvoice', (c) => {
    const order = need('salesOrders', c)
    const { salesOrderLines, fullyShipped: _, ...head } = order
    const lines = salesOrderLines as readonly SimulatorRecord[]
    if (lines.length === 0) throw new Refusal('Application_DialogException', 'There is nothing to post.')
    records.atomically(() => {
      const invoice = {
        ...head,
        id: randomUUID(),
        number: numbered(records, 'PS-INV103'),
        status: 'Open',
        orderId: order['id'],
        orderNumber: order['number'],
        invoiceDate: order['orderDate'],
        salesInvoiceLines: lines.map(({ shippedQuantity: _shipped, invoicedQuantity: _invoiced, ...line }) => line),
      }
      const { orderDate: _date, ...posted } = invoice as SimulatorRecord
      save(records, 'salesInvoices', posted, options.now())
      for (const line of lines) move(records, line, posted, -1, options.now())
      records.remove('salesOrders', String(order['id']))
    })
    return c.body(null, 204)
  })

  company.get('/journals/:id/journalLines', (c) => {
    const { id } = need('journals', c)
    return listed(
      c,
      'journalLines',
      records.list('journalLines').filter(({ journalId }) => journalId === id),
    )
  })
  company.post('/journals/:id/journalLines', async (c) => {
    const { id } = need('journals', c)
    const given = await bodyOf(c, 'journalLines')
    if (!records.find('accounts', ({ number }) => number === given['accountNumber']))
      throw new Refusal('Application_DialogException', `The account ${String(given['accountNumber'])} cannot be found.`)
    const line = { description: '', ...given, id: randomUUID(), journalId: id, lineNumber: records.nextId('_line') * 10_000 }
    return made(c, save(records, 'journalLines', line, options.now()))
  })
  company.delete('/journalLines/:id', (c) => {
    records.remove('journalLines', String(needVersion('journalLines', c)['id']))
    return c.body(null, 204)
  })
  company.post('/journals/:id/post', (c) => {
    const { id } = need('journals', c)
    const lines = records.list('journalLines').filter(({ journalId }) => journalId === id)
    if (lines.length === 0) throw new Refusal('Application_DialogException', 'There is nothing to post.')
    for (const [document, same] of Map.groupBy(lines, ({ documentNumber }) => String(documentNumber))) {
      const sum = same.reduce((total, { amount }) => total.plus(amount as number), new Decimal(0))
      if (!sum.isZero())
        throw new Refusal('Application_DialogException', `Document No. ${document} is out of balance by ${sum.toFixed(2)}.`)
    }
    records.atomically(() => {
      for (const { id: line, postingDate, documentNumber, accountNumber, description, amount } of lines) {
        const value = new Decimal(amount as number)
        const entry = {
          id: randomUUID(),
          entryNumber: records.nextId('_ledger'),
          postingDate,
          documentNumber,
          accountNumber,
          description,
          debitAmount: Decimal.max(value, 0).toNumber(),
          creditAmount: Decimal.max(value.neg(), 0).toNumber(),
        }
        save(records, 'generalLedgerEntries', entry, options.now())
        records.remove('journalLines', String(line))
      }
    })
    return c.body(null, 204)
  })

  const ownCompany = new Hono()
  ownCompany.onError((error) => {
    throw error
  })
  ownRoutes(ownCompany, records, options.now)

  const subscriptions = subscriptionRoutes(records, options)
  api.get('/$metadata', (c) => c.body(metadata(false), 200, { 'content-type': 'application/xml' }))
  // Keys stand in parentheses there: `customers(1b9f…)` is routed as `customers/1b9f…`, and bound actions lose their namespace.
  api.all('/*', async (c) => {
    const url = new URL(c.req.url)
    const [, key] = /\/subscriptions(?:\((.*)\))?$/.exec(decodeURIComponent(url.pathname)) ?? ['', undefined]
    if (/\/subscriptions(\(|$)/.test(url.pathname) && !url.pathname.includes('/companies(')) {
      url.pathname = key === undefined ? '/' : `/${key.replaceAll("'", '')}`
      const sent = c.req.method === 'POST' || c.req.method === 'PATCH' ? { body: await c.req.text() } : {}
      return await subscriptions.fetch(new Request(url, { method: c.req.method, headers: c.req.raw.headers, ...sent }))
    }
    const [, id, below] = /\/companies\(([^)]+)\)(\/.*)$/.exec(url.pathname) ?? []
    if (id?.toLowerCase() !== COMPANY.id || below === undefined) throw new Refusal('Internal_CompanyNotFound', 'Cannot find company.', 404)
    url.pathname = below.replaceAll(/\(([^)]+)\)/g, '/$1').replace('/Microsoft.NAV.', '/')
    return await answerOf(company, url, c)
  })
  const ownApi = new Hono()
  ownApi.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json(problem(error.code, error.message), error.status)
  })
  ownApi.use('*', async (c, next) => {
    if (!oauth.allows(c)) throw new Refusal('Authentication_InvalidCredentials', 'The server has rejected the client credentials.', 401)
    await next()
  })
  ownApi.get('/$metadata', (c) => c.body(metadata(true), 200, { 'content-type': 'application/xml' }))
  ownApi.all('/*', async (c) => {
    const url = new URL(c.req.url)
    const [, id, below] = /\/companies\(([^)]+)\)(\/.*)$/.exec(url.pathname) ?? []
    if (id?.toLowerCase() !== COMPANY.id || below === undefined) throw new Refusal('Internal_CompanyNotFound', 'Cannot find company.', 404)
    url.pathname = below.replaceAll(/\(([^)]+)\)/g, '/$1')
    return await answerOf(ownCompany, url, c)
  })
  app.route(`/v2.0/${tenantId}/${environment}/api/v2.0`, api)
  if (own !== undefined) app.route(`/v2.0/${tenantId}/${environment}/api/${own}`, ownApi)
  app.get(`/v2.0/${tenantId}/${environment}/api/microsoft/analytics/v1.0/*`, (c) => {
    if (!oauth.allows(c))
      return c.json(problem('Authentication_InvalidCredentials', 'The server has rejected the client credentials.'), 401)
    if (!new RegExp(`/companies\\(${COMPANY.id}\\)/itemLedgerEntries$`, 'i').test(c.req.path) || records.get('_settings', 'no-analytics'))
      return c.json(problem('BadRequest_NotFound', "Resource not found for the segment 'microsoft'."), 404)
    return listed(c, 'itemLedgerEntries', records.list('_openEntries'), 'entryNo')
  })

  return kit.simulator({
    /**
     * What a person does in Business Central: `item.created` and `sales-order.created`, by a trigger's name too; the payload changes what is made.
     * `stale.412`: from now on stale versions are answered 412 instead of 409. `analytics.removed`: the app for Power BI is uninstalled.
     */
    async emit(name, payload) {
      const given = isRecord(payload) ? payload : {}
      if (name === 'analytics.removed') {
        records.put('_settings', 'no-analytics', { removed: true })
        return { recordId: '', deliveries: [] }
      }
      if (name === 'stale.412') {
        records.put('_settings', 'stale', { status: 412 })
        return { recordId: '', deliveries: [] }
      }
      const event = MADE_BY[name] ?? name
      const record = records.atomically(() => {
        if (event === 'item.created') {
          const { '@odata.etag': _etag, ...like } = records.list('items')[0] ?? {}
          const item = { ...like, number: numbered(records, 'HF-9'), inventory: 0, ...given, id: randomUUID() }
          return save(records, 'items', item, options.now())
        }
        if (event !== 'sales-order.created') throw new Error(`A simulated Business Central knows no event "${event}".`)
        const line = { lineType: 'Item', lineObjectNumber: 'HF-1010', quantity: 1, unitPrice: 12.5 }
        const order = { customerNumber: 'WEB-1', orderDate: options.now().toISOString().slice(0, 10), salesOrderLines: [line], ...given }
        return save(records, 'salesOrders', aDocument(records, 'salesOrders', SALES_ORDERS, order), options.now())
      })
      const set = event === 'item.created' ? 'items' : 'salesOrders'
      return { recordId: String(record['id']), deliveries: await notify(records, options, set, record, 'created') }
    },
  })
}
