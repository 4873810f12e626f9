// A small Odoo: the JSON-RPC address with `common` and `object`, and the models the connector uses, with Odoo's manners
// (errors with HTTP 200, `false` for empty, no uniqueness of order references).
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { accessDenied, errorBody, OdooFault, valueError } from './errors.ts'
import { executeModel } from './execute.ts'
import { seedOdoo } from './seed.ts'

const UID = 2

interface Call {
  readonly id?: unknown
  readonly params?: { readonly service?: string; readonly method?: string; readonly args?: readonly unknown[] }
}

export const createOdooSimulator: CreateSimulator = (options) => {
  const database = typeof options.config['database'] === 'string' ? options.config['database'] : options.name
  const kit = createSimulatorKit(options, {
    seed: (records) => seedOdoo(records, database),
    operationOf({ body }) {
      const { service, method, args } = parse(body).params ?? {}
      return service === 'object' ? `${String(args?.[3])}.${String(args?.[4])}` : `${service ?? '?'}.${method ?? '?'}`
    },
    faultAnswer: (fault) => (fault.kind === 'unauthorized' ? Response.json(errorBody(1, accessDenied())) : undefined),
  })

  const checkKey = (given: unknown, key: unknown) => {
    if (given !== database || key !== options.secrets['apiKey']) throw accessDenied()
  }
  const answer = ({ params = {} }: Call): unknown => {
    const { service, method, args = [] } = params
    if (service === 'common' && method === 'version') return { server_version: '18.0', protocol_version: 1 }
    if (service === 'common' && (method === 'authenticate' || method === 'login')) {
      return args[0] === database && args[1] === options.config['username'] && args[2] === options.secrets['apiKey'] ? UID : false
    }
    if (service === 'object' && method === 'execute_kw') {
      const [given, uid, key, model, name, positional, named] = args
      if (uid !== UID) throw accessDenied()
      checkKey(given, key)
      return kit.records.atomically(() =>
        executeModel(
          kit.records,
          String(model),
          String(name),
          positional as unknown[],
          (named ?? {}) as Record<string, unknown>,
          options.now(),
        ),
      )
    }
    throw valueError(`Method not found: ${String(service)}.${String(method)}`)
  }

  kit.app.post('/jsonrpc', async (c) => {
    const call = parse(await c.req.text())
    try {
      return c.json({ jsonrpc: '2.0', id: call.id ?? null, result: answer(call) })
    } catch (error) {
      if (error instanceof OdooFault) return c.json(errorBody(call.id ?? null, error))
      throw error
    }
  })
  return kit.simulator()
}

function parse(body: string): Call {
  try {
    return JSON.parse(body) as Call
  } catch {
    return {}
  }
}
