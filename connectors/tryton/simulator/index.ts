// A small Tryton: the JSON-RPC address of one database, sessions, and the models the connector uses, with Tryton's manners
// (errors with HTTP 200, values as objects with a class, no uniqueness of references).
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import fixture from '../fixtures/harbour-finch.json' with { type: 'json' }
import { toDateTime, toDecimal } from '../values.ts'
import { TrytonException } from './exception.ts'
import { create, execute } from './execute.ts'

const UID = 1
interface Call {
  readonly id?: unknown
  readonly method?: string
  readonly params?: readonly unknown[]
}

export const createTrytonSimulator: CreateSimulator = (options) => {
  const database = typeof options.config['database'] === 'string' ? options.config['database'] : options.name
  const username = String(options.config['username'])
  const kit = createSimulatorKit(options, {
    seed,
    operationOf: ({ body }) => parse(body).method ?? '?',
    faultAnswer: ({ kind }) => (kind === 'unauthorized' ? unauthorized() : undefined),
  })
  const { records } = kit
  // A session lives in the memory of the server, and ends with it.
  const sessions = new Set<string>()

  function login([user, credentials]: readonly unknown[]): readonly [number, string] | undefined {
    const { password } = (credentials ?? {}) as { password?: unknown }
    if (user !== username || password !== options.secrets['password']) return undefined
    const session = `${sessions.size + 1}-${options.now().getTime().toString(36)}`
    sessions.add(session)
    return [UID, session]
  }
  function isSignedIn(header: string | undefined): boolean {
    const [kind, value = ''] = (header ?? '').split(' ')
    const [user, uid, session = ''] = Buffer.from(value, 'base64').toString('utf8').split(':')
    return kind === 'Session' && user === username && uid === String(UID) && sessions.has(session)
  }

  kit.app.post(`/${database}/`, async (c) => {
    const { id = null, method = '', params = [] } = parse(await c.req.text())
    if (method === 'common.db.login') {
      const result = login(params)
      return result ? c.json({ id, result }) : unauthorized()
    }
    if (!isSignedIn(c.req.header('authorization'))) return unauthorized()
    try {
      if (method === 'model.res.user.get_preferences') return c.json({ id, result: { company: 1, language: 'en', company_filter: 'one' } })
      const [, model = '', name = ''] = /^model\.(.+)\.([a-z_]+)$/.exec(method) ?? []
      return c.json({ id, result: records.atomically(() => execute(records, model, name, params, options.now())) })
    } catch (error) {
      if (error instanceof TrytonException) return c.json({ id, error: error.error })
      throw error
    }
  })
  return kit.simulator()
}

const unauthorized = () =>
  new Response('<!doctype html>\n<html lang=en>\n<title>401 Unauthorized</title>\n<h1>Unauthorized</h1>\n', {
    status: 401,
    headers: { 'content-type': 'text/html; charset=utf-8', 'www-authenticate': 'Session' },
  })

function parse(body: string): Call {
  try {
    return JSON.parse(body) as Call
  } catch {
    return {}
  }
}

function seed(records: SimulatorRecords): void {
  const at = toDateTime('2026-01-05T08:00:00Z')
  const currencies = new Map(fixture.currencies.map((code) => [code, create(records, 'currency.currency', { code, name: code }, at)]))
  const own = create(records, 'party.party', { name: fixture.company.name }, at)
  create(records, 'company.company', { party: own, currency: currencies.get(fixture.company.currency) }, at)
  for (const code of fixture.countries) create(records, 'country.country', { code, name: code }, at)
  const taxes = fixture.taxes.map(({ name, rate }) =>
    create(records, 'account.tax', { name, rate: toDecimal(rate), type: 'percentage', parent: null }, at),
  )
  for (const name of fixture.paymentTerms) create(records, 'account.invoice.payment_term', { name }, at)
  for (const warehouse of fixture.warehouses) create(records, 'stock.location', { ...warehouse, type: 'warehouse' }, at)
  for (const { code, name } of fixture.parties) create(records, 'party.party', { code, name, addresses: [['create', [{}]]] }, at)
  const unit = create(records, 'product.uom', { name: 'Unit', symbol: 'u' }, at)
  const category = create(records, 'product.category', { name: 'Goods', accounting: true, customer_taxes_used: taxes.slice(0, 1) }, at)
  for (const { code, name, price, stock } of fixture.products) {
    create(
      records,
      'product.template',
      {
        name,
        type: 'goods',
        default_uom: unit,
        sale_uom: unit,
        salable: true,
        list_price: toDecimal(price),
        account_category: category,
        products: [['create', [{ suffix_code: code, quantity: stock, forecast_quantity: stock }]]],
      },
      at,
    )
  }
}
