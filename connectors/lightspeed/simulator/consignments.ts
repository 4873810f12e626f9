// Consignments of the simulated retailer: their states, their products, and what they do to stock.
// https://x-series-api.lightspeedhq.com/v2026.07/reference/createconsignment and its neighbours
import { Decimal } from 'decimal.js'
import type { Context, Hono } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { invalid, LightspeedRefusal, missing } from './refusal.ts'
import { idOf, levelOf, putVersioned, setLevel } from './store.ts'

const STEPS: Readonly<Record<string, readonly string[]>> = {
  SUPPLIER: ['OPEN', 'SENT', 'DISPATCHED', 'RECEIVED'],
  OUTLET: ['OPEN', 'SENT', 'RECEIVED'],
  RETURN: ['OPEN', 'SENT'],
}
const TYPE = 'consignments'
const LINES = 'consignment_products'
/** Quantities have five decimals. */
const written = (value: Decimal.Value) => new Decimal(value).toFixed(5)

interface Parts {
  readonly records: SimulatorRecords
  readonly now: () => Date
  /** Whether the sign-in asked for it. */
  readonly hasScope: (c: Context, scope: string) => boolean
}

export function serveConsignments(api: Hono, { records, now, hasScope }: Parts): void {
  const bodyOf = async (c: Context): Promise<unknown> => c.req.json().catch(() => undefined)
  const dataOf = async (c: Context): Promise<SimulatorRecord> => {
    const body = await bodyOf(c)
    if (!isRecord(body) || !isRecord(body['data'])) throw new LightspeedRefusal(400, 'data is required')
    return body['data']
  }
  const mustHave = (c: Context, scope: string): void => {
    if (!hasScope(c, scope)) throw new LightspeedRefusal(403, `The token lacks the scope ${scope}`)
  }
  const mayWrite = (c: Context, { type }: SimulatorRecord): void =>
    mustHave(c, `consignments:write:${type === 'OUTLET' ? 'stock_transfer' : type === 'STOCKTAKE' ? 'inventory_count' : 'stock_order'}`)
  const need = (c: Context): SimulatorRecord => {
    const found = records.get(TYPE, c.req.param('id') ?? '')
    if (!found || found['deleted_at']) throw missing('Consignment')
    if (c.req.method === 'GET') mustHave(c, 'consignments:read')
    else mayWrite(c, found)
    return found
  }

  api.get('/consignments', (c) => {
    mustHave(c, 'consignments:read')
    const { type, status, outlet_id: outlet, after = '0', page_size: size = '200' } = c.req.query()
    const data = records
      .list(TYPE)
      .filter((one) => Number(one['version']) > Number(after) && !one['deleted_at'])
      .filter((one) => (type ?? one['type']) === one['type'] && (status ?? one['status']) === one['status'])
      .filter((one) => outlet === undefined || [one['outlet_id'], one['source_outlet_id']].includes(outlet))
      .toSorted((a, b) => Number(a['version']) - Number(b['version']))
      .slice(0, Math.min(Number(size), 200))
    return c.json({ data, version: { min: data[0]?.['version'] ?? null, max: data.at(-1)?.['version'] ?? null } })
  })
  api.post('/consignments', async (c) => {
    const given = await dataOf(c)
    mayWrite(c, given)
    const { type, status = 'OPEN', outlet_id: outlet, source_outlet_id: source } = given
    if (!STEPS[String(type)]) throw invalid(`type ${String(type)} is not supported`)
    if (typeof given['name'] !== 'string' || given['name'] === '') throw invalid('name is required')
    if (!records.get('outlets', String(outlet))) throw invalid('outlet_id is not an outlet')
    if (type === 'OUTLET' && !records.get('outlets', String(source))) throw invalid('source_outlet_id is not an outlet')
    if (type === 'OUTLET' && source === outlet) throw invalid('source_outlet_id and outlet_id must be different')
    if (!['OPEN', 'SENT'].includes(String(status))) throw invalid(`A consignment cannot be created as ${String(status)}`)
    const at = now().toISOString()
    const made = records.atomically(() =>
      putVersioned(records, TYPE, {
        due_at: null,
        supplier_id: null,
        source_outlet_id: null,
        supplier_invoice: null,
        ...given,
        id: idOf('consignment', String(records.nextId('_consignment'))),
        status,
        consignment_date: at,
        received_at: null,
        show_inactive: true,
        filters: [],
        created_at: at,
        updated_at: at,
        deleted_at: null,
      }),
    )
    return c.json({ data: made }, 201)
  })
  api.get('/consignments/:id', (c) => c.json({ data: need(c) }))
  api.put('/consignments/:id', async (c) => {
    const [consignment, given] = [need(c), await dataOf(c)]
    return c.json({ data: records.atomically(() => changeConsignment(records, consignment, given, now().toISOString())) })
  })
  api.get('/consignments/:id/products', (c) => {
    const data = linesOf(records, need(c)).filter((line) => Number(line['version']) > Number(c.req.query('after') ?? 0))
    return c.json({ data, version: { min: data[0]?.['version'] ?? null, max: data.at(-1)?.['version'] ?? null } })
  })
  api.post('/consignments/:id/products', async (c) => {
    const [consignment, given] = [need(c), await dataOf(c)]
    return c.json({ data: records.atomically(() => addLine(records, consignment, given, now().toISOString())) })
  })
  api.post('/consignments/:id/bulk', async (c) => {
    const [consignment, given] = [need(c), await bodyOf(c)]
    if (!Array.isArray(given)) throw new LightspeedRefusal(400, 'The request body is malformed')
    const lines = records.atomically(() =>
      (given as SimulatorRecord[]).map((one) => addLine(records, consignment, one, now().toISOString())),
    )
    return c.json({
      data: Object.fromEntries(lines.map((line) => [line['product_id'], { count: line['count'], received: line['received'] }])),
    })
  })
  api.put('/consignments/:id/products/:product', async (c) => {
    const [consignment, given] = [need(c), await dataOf(c)]
    return c.json({
      data: { data: [records.atomically(() => setLine(records, consignment, c.req.param('product'), given, now().toISOString()))] },
    })
  })
  api.delete('/consignments/:id/products/:product', (c) => {
    const consignment = need(c)
    const line = records.get(LINES, `${String(consignment['id'])}/${c.req.param('product')}`)
    if (!line) throw missing('Consignment product')
    if (!isBefore(consignment, consignment['type'] === 'SUPPLIER' ? 'DISPATCHED' : 'SENT'))
      throw invalid(`Cannot delete a product of a consignment that is ${String(consignment['status'])}`)
    records.remove(LINES, String(line['id']))
    return c.body(null, 204)
  })
}

const linesOf = (records: SimulatorRecords, { id }: SimulatorRecord): readonly SimulatorRecord[] =>
  records.list(LINES).filter((line) => line['consignment_id'] === id)

/** Whether its state comes before this one in the course of its type. */
function isBefore({ type, status }: SimulatorRecord, state: string): boolean {
  const steps = STEPS[String(type)] ?? []
  return steps.includes(String(status)) && steps.indexOf(String(status)) < steps.indexOf(state)
}

function addLine(records: SimulatorRecords, consignment: SimulatorRecord, given: SimulatorRecord, at: string): SimulatorRecord {
  const product = records.get('products', String(given['product_id']))
  if (!product) throw invalid('product_id is not a product')
  if (given['count'] === undefined && given['received'] === undefined) throw invalid('count or received is required')
  if (['RECEIVED', 'CANCELLED'].includes(String(consignment['status'])))
    throw invalid(`Cannot add a product to a consignment that is ${String(consignment['status'])}`)
  if (product['is_composite'] === true && consignment['type'] === 'SUPPLIER') throw invalid('Cannot add a composite product')
  const id = `${String(consignment['id'])}/${String(product['id'])}`
  const known = records.get(LINES, id)
  const sum = (field: 'count' | 'received') => written(new Decimal(known?.[field] ?? 0).plus(given[field] ?? 0))
  if (given['received'] !== undefined) dispatch(records, consignment, at)
  return putVersioned(records, LINES, {
    consignment_id: consignment['id'],
    product_id: product['id'],
    product_sku: product['sku'],
    cost: null,
    is_included: true,
    status: 'PENDING',
    created_at: at,
    ...known,
    id,
    count: sum('count'),
    received: sum('received'),
    updated_at: at,
    deleted_at: null,
  })
}

function setLine(records: SimulatorRecords, consignment: SimulatorRecord, product: string, given: SimulatorRecord, at: string) {
  const line = records.get(LINES, `${String(consignment['id'])}/${product}`)
  if (!line) throw missing('Consignment product')
  const { type, status } = consignment
  const takesCount = status === 'OPEN' || status === 'SENT'
  const takesReceived = status === 'SENT' || status === 'DISPATCHED'
  if (!takesCount && !takesReceived) throw invalid(`Cannot update a product of a consignment that is ${String(status)}`)
  if (given['received'] !== undefined && takesReceived && type === 'SUPPLIER') dispatch(records, consignment, at)
  return putVersioned(records, LINES, {
    ...line,
    ...(given['count'] !== undefined && takesCount && { count: written(given['count'] as string) }),
    ...(given['received'] !== undefined && takesReceived && { received: written(given['received'] as string) }),
    updated_at: at,
  })
}

/** A stock order of which something is counted has been dispatched. */
function dispatch(records: SimulatorRecords, consignment: SimulatorRecord, at: string): void {
  if (consignment['type'] !== 'SUPPLIER' || !isBefore(consignment, 'DISPATCHED')) return
  putVersioned(records, TYPE, { ...consignment, status: 'DISPATCHED', updated_at: at })
}

function changeConsignment(records: SimulatorRecords, consignment: SimulatorRecord, given: SimulatorRecord, at: string): SimulatorRecord {
  const { type, status } = consignment
  const next = String(given['status'] ?? status)
  if (given['type'] !== undefined && given['type'] !== type) throw invalid('The type cannot be changed')
  if (status === 'RECEIVED' || status === 'CANCELLED') throw invalid(`Cannot update a consignment that is ${String(status)}`)
  const lines = linesOf(records, consignment)
  if (next !== status) {
    const steps = STEPS[String(type)] ?? []
    if (next !== 'CANCELLED' && steps.indexOf(next) <= steps.indexOf(String(status)))
      throw invalid(`Cannot go from ${String(status)} to ${next}`)
    if (next !== 'CANCELLED' && lines.length === 0) throw invalid('Cannot update status if there are no products in the order')
    if (next === 'RECEIVED' && type === 'SUPPLIER' && lines.every((line) => Number(line['received']) === 0))
      throw invalid('At least one product should have a received quantity')
    moveStock(records, consignment, lines, next)
  }
  return putVersioned(records, TYPE, {
    ...consignment,
    ...given,
    id: consignment['id'],
    status: next,
    updated_at: at,
    ...(next === 'RECEIVED' && { received_at: at }),
  })
}

function moveStock(records: SimulatorRecords, consignment: SimulatorRecord, lines: readonly SimulatorRecord[], next: string): void {
  const move = (outlet: unknown, line: SimulatorRecord, by: Decimal.Value) => {
    const product = String(line['product_id'])
    if (records.get('products', product)?.['has_inventory'] !== true) return
    setLevel(records, product, String(outlet), new Decimal(levelOf(records, product, String(outlet))).plus(by).toNumber())
  }
  const { type, status, outlet_id: outlet, source_outlet_id: source } = consignment
  for (const line of lines) {
    const sent = new Decimal(line['count'])
    if (type === 'OUTLET' && next === 'SENT') move(source, line, sent.neg())
    if (type === 'OUTLET' && next === 'CANCELLED' && status === 'SENT') move(source, line, sent)
    if (next === 'RECEIVED') {
      move(outlet, line, line['received'] as string)
      putVersioned(records, LINES, { ...line, status: 'RECEIVE_SUCCESS' })
    }
  }
}

interface Counted {
  readonly reference: string
  /** What the outlet counts otherwise than it was sent; also what was not. */
  readonly received?: readonly { readonly sku: string; readonly quantity: number }[]
  readonly cancelled?: boolean
}

/** People of the outlet count and receive what is on its way, or send it back. Answers the consignment. */
export function receiveAtOutlet(records: SimulatorRecords, { reference, received = [], cancelled }: Counted, at: string): SimulatorRecord {
  const now = () => records.list(TYPE).findLast((one) => one['reference'] === reference)
  const consignment = now()
  if (!consignment) throw new Error(`The simulated tills have no consignment ${reference}.`)
  if (cancelled === true) return changeConsignment(records, consignment, { status: 'CANCELLED' }, at)
  const otherwise = new Map(received.map(({ sku, quantity }) => [sku, quantity]))
  for (const line of linesOf(records, consignment)) {
    const sku = String(line['product_sku'])
    setLine(records, now() ?? {}, String(line['product_id']), { received: String(otherwise.get(sku) ?? line['count']) }, at)
    otherwise.delete(sku)
  }
  for (const [sku, quantity] of otherwise) {
    const product = records.find('products', (one) => one['sku'] === sku)
    addLine(records, now() ?? {}, { product_id: product?.['id'], received: String(quantity) }, at)
  }
  return changeConsignment(records, now() ?? {}, { status: 'RECEIVED' }, at)
}
