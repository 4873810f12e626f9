// A small Odoo with the models that the connector uses, and Odoo's manners (`false` for empty, no uniqueness of references). It is an Odoo 19,
// which answers JSON-2 and the deprecated JSON-RPC; a connection that asks for JSON-RPC meets an Odoo 17, which has nothing else.
import type { Context } from 'hono'
import type { Json } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import type { Database, Values } from './database.ts'
import { accessDenied, failureBody, OdooFault, rpcErrorBody, unauthorized, valueError } from './errors.ts'
import { executeModel, namedArguments } from './execute.ts'
import { invoiceOrder, postBill, receiveGoods, shipOrder } from './office.ts'
import { changeListPrice, changeProduct } from './product-templates.ts'
import { setPromotion, withdrawPromotion } from './promotions.ts'
import { playTransfers } from './play.ts'
import { orderGoods } from './purchases.ts'
import { seedOdoo } from './seed.ts'
import { dispatchTransfer, giveUpTransfer } from './store-transfers.ts'
import { closeSession, moveCash, sell, type TillSale } from './tills.ts'

const UID = 2

interface RpcCall {
  readonly id?: unknown
  readonly params?: { readonly service?: string; readonly method?: string; readonly args?: readonly unknown[] }
}

export const createOdooSimulator: CreateSimulator = (options) => {
  const database = typeof options.config['database'] === 'string' ? options.config['database'] : options.name
  const version = options.config['api'] === 'json-rpc' ? 17 : 19
  const kit = createSimulatorKit(options, {
    seed: (records) => seedOdoo(records, database),
    operationOf({ path, body }) {
      const [, model, method] = /\/json\/2\/([^/]+)\/([^/?]+)/.exec(path) ?? []
      if (model !== undefined) return `${model}.${method ?? ''}`
      const { service, method: name, args } = parse(body).params ?? {}
      return service === 'object' ? `${String(args?.[3])}.${String(args?.[4])}` : `${service ?? '?'}.${name ?? '?'}`
    },
    faultAnswer(fault) {
      if (fault.kind !== 'unauthorized') return undefined
      return version === 17 ? Response.json(rpcErrorBody(1, accessDenied())) : Response.json(failureBody(unauthorized()), { status: 401 })
    },
  })
  const db = (): Database => ({ records: kit.records, version, now: options.now().toISOString().slice(0, 19).replace('T', ' ') })

  const answer = ({ params = {} }: RpcCall): unknown => {
    const { service, method, args = [] } = params
    if (service === 'common' && method === 'version') return { server_version: `${version}.0`, protocol_version: 1 }
    if (service === 'common' && (method === 'authenticate' || method === 'login')) {
      return args[0] === database && args[1] === options.config['username'] && args[2] === options.secrets['apiKey'] ? UID : false
    }
    if (service !== 'object' || method !== 'execute_kw') throw valueError(`Method not found: ${String(service)}.${String(method)}`)
    const [given, uid, key, model, name, positional, kwargs] = args
    if (uid !== UID || given !== database || key !== options.secrets['apiKey']) throw accessDenied()
    const { context = {}, ...named } = (kwargs ?? {}) as Values
    // Odoo 17 looks for what is to be made at its place, and finds nothing there.
    if (name === 'create' && (positional as unknown[]).length === 0)
      throw new OdooFault('builtins.IndexError', 'list index out of range', 500)
    const call = {
      model: String(model),
      method: String(name),
      context: context as Values,
      ...namedArguments(String(name), positional as unknown[], named),
    }
    const result = kit.records.atomically(() => executeModel(db(), call))
    // One set of values is answered with one id.
    return name === 'create' && !Array.isArray((positional as unknown[])[0]) ? (result as number[])[0] : result
  }

  kit.app.post('/jsonrpc', async (c) => {
    const call = parse(await c.req.text())
    try {
      return c.json({ jsonrpc: '2.0', id: call.id ?? null, result: answer(call) as Json })
    } catch (error) {
      if (error instanceof OdooFault) return c.json(rpcErrorBody(call.id ?? null, error))
      throw error
    }
  })
  if (version === 19) {
    kit.app.get('/web/version', (c) => c.json({ version_info: [19, 0, 0, 'final', 0, ''], version: '19.0' }))
    kit.app.post('/json/2/:model/:method', async (c) => {
      // Without its database Odoo does not know its own addresses.
      if (c.req.header('x-odoo-database') !== database) return c.html('<!doctype html><title>404 Not Found</title>', 404)
      try {
        if (c.req.header('authorization')?.toLowerCase() !== `bearer ${options.secrets['apiKey'] ?? ''}`.toLowerCase()) throw unauthorized()
        const { ids = [], context = {}, ...named } = await bodyOf(c)
        const call = { ids: ids as number[], named, context: context as Values, model: c.req.param('model'), method: c.req.param('method') }
        return c.json(kit.records.atomically(() => executeModel(db(), call)) as Json)
      } catch (error) {
        if (error instanceof OdooFault) return c.json(failureBody(error), error.status as 422)
        throw error
      }
    })
  }
  return kit.simulator({
    async emit(event, payload) {
      const happen = EVENTS[event]
      if (!happen) throw new Error(`Odoo has no event ${event}. It has ${Object.keys(EVENTS).join(', ')}.`)
      return { recordId: String(kit.records.atomically(() => happen(db(), payload as never))), deliveries: [] }
    },
    play: async (event) => kit.records.atomically(() => playTransfers(event, db())),
  })
}

/** What happens at a till and in the office. Odoo tells nobody. */
const EVENTS: Readonly<Record<string, (db: Database, payload: never) => number>> = {
  'purchase.ordered': orderGoods,
  'purchase.received': receiveGoods,
  'transfer.dispatched': dispatchTransfer,
  'transfer.cancelled': giveUpTransfer,
  'bill.posted': postBill,
  'product.changed': changeProduct,
  'price-list.changed': changeListPrice,
  'promotion.set': setPromotion,
  'promotion.withdrawn': withdrawPromotion,
  'sale.invoiced': invoiceOrder,
  'sale.shipped': shipOrder,
  'pos.sale': (db, sale: TillSale) => sell(db, sale),
  'pos.cash-moved': (db, { amount }: { readonly amount: number }) => moveCash(db, amount),
  'pos.session-closed': (db, { counted }: { readonly counted?: number }) => closeSession(db, counted),
}

async function bodyOf(c: Context): Promise<Values> {
  try {
    return (await c.req.json()) as Values
  } catch {
    throw new OdooFault('werkzeug.exceptions.BadRequest', 'could not parse the body as json', 400)
  }
}

function parse(body: string): RpcCall {
  try {
    return JSON.parse(body) as RpcCall
  } catch {
    return {}
  }
}
