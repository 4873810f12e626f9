// A small Adobe Commerce: REST V1 with its searches, its documents and its way to refuse.
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator, SimulatorOptions } from '#connectors/kit/contract.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { isOAuth1Signed } from '#connectors/kit/simulator-signatures.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { customerAttributes, saveCustomer } from './customers.ts'
import { cancelOrder, commentOrder, makeDocument, placeOrder, type Verb } from './orders.ts'
import { playInShop } from './play.ts'
import { badSignature, CommerceRefusal, commerceFault, missing, unauthorized } from './refusal.ts'
import { searchAnswer } from './search.ts'
import { productBySku, saveBasePrices, saveProduct, saveSourceItems, seedShop, shown } from './shop.ts'

export const createAdobeCommerceSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedShop, faultAnswer: commerceFault })
  const { records } = kit
  /** As the database has it: in UTC without a zone. */
  const now = () => options.now().toISOString().slice(0, 19).replace('T', ' ')
  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof CommerceRefusal) return c.json(error.body, error.status)
    throw error
  })
  api.use('*', async (c, next) => {
    await checkSignature(c, options)
    await next()
  })

  const needOrder = (c: Context): SimulatorRecord => {
    const found = records.get('orders', c.req.param('id') ?? '')
    if (!found) throw missing()
    return found
  }

  api.get('/orders', (c) => searchAnswer(c, records.list('orders')))
  api.get('/orders/:id', (c) => c.json(needOrder(c)))
  api.post('/orders/:id/cancel', (c) => c.json(records.atomically(() => cancelOrder(records, needOrder(c), now()))))
  api.get('/orders/:id/comments', (c) => {
    const { entity_id: id } = needOrder(c)
    const items = records.list('comments').filter(({ parent_id: of }) => of === id)
    return c.json({ items, search_criteria: { filter_groups: [] }, total_count: items.length })
  })
  api.post('/orders/:id/comments', async (c) => {
    const { statusHistory } = await bodyOf(c)
    records.atomically(() => commentOrder(records, needOrder(c), isRecord(statusHistory) ? statusHistory : {}, now()))
    return c.json(true)
  })
  for (const verb of ['ship', 'invoice', 'refund'] as const satisfies readonly Verb[]) {
    api.post(`/order/:id/${verb}`, async (c) => {
      const body = await bodyOf(c)
      // Text, though the description says a number.
      return c.json(String(records.atomically(() => makeDocument(records, verb, needOrder(c), body, now()))))
    })
  }
  for (const list of ['shipments', 'invoices', 'creditmemos']) api.get(`/${list}`, (c) => searchAnswer(c, records.list(list)))

  api.get('/products', async (c) => {
    const answer = (await searchAnswer(c, records.list('products')).json()) as { items: SimulatorRecord[] }
    return c.json({ ...answer, items: answer.items.map(shown) })
  })
  api.get('/products/attributes', async (c) => {
    const answer = (await searchAnswer(c, records.list('attributes')).json()) as { items: SimulatorRecord[] }
    return c.json({ ...answer, items: answer.items.map((one) => ({ ...one, is_user_defined: one['is_user_defined'] === 1 })) })
  })
  api.get('/products/:sku', (c) => {
    const product = productBySku(records, c.req.param('sku'))
    if (!product) throw missing("The product that was requested doesn't exist. Verify the product and try again.")
    return c.json(shown(product))
  })
  api.post('/products', async (c) => c.json(shown(await productSaved(c))))
  api.put('/products/:sku', async (c) => c.json(shown(await productSaved(c))))
  async function productSaved(c: Context): Promise<SimulatorRecord> {
    const { product } = await bodyOf(c)
    return records.atomically(() =>
      saveProduct(records, { ...(isRecord(product) && product), ...(c.req.param('sku') && { sku: c.req.param('sku') }) }, now()),
    )
  }
  api.post('/products/base-prices', async (c) => c.json(saveBasePrices(records, listOf(await bodyOf(c), 'prices'), now())))
  api.get('/inventory/source-items', (c) => searchAnswer(c, records.list('source-items')))
  api.post('/inventory/source-items', async (c) => {
    saveSourceItems(records, listOf(await bodyOf(c), 'sourceItems'))
    return c.json([])
  })

  api.get('/customers/search', async (c) => {
    const answer = (await searchAnswer(c, records.list('customers')).json()) as { items: SimulatorRecord[] }
    return c.json({ ...answer, items: answer.items.map(shown) })
  })
  const customerSaved = async (c: Context): Promise<SimulatorRecord> => {
    const { customer } = await bodyOf(c)
    return shown(records.atomically(() => saveCustomer(records, isRecord(customer) ? customer : {}, now(), c.req.param('id'))))
  }
  api.post('/customers', async (c) => c.json(await customerSaved(c)))
  api.put('/customers/:id', async (c) => c.json(await customerSaved(c)))
  api.get('/attributeMetadata/customer/custom', (c) => c.json(customerAttributes()))

  api.all('*', () => {
    throw new CommerceRefusal(404, 'Request does not match any route.')
  })
  kit.app.route('/rest/:store/V1', api)

  return kit.simulator({
    async emit(event, payload) {
      if (event === 'customer.registered') {
        const given = isRecord(payload) ? payload : {}
        const email = `shopper${records.list('customers').length + 1}@example.com`
        const customer = { email, firstname: 'Sam', lastname: 'Finch', website_id: 1, ...given }
        return { recordId: String(records.atomically(() => saveCustomer(records, customer, now()))['id']), deliveries: [] }
      }
      if (event !== 'order.placed' && event !== 'order.refunded') throw new Error(`The simulated shop has no event ${event}.`)
      const order = records.atomically(() => {
        const placed = placeOrder(records, isRecord(payload) ? payload : {}, now())
        if (event === 'order.placed') return placed
        const current = () => records.get('orders', String(placed['entity_id'])) ?? placed
        makeDocument(records, 'invoice', current(), {}, now())
        makeDocument(records, 'refund', current(), {}, now())
        return current()
      })
      return { recordId: String(order['entity_id']), deliveries: [] }
    },
    play: async (event, day) => records.atomically(() => playInShop(event, day, records, now())),
  })
}

async function checkSignature(c: Context, { name, secrets, config, now }: SimulatorOptions): Promise<void> {
  if (config['auth'] === 'bearer') {
    if (c.req.header('authorization') !== `Bearer ${secrets['accessToken']}`) throw unauthorized('Magento_Sales::actions_view')
    return
  }
  const url = new URL(c.req.url)
  // 2.4.6 encodes such addresses twice before it compares (magento2 issues 37278 and 37913).
  if (/%20|\+/.test(url.search) || url.pathname.includes('%')) throw badSignature()
  const keys = {
    consumerKey: String(config['consumerKey']),
    consumerSecret: secrets['consumerSecret'] ?? '',
    token: secrets['accessToken'] ?? '',
    tokenSecret: secrets['accessTokenSecret'] ?? '',
  }
  if (!(await isOAuth1Signed(c, name, keys, now()))) throw badSignature()
}

async function bodyOf(c: Context): Promise<SimulatorRecord> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (!isRecord(body)) throw new CommerceRefusal(400, 'Decoding error.')
  return body
}

const listOf = (body: SimulatorRecord, member: string): readonly SimulatorRecord[] =>
  Array.isArray(body[member]) ? body[member].filter(isRecord) : []
