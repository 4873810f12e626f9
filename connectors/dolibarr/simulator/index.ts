// A small Dolibarr 16: one company behind its REST API, with drafts that are validated, payments, stock, and the odd ways in which it answers.
import { Decimal } from 'decimal.js'
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { faultAnswer, FIREWALL_ANSWER, listed, problem, Refusal, shown } from './answers.ts'
import { EXTRA_FIELDS } from './extra-fields.ts'
import { aShipment, validateShipment } from './shipments.ts'
import { aDocument, addStock, aThirdParty, COUNTRIES, makeProduct, priced, save, seedCompany, VERSION } from './company.ts'

const NAMES = {
  thirdparties: 'third party',
  products: 'product',
  orders: 'order',
  invoices: 'invoice',
  shipments: 'shipment',
  stockmovements: 'stock movement',
  warehouses: 'warehouse',
  bankaccounts: 'bank account',
} as const

export const createDolibarrSimulator: CreateSimulator = (options) => {
  const { timeZone } = readConfig(options.config)
  const clock = { now: options.now, timeZone }
  const kit = createSimulatorKit(options, { seed: (records) => seedCompany(records, timeZone), faultAnswer })
  const { app, records } = kit
  const api = new Hono()

  api.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json(problem(error.status, error.message, error.reason), error.status)
  })
  api.use('*', async (c, next) => {
    // Before everything else, and with a fine status.
    if (decodeURIComponent(c.req.path).includes(':')) return c.text(FIREWALL_ANSWER)
    if (c.req.header('dolapikey') !== options.secrets['apiKey']) throw new Refusal(401, 'Access denied')
    await next()
    return undefined
  })

  const need = (type: keyof typeof NAMES, c: Context): SimulatorRecord => {
    const found = records.get(type, c.req.param('id') ?? '')
    if (!found) throw new Refusal(404, `${NAMES[type]} not found`)
    return found
  }
  const bodyOf = async (c: Context): Promise<SimulatorRecord> => await c.req.json<SimulatorRecord>()
  const idOf = (c: Context, work: () => SimulatorRecord) => c.json(Number(records.atomically(work)['id']))

  api.get('/status', (c) => c.json({ success: { code: 200, dolibarr_version: VERSION, access_locked: '0' } }))
  api.get('/setup/dictionary/countries/byCode/:code', (c) => {
    const id = COUNTRIES[c.req.param('code')]
    if (id === undefined) throw new Refusal(404, 'country not found')
    return c.json({ id: String(id), code: c.req.param('code') })
  })
  api.get('/setup/extrafields', (c) => {
    if (records.get('_user', 1)?.['admin'] === false) throw new Refusal(401, 'Only an admin user can get list of extrafields')
    const type = c.req.query('type') ?? ''
    const fields = EXTRA_FIELDS[type]
    if (!fields) throw new Refusal(404, 'No extrafield found')
    return c.json({ [type]: fields })
  })
  api.get('/setup/dictionary/payment_types', (c) => listed(c, records.list('_paymentTypes'), 'payment type'))
  for (const type of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    api.get(`/${type}`, (c) => listed(c, records.list(type), NAMES[type]))
    if (type !== 'stockmovements') api.get(`/${type}/:id`, (c) => c.json(shown(need(type, c))))
  }

  api.post('/thirdparties', async (c) => {
    const given = await bodyOf(c)
    return idOf(c, () => save(records, 'thirdparties', aThirdParty(records, given), clock))
  })
  api.post('/products', async (c) => {
    const given = await bodyOf(c)
    return idOf(c, () => makeProduct(records, given, clock))
  })
  api.put('/products/:id', async (c) => {
    const given = await bodyOf(c)
    return c.json(shown(save(records, 'products', priced({ ...need('products', c), ...given }), clock)))
  })
  api.get('/products/:id/stock', (c) => {
    const { id } = need('products', c)
    const places = records.list('_stock').filter(({ product }) => product === id)
    const entries = places.map(({ warehouse, real }) => [String(warehouse), { id: String(warehouse), real: String(real) }] as const)
    return c.json({ stock_warehouses: entries.length === 0 ? [] : Object.fromEntries(entries) })
  })
  api.post('/stockmovements', async (c) => {
    const { product_id, warehouse_id, qty, movementcode, movementlabel } = await bodyOf(c)
    if (!records.get('warehouses', Number(warehouse_id)))
      throw new Refusal(503, 'Error when create stock movement : ErrorWarehouseNotFound')
    return idOf(c, () => {
      addStock(records, Number(product_id), Number(warehouse_id), Number(qty), clock)
      const id = records.nextId('stockmovements')
      const movement = { id, product_id, warehouse_id, qty, inventorycode: movementcode, label: movementlabel }
      return save(records, 'stockmovements', movement, clock)
    })
  })

  for (const type of ['orders', 'invoices'] as const) {
    api.post(`/${type}`, async (c) => {
      const given = await bodyOf(c)
      return idOf(c, () => save(records, type, aDocument(records, type, given), clock))
    })
    api.post(`/${type}/:id/validate`, (c) => {
      const document = need(type, c)
      if (document['statut'] !== 0) return c.body(null, 304)
      const prefix = type === 'orders' ? 'CO' : document['type'] === 2 ? 'AV' : 'FA'
      const ref = `${prefix}2603-${String(records.nextId(`_number-${prefix}`)).padStart(4, '0')}`
      return c.json(shown(records.atomically(() => save(records, type, { ...document, ref, statut: 1 }, clock))))
    })
  }
  api.post('/shipments', async (c) => {
    const given = await bodyOf(c)
    return idOf(c, () => save(records, 'shipments', aShipment(records, given), clock))
  })
  api.post('/shipments/:id/validate', (c) => {
    const shipment = need('shipments', c)
    if (shipment['statut'] !== 0) return c.body(null, 304)
    return c.json(shown(records.atomically(() => validateShipment(records, shipment, clock))))
  })
  api.get('/orders/:id/shipment', (c) => {
    const { id } = need('orders', c)
    const found = records.list('shipments').filter(({ origin_id: origin }) => origin === id)
    if (found.length === 0) throw new Refusal(404, 'Shipments not found ')
    return c.json(found.map(shown))
  })
  api.post('/orders/:id/close', (c) => {
    const order = need('orders', c)
    if (order['statut'] === 3) return c.body(null, 304)
    return c.json(shown(records.atomically(() => save(records, 'orders', { ...order, statut: 3 }, clock))))
  })
  api.get('/invoices/:id/payments', (c) => {
    const { id } = need('invoices', c)
    const found = records.list('payments').filter(({ invoice }) => invoice === id)
    return c.json(found.map(({ amount, num, ref }) => shown({ amount, num, ref })))
  })
  api.post('/invoices/paymentsdistributed', async (c) => {
    const { arrayofamounts, paymentid, accountid, num_payment } = await bodyOf(c)
    if (!records.get('_paymentTypes', Number(paymentid)) || !records.get('bankaccounts', Number(accountid)))
      throw new Refusal(400, 'Payment type or bank account is not valid')
    return idOf(c, () => {
      const id = records.nextId('payments')
      for (const [number, { amount }] of Object.entries((arrayofamounts ?? {}) as Record<string, { readonly amount: string }>)) {
        const invoice = records.get('invoices', number)
        if (!invoice) throw new Refusal(404, 'Invoice not found')
        const remaintopay = new Decimal(invoice['remaintopay'] as number).minus(amount)
        if (remaintopay.lt(0)) throw new Refusal(400, 'Payment is larger than what is owed')
        records.put('payments', id, { id, ref: `PAY2603-${id}`, invoice: invoice['id'], amount: Number(amount), num: num_payment })
        const isPaid = remaintopay.isZero()
        save(records, 'invoices', { ...invoice, remaintopay: remaintopay.toNumber(), ...(isPaid && { statut: 2, paye: 1 }) }, clock)
      }
      return { id }
    })
  })
  api.all('/*', () => {
    throw new Refusal(404, 'API not found')
  })
  app.route('/api/index.php', api)

  return kit.simulator({
    /** What a person does: `product.created`, `order.created`, `order.cancelled` (with `{ "id": 1 }`), `shipment.created`, and `user.demoted`: the key's user is no administrator any more. */
    async emit(event, payload) {
      const given = isRecord(payload) ? payload : {}
      const record = records.atomically(() => {
        if (event === 'product.created')
          return makeProduct(
            records,
            { ref: `HF-9${records.nextId('_product')}`, label: 'Made by hand', price: 10, tva_tx: 20, ...given },
            clock,
          )
        if (event === 'shipment.created') {
          const date = Math.floor(options.now().getTime() / 1_000)
          const lines = [{ fk_product: 1, qty: 2, subprice: 12.5, tva_tx: 20 }]
          const draft = save(records, 'orders', aDocument(records, 'orders', { socid: 1, date, lines }), clock)
          const order = save(records, 'orders', { ...draft, statut: 1 }, clock)
          const shipped = (order['lines'] as readonly SimulatorRecord[]).map(({ id, qty }) => ({ origin_line_id: id, qty, entrepot_id: 1 }))
          const body = { socid: 1, origin_type: 'commande', origin: 'commande', origin_id: order['id'], lines: shipped, ...given }
          return validateShipment(records, save(records, 'shipments', aShipment(records, body), clock), clock)
        }
        if (event === 'user.demoted') {
          records.put('_user', 1, { id: 1, admin: false })
          return { id: 1 }
        }
        if (event === 'order.cancelled') {
          const order = records.get('orders', Number(given['id']))
          if (!order) throw new Error('there is no such order')
          return save(records, 'orders', { ...order, statut: -1 }, clock)
        }
        if (event !== 'order.created') throw new Error(`A simulated Dolibarr knows no event "${event}".`)
        const date = Math.floor(options.now().getTime() / 1_000)
        const order = { socid: 1, date, lines: [{ fk_product: 1, qty: 1, subprice: 12.5, tva_tx: 20 }], ...given }
        return save(records, 'orders', aDocument(records, 'orders', order), clock)
      })
      return { recordId: String(record['id']), deliveries: [] }
    },
  })
}
