// A small Stripe: forms in, JSON out, lists newest first, idempotency keys, and signed events.
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { answerDispute, closeDispute, openDispute } from './disputes.ts'
import { deliver } from './events.ts'
import { charge, failRefund, payout, refund, transactionView } from './ledger.ts'
import { playAtProvider } from './play.ts'
import { invalid, missing, StripeRefusal, stripeFault, unauthorized } from './refusal.ts'

type Form = Readonly<Record<string, string>>

export const createStripeSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { faultAnswer: stripeFault })
  const { records } = kit
  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof StripeRefusal) return c.json(error.body, error.status)
    throw error
  })
  api.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${options.secrets['secretKey']}`) throw unauthorized()
    await next()
  })

  const expanded = (record: SimulatorRecord, c: Context, prefix = ''): SimulatorRecord => {
    if (!c.req.queries('expand[]')?.includes(`${prefix}balance_transaction`)) return record
    const transaction = records.get('balance_transactions', String(record['balance_transaction']))
    return transaction ? { ...record, balance_transaction: transactionView(transaction) } : record
  }

  api.get('/balance', (c) => c.json({ object: 'balance', livemode: false, available: [{ amount: 0, currency: 'gbp' }], pending: [] }))
  api.get('/charges', (c) => {
    const intent = c.req.query('payment_intent')
    return page(
      c,
      records.list('charges').filter((one) => intent === undefined || one['payment_intent'] === intent),
      (one) => expanded(one, c, 'data.'),
    )
  })
  api.get('/charges/:id', (c) => c.json(expanded(need('charges', 'charge', c.req.param('id'), records), c)))
  api.get('/refunds', (c) => {
    const of = c.req.query('charge')
    return page(
      c,
      records.list('refunds').filter((one) => of === undefined || one['charge'] === of),
    )
  })
  api.post('/refunds', async (c) => {
    const form = await formOf(c)
    return once(c, form, async () => {
      const made = records.atomically(() => refund(records, form, options.now()))
      const of = records.get('charges', String(made['charge']))
      await deliver('refund.created', made, options, records)
      if (of) await deliver('charge.refunded', of, options, records)
      return made
    })
  })
  api.get('/refunds/:id', (c) => c.json(need('refunds', 'refund', c.req.param('id'), records)))
  api.get('/disputes', (c) => {
    const of = c.req.query('charge')
    return page(
      c,
      records.list('disputes').filter((one) => of === undefined || one['charge'] === of),
    )
  })
  api.get('/disputes/:id', (c) => c.json(need('disputes', 'dispute', c.req.param('id'), records)))
  api.get('/payouts', (c) => page(c, records.list('payouts')))
  api.get('/payouts/:id', (c) => c.json(need('payouts', 'payout', c.req.param('id'), records)))
  api.get('/balance_transactions', (c) => {
    const { payout: of, type } = c.req.query()
    const matching = records
      .list('balance_transactions')
      .filter((one) => (of === undefined || one['payout'] === of) && (type === undefined || one['type'] === type))
    return page(c, matching, transactionView)
  })
  api.get('/events', (c) => {
    const { type } = c.req.query()
    return page(
      c,
      records.list('events').filter((one) => type === undefined || one['type'] === type),
    )
  })
  api.post('/webhook_endpoints', async (c) => {
    const form = await formOf(c)
    return once(c, form, async () => {
      const id = `we_1Sim${String(records.nextId('_endpoint')).padStart(20, '0')}`
      const made = {
        id,
        object: 'webhook_endpoint',
        url: form['url'],
        enabled_events: [form['enabled_events[]'] ?? ''],
        status: 'enabled',
        livemode: false,
        metadata: {},
        api_version: null,
        application: null,
        created: 0,
        description: null,
      }
      records.put('webhook_endpoints', id, made)
      return made
    })
  })
  api.all('*', (c) => {
    throw new StripeRefusal(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).` })
  })
  kit.app.route('/v1', api)

  /** The first answer again for a key that was used; refused where the request differs. */
  async function once(c: Context, form: Form, work: () => Promise<SimulatorRecord>): Promise<Response> {
    const key = c.req.header('idempotency-key')
    const asked = JSON.stringify([c.req.path, form])
    const known = key === undefined ? undefined : records.get('_keys', key)
    if (known && known['asked'] !== asked) {
      throw new StripeRefusal(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      })
    }
    if (known) return c.json(known['answer'] as object, 200, { 'idempotent-replayed': 'true' })
    const answer = await work()
    if (key !== undefined) records.put('_keys', key, { asked, answer })
    return c.json(answer)
  }

  return kit.simulator({
    async emit(event, payload) {
      const object = records.atomically(() => happen(event, isRecord(payload) ? payload : {}, records, options.now()))
      return { recordId: String(object['id']), deliveries: await deliver(event, object, options, records) }
    },
    play: (event, day) =>
      playAtProvider(event, day, { records, now: options.now, deliver: (name, object) => deliver(name, object, options, records) }),
  })
}

/** Throws a plain Error for what cannot happen: its caller is a test or the demo. */
function happen(event: string, payload: SimulatorRecord, records: SimulatorRecords, now: Date): SimulatorRecord {
  // A sample is an event; the object stands in it.
  const data: unknown = payload['data']
  const object = isRecord(data) && isRecord(data['object']) ? data['object'] : payload
  switch (event) {
    case 'charge.succeeded':
      return charge(records, object, now)
    case 'refund.created':
    case 'charge.refunded': {
      const of = records.get('charges', String(object['charge'] ?? object['id'])) ?? charge(records, {}, now)
      const made = refund(records, { charge: String(of['id']), amount: String(Math.min(100, Number(of['amount']))) }, now)
      return event === 'refund.created' ? made : (records.get('charges', String(of['id'])) ?? of)
    }
    case 'refund.updated':
    case 'refund.failed': {
      const latest = records.list('refunds').at(-1) ?? refund(records, { charge: String(charge(records, {}, now)['id']) }, now)
      return event === 'refund.updated' ? latest : failRefund(records, records.get('refunds', String(object['id'])) ?? latest, now)
    }
    case 'payout.paid':
      return payout(records, now)
    case 'payout.failed': {
      const failed: SimulatorRecord = {
        ...(records.list('payouts').at(-1) ?? payout(records, now)),
        status: 'failed',
        failure_code: 'account_closed',
      }
      records.put('payouts', String(failed['id']), failed)
      return failed
    }
    case 'charge.dispute.created':
      return openDispute(records, object, now)
    case 'charge.dispute.updated':
      return answerDispute(records, object, now)
    case 'charge.dispute.closed':
      return closeDispute(records, object, now)
    default:
      throw new Error(`The simulated account has no event ${event}.`)
  }
}

function need(type: string, what: string, id: string, records: SimulatorRecords): SimulatorRecord {
  const found = records.get(type, id)
  if (!found) throw missing(what, id)
  return found
}

async function formOf(c: Context): Promise<Form> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw invalid('Invalid request: bodies must be forms.', 'body')
  }
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

/** Newest first; `starting_after` goes on below an id. */
function page(
  c: Context,
  all: readonly SimulatorRecord[],
  view: (record: SimulatorRecord) => SimulatorRecord = (record) => record,
): Response {
  const { limit = '10', starting_after: after, ending_before: above, 'created[gte]': from, 'created[lt]': before } = c.req.query()
  if (Number(limit) < 1 || Number(limit) > 100) throw invalid('This value must be between 1 and 100.', 'limit')
  const matching = all
    .filter(
      (one) =>
        (from === undefined || Number(one['created']) >= Number(from)) && (before === undefined || Number(one['created']) < Number(before)),
    )
    .toReversed()
  if (above !== undefined) {
    const end = matching.findIndex(({ id }) => id === above)
    if (end === -1) throw missing('object', above)
    const first = Math.max(0, end - Number(limit))
    return c.json({ object: 'list', url: c.req.path, has_more: first > 0, data: matching.slice(first, end).map(view) })
  }
  const start = after === undefined ? 0 : matching.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && start === 0) throw missing('object', after)
  const data = matching.slice(start, start + Number(limit)).map(view)
  return c.json({ object: 'list', url: c.req.path, has_more: matching.length > start + data.length, data })
}
