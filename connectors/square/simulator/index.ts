// A small Square: tills of four stores, catalogue, stock, cash drawers, idempotency keys, and signed events.
import { createHash, createHmac } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { invalid, missing, SquareRefusal, squareFault, unauthorized } from './refusal.ts'
import { seedTills } from './catalogue.ts'
import { closeDrawer, moveCash } from './drawers.ts'
import { playAtTills } from './play.ts'
import { refundPayment } from './returns.ts'
import { orderNote, ringUp } from './sales.ts'
import { gbp, setCount } from './stock.ts'
import { upsertObject } from './upsert.ts'

/** Somebody puts cash into a drawer or takes it out, in pence. */
interface CashMoved {
  readonly location_id?: string
  readonly kind: 'paid-in' | 'paid-out'
  readonly amount: number
  readonly note?: string
}

export const createSquareSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: (records) => seedTills(records, options.now()), faultAnswer: squareFault })
  const { records } = kit
  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof SquareRefusal) return c.json(error.body, error.status)
    throw error
  })
  api.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${options.secrets['accessToken']}`) throw unauthorized()
    await next()
  })
  const need = (type: string, what: string, id: string): SimulatorRecord => {
    const found = records.get(type, id)
    if (!found) throw missing(what, id)
    return found
  }

  api.get('/locations', (c) => c.json({ locations: records.list('locations') }))
  api.get('/locations/:id', (c) => c.json({ location: need('locations', 'Location', c.req.param('id')) }))
  api.get('/orders/:id', (c) => c.json({ order: need('orders', 'Order', c.req.param('id')) }))
  api.post('/orders/search', async (c) => {
    const body = await bodyOf(c)
    const { filter = {}, sort = {} } = (body['query'] ?? {}) as { filter?: SimulatorRecord; sort?: SimulatorRecord }
    const [field, range] = Object.entries((filter['date_time_filter'] ?? {}) as Record<string, SimulatorRecord>)[0] ?? ['created_at', {}]
    if (String(sort['sort_field']).toLowerCase() !== field)
      throw invalid('BAD_REQUEST', 'The sort field must be the field of the time filter.', 'query.sort.sort_field')
    const matching = records
      .list('orders')
      .filter((order) => (body['location_ids'] as string[]).includes(String(order['location_id'])))
      .filter((order) => inRange(order[field], range['start_at'] as string | undefined, range['end_at'] as string | undefined))
      .toSorted((a, b) => Date.parse(String(a[field])) - Date.parse(String(b[field])))
    const { page, cursor } = pageOf(matching, Number(body['limit'] ?? 500), body['cursor'])
    return c.json({ orders: page, ...(cursor && { cursor }) })
  })

  /** Payments and refunds by the time they were made or changed. */
  const listed = (c: Context, type: string, all: readonly SimulatorRecord[]) => {
    const { begin_time, end_time, updated_at_begin_time, updated_at_end_time, sort_field, sort_order, limit, cursor } = c.req.query()
    const field = sort_field === 'UPDATED_AT' ? 'updated_at' : 'created_at'
    const matching = all
      .filter(
        (one) => inRange(one['created_at'], begin_time, end_time) && inRange(one['updated_at'], updated_at_begin_time, updated_at_end_time),
      )
      .toSorted((a, b) => Date.parse(String(a[field])) - Date.parse(String(b[field])))
    const { page, cursor: next } = pageOf(
      sort_order === 'ASC' ? matching : matching.toReversed(),
      Math.min(Number(limit ?? 100), 100),
      cursor,
    )
    return c.json({ ...(page.length > 0 && { [type]: page }), ...(next && { cursor: next }) })
  }
  api.get('/payments', (c) => {
    // Without a location it is the main one.
    const location = c.req.query('location_id') ?? String(records.list('locations')[0]?.['id'])
    const inLocation = records.list('payments').filter((one) => one['location_id'] === location)
    return listed(c, 'payments', inLocation)
  })
  api.get('/payments/:id', (c) => c.json({ payment: need('payments', 'Payment', c.req.param('id')) }))
  api.get('/refunds/:id', (c) => c.json({ refund: need('refunds', 'Refund', c.req.param('id')) }))
  api.get('/refunds', (c) => listed(c, 'refunds', records.list('refunds')))

  api.post('/refunds', async (c) => {
    const body = await bodyOf(c)
    return once(c, body, async () => {
      const refund = records.atomically(() => refundPayment(records, body, options.now()))
      await deliver('refund.created', 'refund', refund)
      return { refund }
    })
  })

  api.post('/catalog/search', async (c) => {
    const { query = {}, begin_time: since, limit = 1_000, cursor, object_types: types } = await bodyOf(c)
    const { attribute_name: name, attribute_value: value } = ((query as SimulatorRecord)['exact_query'] ?? {}) as SimulatorRecord
    const matching = records
      .list('catalog')
      .filter((one) => (types as string[]).includes(String(one['type'])))
      .filter((one) => name === undefined || ((one['item_variation_data'] ?? {}) as SimulatorRecord)[String(name)] === value)
      .filter((one) => since === undefined || Date.parse(String(one['updated_at'])) > Date.parse(String(since)))
    const { page: objects, cursor: next } = pageOf(matching, Number(limit), cursor)
    const related = objects.flatMap(
      (one) => records.get('catalog', String((one['item_variation_data'] as SimulatorRecord)['item_id'])) ?? [],
    )
    return c.json({ objects, related_objects: related, latest_time: options.now().toISOString(), ...(next && { cursor: next }) })
  })
  api.get('/catalog/object/:id', (c) => c.json({ object: need('catalog', 'Catalog object', c.req.param('id')) }))
  api.post('/catalog/object', async (c) => {
    const body = await bodyOf(c)
    return once(c, body, async () => ({
      catalog_object: records.atomically(() => upsertObject(records, body['object'] as SimulatorRecord, options.now())),
    }))
  })
  api.post('/catalog/batch-retrieve', async (c) => {
    const { object_ids: ids } = await bodyOf(c)
    return c.json({ objects: (ids as string[]).flatMap((id) => records.get('catalog', id) ?? []) })
  })

  api.post('/inventory/counts/batch-retrieve', async (c) => {
    const body = await bodyOf(c)
    const among = (member: string, value: unknown) => !Array.isArray(body[member]) || body[member].includes(value)
    const counts = records
      .list('counts')
      .filter((one) => among('catalog_object_ids', one['catalog_object_id']) && among('location_ids', one['location_id']))
      .filter(
        (one) =>
          body['updated_after'] === undefined || Date.parse(String(one['calculated_at'])) > Date.parse(String(body['updated_after'])),
      )
    const { page, cursor } = pageOf(counts, Number(body['limit'] ?? 1_000), body['cursor'])
    return c.json({ counts: page, ...(cursor && { cursor }) })
  })
  api.post('/inventory/changes/batch-create', async (c) => {
    const body = await bodyOf(c)
    return once(c, body, async () => {
      const changes = (body['changes'] ?? []) as { physical_count: SimulatorRecord }[]
      const counts = changes.map(({ physical_count: count }) => {
        need('catalog', 'Catalog object', String(count['catalog_object_id']))
        need('locations', 'Location', String(count['location_id']))
        return setCount(
          records,
          String(count['catalog_object_id']),
          String(count['location_id']),
          Number(count['quantity']),
          String(count['occurred_at']),
        )
      })
      await deliver('inventory.count.updated', 'inventory_counts', counts)
      return { counts, changes: [] }
    })
  })

  api.get('/cash-drawers/shifts', (c) => {
    const { location_id: location = '', begin_time: from, end_time: before, limit = '100', cursor } = c.req.query()
    need('locations', 'Location', location)
    const matching = records.list('shifts').filter((one) => one['location_id'] === location && inRange(one['opened_at'], from, before))
    const { page, cursor: next } = pageOf(matching, Number(limit), cursor)
    // The list has fewer members than the shift itself.
    const items = page.map(
      ({ id, state, opened_at, ended_at, closed_at, opened_cash_money, expected_cash_money, closed_cash_money, location_id }) => ({
        id,
        state,
        opened_at,
        ended_at,
        closed_at,
        opened_cash_money,
        expected_cash_money,
        closed_cash_money,
        location_id,
      }),
    )
    return c.json({ cash_drawer_shifts: items, ...(next && { cursor: next }) })
  })
  api.get('/cash-drawers/shifts/:id', (c) => c.json({ cash_drawer_shift: need('shifts', 'Cash drawer shift', c.req.param('id')) }))
  api.get('/cash-drawers/shifts/:id/events', (c) => {
    const events = records.list('shift_events').filter((one) => one['_shift'] === c.req.param('id'))
    return c.json({
      cash_drawer_shift_events: events.map((event) => Object.fromEntries(Object.entries(event).filter(([name]) => name !== '_shift'))),
    })
  })

  api.post('/webhooks/subscriptions', async (c) => {
    const body = await bodyOf(c)
    return once(c, body, async () => {
      const id = `wbhk_${String(records.nextId('_subscription')).padStart(12, '0')}`
      const subscription = { ...(body['subscription'] as SimulatorRecord), id, enabled: true, signature_key: '•••' }
      records.put('subscriptions', id, subscription)
      return { subscription }
    })
  })
  api.all('*', (c) => {
    throw new SquareRefusal(
      404,
      'INVALID_REQUEST_ERROR',
      'NOT_FOUND',
      `API endpoint for URL path \`${c.req.path}\` and HTTP method \`${c.req.method}\` is not found.`,
    )
  })
  kit.app.route('/v2', api)

  /** The first answer again for a key that was used; refused where the request differs. */
  async function once(c: Context, body: SimulatorRecord, work: () => Promise<object>): Promise<Response> {
    const key = String(body['idempotency_key'] ?? '')
    if (key === '' || key.length > 45) throw invalid('VALUE_TOO_LONG', 'Field must not be greater than 45 length', 'idempotency_key')
    const asked = JSON.stringify(body)
    const known = records.get('_keys', key)
    if (known && known['asked'] !== asked)
      throw invalid('IDEMPOTENCY_KEY_REUSED', 'Different request parameters used for the same idempotency_key.', 'idempotency_key')
    if (known) return c.json(known['answer'] as object)
    const answer = await work()
    records.put('_keys', key, { asked, answer })
    return c.json(answer)
  }

  async function deliver(event: string, kind: string, object: SimulatorRecord | readonly SimulatorRecord[]) {
    const sequence = records.nextId('_delivery')
    const hex = createHash('sha256').update(`${options.name}/${sequence}`).digest('hex')
    const eventId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    const [first] = [object].flat()
    const id = first?.['id'] ?? first?.['order_id'] ?? first?.['catalog_object_id']
    const data = { type: kind, id, object: { [kind]: object } }
    const body = JSON.stringify({
      merchant_id: 'MHARBOURFINCH',
      type: event,
      event_id: eventId,
      created_at: options.now().toISOString(),
      data,
    })
    const sent = []
    for (const subscription of records.list('subscriptions').filter((one) => (one['event_types'] as string[]).includes(event))) {
      const url = String(subscription['notification_url'])
      const signature = createHmac('sha256', (options.secrets['signatureKey'] ?? '').split(/\s+/)[0] ?? '')
        .update(url)
        .update(body)
        .digest('base64')
      const headers = { 'content-type': 'application/json', 'user-agent': 'Square Connect v2', 'x-square-hmacsha256-signature': signature }
      const status = await options.deliver({ url, headers, body }).then(
        (answer) => answer.status,
        () => 0,
      )
      sent.push({ url, status, deliveryId: eventId })
    }
    return sent
  }

  return kit.simulator({
    async emit(event, payload) {
      const given = isRecord(payload) ? payload : {}
      if (event === 'cash-drawer.moved') {
        const { location_id: place = 'LQUAYSIDE00001', kind, amount, note } = given as unknown as CashMoved
        records.atomically(() => moveCash(records, place, kind, amount, options.now().toISOString(), note))
        return { recordId: place, deliveries: [] }
      }
      if (event === 'cash-drawer.closed') {
        const shift = records.atomically(() =>
          closeDrawer(
            records,
            typeof given['location_id'] === 'string' ? given['location_id'] : 'LQUAYSIDE00001',
            Number(given['short'] ?? 0),
            options.now(),
          ),
        )
        return { recordId: String(shift['id']), deliveries: [] }
      }
      if (event === 'fee.known') {
        const payment = records.list('payments').at(-1) ?? {}
        const fee = Math.round(Number((payment['total_money'] as SimulatorRecord | undefined)?.['amount'] ?? 0) * 0.0175)
        const changed = {
          ...payment,
          processing_fee: [{ type: 'INITIAL', amount_money: gbp(fee) }],
          updated_at: options.now().toISOString(),
        }
        records.put('payments', String(payment['id']), changed)
        return { recordId: String(payment['id']), deliveries: await deliver('payment.updated', 'payment', changed) }
      }
      if (event.startsWith('refund.')) {
        if (records.list('payments').length === 0) records.atomically(() => ringUp(records, {}, options.now()))
        const payment = records.list('payments').at(-1)
        const refund = records.atomically(() =>
          refundPayment(records, { payment_id: payment?.['id'], amount_money: { amount: 100 } }, options.now()),
        )
        return { recordId: String(refund['id']), deliveries: await deliver(event, 'refund', refund) }
      }
      if (event === 'inventory.count.updated') {
        const [known] = records.list('counts')
        const variation = String(given['catalog_object_id'] ?? known?.['catalog_object_id'])
        const store = String(given['location_id'] ?? known?.['location_id'])
        const quantity = Number(given['quantity'] ?? Number(known?.['quantity']) - 1)
        const count = setCount(records, variation, store, quantity, options.now().toISOString())
        return { recordId: variation, deliveries: await deliver(event, 'inventory_counts', [count]) }
      }
      if (!/^(order|payment)\.(created|updated)$/.test(event)) throw new Error(`The simulated tills have no event ${event}.`)
      const order = records.atomically(() => ringUp(records, given, options.now()))
      const payment = records.list('payments').at(-1) ?? {}
      const deliveries = event.startsWith('order.')
        ? await deliver(event, event.replace('.', '_'), orderNote(order))
        : await deliver(event, 'payment', payment)
      return { recordId: String(order['id']), deliveries }
    },
    play: (event, day) => playAtTills(event, day, { records, now: options.now, deliver }),
  })
}

const inRange = (value: unknown, from: string | undefined, before: string | undefined): boolean => {
  const at = Date.parse(value as string)
  return (from === undefined || at >= Date.parse(from)) && (before === undefined || at < Date.parse(before))
}

/** The cursor is opaque; here it counts. */
function pageOf(all: readonly SimulatorRecord[], limit: number, cursor: unknown) {
  const start = typeof cursor === 'string' ? Number(Buffer.from(cursor, 'base64url').toString('utf8')) : 0
  const page = all.slice(start, start + limit)
  return { page, cursor: start + page.length < all.length ? Buffer.from(String(start + page.length)).toString('base64url') : undefined }
}

async function bodyOf(c: Context): Promise<SimulatorRecord> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (!isRecord(body)) throw invalid('EXPECTED_JSON_BODY', 'The request body is not JSON.')
  return body
}
