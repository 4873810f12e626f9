// A small NetSuite: SuiteQL, customers, documents and journals by external id, fulfillments, signed requests, its way to say no.
import type { Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { isOAuth1Signed } from '#connectors/kit/simulator-signatures.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig, realmOf } from '../auth.ts'
import { SERVICES } from '../client.ts'
import { namesOf, schemaOf } from './catalog.ts'
import { CURRENCIES, DOCUMENTS, fulfil, linesOf, putDocument } from './documents.ts'
import { orderLines, shipOrder } from './fulfillments.ts'
import { PAYMENTS, putPayment } from './payments.ts'
import { makeItem, PLACES } from './stock.ts'
import { runQuery } from './suiteql.ts'

/** Internal ids and numbers. */
const ACCOUNTS: readonly (readonly [number, string])[] = [
  [58, '1000'],
  [59, '1100'],
  [60, '2200'],
  [61, '4000'],
]

export const createNetSuiteSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, {
    seed(records) {
      for (const [index, { name }] of PLACES.entries()) records.put('location', index + 1, { id: index + 1, name })
      for (const { sku, title, variant } of harbourFinch().articles)
        makeItem(records, sku, variant === null ? title : `${title}, ${variant}`)
      for (const [id, acctnumber] of ACCOUNTS) records.put('account', id, { id, acctnumber, isinactive: 'F' })
      for (const [id, symbol] of CURRENCIES) records.put('currency', id, { id, symbol })
    },
  })
  const { app, records } = kit
  const gone = () => new Set(records.list('gone_field').map(({ name }) => String(name)))
  const settings = readConfig(options.config)
  const keys = {
    consumerKey: settings.consumerKey,
    token: settings.tokenId,
    realm: realmOf(settings),
    consumerSecret: options.secrets['consumerSecret'] ?? '',
    tokenSecret: options.secrets['tokenSecret'] ?? '',
  }
  app.use('*', async (c, next) => {
    if (await isOAuth1Signed(c, options.name, keys, options.now())) return next()
    return c.json(problem(401, 'Unauthorized', 'INVALID_LOGIN', 'Invalid login attempt. For more details, see the Login Audit Trail.'), 401)
  })

  app.post(`${SERVICES}/query/v1/suiteql`, async (c) => {
    if (c.req.header('prefer') !== 'transient')
      return refuse(c, 'INVALID_HEADER', 'Required request header "Prefer" is missing or its value is not "transient".')
    const { q } = await c.req.json<{ q: string }>()
    const limit = Math.min(Number(c.req.query('limit') ?? 1_000), 1_000)
    const offset = Number(c.req.query('offset') ?? 0)
    try {
      const lost = [...gone()].find((name) => q.includes(name))
      if (lost !== undefined)
        throw new Error(`Invalid search query. Detailed unprocessed description follows. Field '${lost}' was not found.`)
      const { rows } = runQuery(q, {
        account: records.list('account'),
        location: records.list('location'),
        inventoryitemlocations: records.list('inventoryitemlocations'),
        item: records.list('item'),
        customer: records.list('customer'),
        currency: records.list('currency'),
        transaction: records.list('transaction'),
        transactionline: orderLines(records),
      })
      const items = rows.slice(offset, offset + limit).map((row) => ({ links: [], ...row }))
      return c.json({
        links: [],
        count: items.length,
        hasMore: offset + items.length < rows.length,
        items,
        offset,
        totalResults: rows.length,
      })
    } catch (error) {
      return refuse(c, 'INVALID_PARAMETER', error instanceof Error ? error.message : 'Invalid search query.')
    }
  })

  app.put(`${SERVICES}/record/v1/:type/:eid`, async (c) => {
    const type = c.req.param('type')
    const externalId = c.req.param('eid').replace(/^eid:/, '')
    const body = await c.req.json<SimulatorRecord>()
    const kind = DOCUMENTS[type]
    if (!kind && !PAYMENTS[type] && type !== 'customer')
      return c.json(problem(404, 'Not Found', 'NONEXISTENT_RECORD_TYPE', `Record type '${type}' does not exist.`), 404)
    const known = { body: namesOf(type, gone()), line: namesOf(`${type}-${kind?.sublist ?? ''}Element`, gone()) }
    const unknown =
      Object.keys(body).find((name) => !known.body.has(name)) ??
      linesOf(body, kind?.sublist ?? '')
        .flatMap((line) => Object.keys(line))
        .find((name) => !known.line.has(name))
    if (unknown !== undefined) return refuse(c, 'INVALID_CONTENT', `Unknown reference or field: ${unknown}.`, unknown)
    const at = options.now().toISOString().slice(0, 19).replace('T', ' ')
    const replaces = c.req.query('replace') === kind?.sublist
    const written = kind
      ? putDocument(records, type, { externalId, body, at, replaces })
      : type === 'customer'
        ? putCustomer(records, externalId, body, at)
        : putPayment(records, type, externalId, body, at)
    if (typeof written === 'string') return refuse(c, 'USER_ERROR', written)
    return c.body(null, 204, { location: `https://${c.req.header('host') ?? ''}${SERVICES}/record/v1/${type}/${written}` })
  })

  app.post(`${SERVICES}/record/v1/salesOrder/:id/!transform/itemFulfillment`, async (c) => {
    const order = records.get('transaction', c.req.param('id'))
    if (!order || order['type'] !== 'SalesOrd')
      return c.json(problem(404, 'Not Found', 'NONEXISTENT_ID', 'The record instance does not exist.'), 404)
    const body = await c.req.json<SimulatorRecord>()
    const names = namesOf('itemFulfillment', gone())
    const unknown = Object.keys(body).find((name) => !names.has(name))
    if (unknown !== undefined) return refuse(c, 'INVALID_CONTENT', `Unknown reference or field: ${unknown}.`, unknown)
    const at = options.now().toISOString().slice(0, 19).replace('T', ' ')
    const made = records.atomically(() => shipOrder(records, order, body, { at, replaces: c.req.query('replace') }))
    if (typeof made === 'string') return refuse(c, 'USER_ERROR', made)
    return c.body(null, 204, { location: `https://${c.req.header('host') ?? ''}${SERVICES}/record/v1/itemFulfillment/${made}` })
  })

  app.get(`${SERVICES}/record/v1/metadata-catalog/:name`, (c) => {
    // Without it NetSuite answers where the schema is, not the schema.
    if (c.req.header('accept') !== 'application/schema+json') return c.json({ links: [], items: [] })
    const schema = schemaOf(c.req.param('name'), gone())
    return schema ? c.json(schema) : c.json(problem(404, 'Not Found', 'NONEXISTENT_RECORD_TYPE', 'Record type does not exist.'), 404)
  })

  app.get(`${SERVICES}/record/v1/salesOrder/:id`, (c) => {
    const order = records.get('transaction', c.req.param('id'))
    if (!order) return c.json(problem(404, 'Not Found', 'NONEXISTENT_ID', 'The record instance does not exist.'), 404)
    const names = c.req.query('fields')?.split(',') ?? [...namesOf('salesOrder', gone())].filter((name) => name.startsWith('cust'))
    const unknown = names.find((name) => !namesOf('salesOrder', gone()).has(name))
    if (unknown !== undefined) return refuse(c, 'INVALID_PARAMETER', `Invalid query parameter name: ${unknown}.`)
    // Empty ones are left out.
    const values = names.flatMap((name) =>
      order[name] === undefined || order[name] === null ? [] : [[name, order[name] as unknown] as const],
    )
    return c.json({ links: [], id: String(order['id']), ...Object.fromEntries(values) })
  })

  app.get(`${SERVICES}/record/v1/itemFulfillment/:id`, (c) => {
    const found = records.get('transaction', c.req.param('id'))
    if (!found || found['type'] !== 'ItemShip')
      return c.json(problem(404, 'Not Found', 'NONEXISTENT_ID', 'The record instance does not exist.'), 404)
    const { item, package: parcels, packageUps, ...head } = found['record'] as SimulatorRecord
    // Sublists are links unless they are asked for.
    return c.json(c.req.query('expandSubResources') === 'true' ? { ...head, item, package: parcels, packageUps } : head)
  })

  return kit.simulator({
    /**
     * `salesOrder/create`: somebody in NetSuite writes an order, for a customer of the same external id. `customField/delete` { name }: somebody takes
     * a field away. `item/create`: an item with stock at one place. `itemFulfillment/create` { orderExternalId, trackingNumber, status, carrier, transfer }: the
     * warehouse ships an order; one is made where there is none.
     */
    async emit(event, payload) {
      if (event === 'customField/delete' && isRecord(payload) && typeof payload['name'] === 'string') {
        const { name } = payload
        records.put('gone_field', name, { name })
        return { recordId: name, deliveries: [] }
      }
      const given = isRecord(payload) ? payload : {}
      const at = options.now().toISOString().slice(0, 19).replace('T', ' ')
      if (event === 'item/create') return { recordId: String(makeItem(records, `NEW-${records.nextId('_new')}`, 'New', 1)), deliveries: [] }
      if (event === 'itemFulfillment/create') {
        const known = (externalId: unknown) =>
          records.find('transaction', (row) => row['type'] === 'SalesOrd' && row['externalid'] === externalId)
        const order = known(given['orderExternalId']) ?? records.get('transaction', String(makeOrder(given['orderExternalId'], {}, at)))
        return { recordId: String(fulfil(records, order ?? {}, given, at)), deliveries: [] }
      }
      if (event !== 'salesOrder/create') throw new Error(`The simulated account has no event ${event}.`)
      const { externalId, ...body } = given
      return { recordId: String(makeOrder(externalId, body, at)), deliveries: [] }
    },
  })

  function makeOrder(given: unknown, body: SimulatorRecord, at: string): number | string {
    const externalId = typeof given === 'string' ? given : `NS-${records.nextId('_made')}`
    putCustomer(records, externalId, { lastName: 'Hopper' }, at)
    const line = { item: { id: '101' }, quantity: 1, rate: 25 }
    return putDocument(records, 'salesOrder', {
      externalId,
      body: { entity: { externalId }, item: { items: [line] }, ...body },
      at,
      replaces: true,
    })
  }
}

const problem = (status: number, title: string, code: string, detail: string, path?: string) => ({
  type: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1',
  title,
  status,
  'o:errorDetails': [{ detail, ...(path !== undefined && { 'o:errorPath': path }), 'o:errorCode': code }],
})
const refuse = (c: Context, code: string, detail: string, path?: string) => c.json(problem(400, 'Bad Request', code, detail, path), 400)

/** The internal id. */
function putCustomer(records: SimulatorRecords, externalId: string, body: SimulatorRecord, at: string): number | string {
  const before = records.find('customer', (row) => row['externalid'] === externalId)
  if (!before && body['companyName'] === undefined && body['lastName'] === undefined) return 'Please enter value(s) for: Last Name.'
  const id = (before?.['id'] as number | undefined) ?? records.nextId('customer', 501)
  records.put('customer', id, { ...before, ...lowered(body), id, entityid: `CUS${id}`, externalid: externalId, lastmodifieddate: at })
  return id
}

const lowered = (body: SimulatorRecord) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown]))
