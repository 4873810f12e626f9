// A small ShipEngine: two carriers, a warehouse, shipments whose numbers are given once, labels, tracking, and deliveries signed with an RSA key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { isRecord, type Json } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { same } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { BASE_URL } from '../auth.ts'
import { CARRIERS, priceOf, WAREHOUSES, type SimulatedService } from './account.ts'
import { missing, required, shipengineFault, ShipengineRefusal, unauthorizedBody } from './refusal.ts'
import {
  buy,
  byReference,
  carrierOf,
  createShipment,
  fromOf,
  move,
  needRecord,
  packagesOf,
  trackOf,
  voidLabel,
  whyNot,
} from './shipments.ts'

const RESOURCES: Readonly<Record<string, string>> = { track: 'API_TRACK', batch: 'API_BATCH' }
/** Without its price. */
const shownService = (service: SimulatedService) =>
  Object.fromEntries(Object.entries(service).filter(([name]) => !['days', 'grams', 'base'].includes(name)))
const zero = { currency: 'usd', amount: 0 }

export const createShipengineSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { faultAnswer: shipengineFault })
  const { app, records } = kit
  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof ShipengineRefusal) return c.json(error.body, error.status)
    throw error
  })
  api.use('*', async (c, next) => {
    if (!same(c.req.header('api-key') ?? '', options.secrets['apiKey'] ?? '')) return c.json(unauthorizedBody(), 401)
    await next()
    return undefined
  })
  const json = async (c: Context): Promise<SimulatorRecord> => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!isRecord(body)) throw new ShipengineRefusal(400, 'request_body_required', 'A request body is required.')
    return body
  }
  const shipmentIn = (body: SimulatorRecord): SimulatorRecord => {
    const shipment: unknown = body['shipment']
    if (!isRecord(shipment)) throw required('shipment')
    return shipment
  }

  api.get('/carriers', (c) =>
    c.json({
      carriers: CARRIERS.map(({ services, ...carrier }) => ({
        ...carrier,
        requires_funded_amount: false,
        balance: 0,
        primary: false,
        has_multi_package_supporting_services: true,
        supports_label_messages: true,
        services: services.map((service) => ({ carrier_id: carrier.carrier_id, ...shownService(service) })),
        packages: [{ package_id: 'se-801', package_code: 'package', name: 'Package', description: 'Your own packaging' }],
        options: [],
      })),
      request_id: '00000000-0000-4000-8000-000000000000',
      errors: [],
    }),
  )
  api.get('/warehouses', (c) => c.json({ warehouses: WAREHOUSES }))
  api.post('/addresses/validate', async (c) => {
    const given: unknown = await c.req.json().catch(() => undefined)
    if (!Array.isArray(given) || given.length === 0) throw required('addresses')
    return c.json(
      given.map((address: SimulatorRecord) => {
        if (address['country_code'] === 'ZZ')
          return { status: 'unverified', original_address: address, matched_address: null, messages: [] }
        if (address['postal_code'] === '00000') {
          const message = {
            code: 'a1002',
            message: 'Could not match the inputted street name to a unique street name.',
            type: 'error',
            detail_code: null,
          }
          return { status: 'error', original_address: address, matched_address: null, messages: [message] }
        }
        const shout = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value)
        const matched = Object.fromEntries(Object.entries(address).map(([name, value]) => [name, shout(value)]))
        return {
          status: 'verified',
          original_address: address,
          matched_address: { name: '', postal_code: '', ...matched, address_residential_indicator: 'yes' },
          messages: [],
        }
      }),
    )
  })

  api.post('/rates', async (c) => {
    const body = await json(c)
    const shipment = shipmentIn(body)
    const asked = body['rate_options'] as { carrier_ids?: string[]; service_codes?: string[] } | undefined
    if (!asked?.carrier_ids?.length) throw required('rate_options.carrier_ids')
    const carriers = asked.carrier_ids.map(carrierOf)
    const from = fromOf(shipment)
    const packages = packagesOf(shipment)
    const stored = records.atomically(() => createShipment(records, shipment, options.now()))
    const offers = carriers.flatMap((carrier) =>
      carrier.services
        .filter(({ service_code: code }) => !asked.service_codes || asked.service_codes.includes(code))
        .map((service) => {
          const reason = whyNot(service, shipment, from)
          const delivery = new Date(options.now().getTime() + service.days * 86_400_000)
          const rate = {
            rate_id: `se-${records.nextId('_rate', 3_001)}`,
            rate_type: 'shipment',
            carrier_id: carrier.carrier_id,
            shipping_amount: { currency: 'usd', amount: Number((priceOf(service, packages) / 100).toFixed(2)) },
            insurance_amount: zero,
            confirmation_amount: shipment['confirmation'] === 'none' ? zero : { currency: 'usd', amount: 3.35 },
            other_amount: zero,
            zone: null,
            package_type: 'package',
            delivery_days: service.days,
            guaranteed_service: service.days === 1,
            estimated_delivery_date: delivery.toISOString(),
            negotiated_rate: false,
            service_type: service.name,
            service_code: service.service_code,
            trackable: true,
            carrier_code: carrier.carrier_code,
            carrier_nickname: carrier.nickname,
            carrier_friendly_name: carrier.friendly_name,
            validation_status: reason ? 'invalid' : 'valid',
            warning_messages: [],
            error_messages: reason ? [reason] : [],
          }
          return { reason, rate }
        }),
    )
    return c.json({
      ...stored,
      rate_response: {
        rates: offers.filter(({ reason }) => !reason).map(({ rate }) => rate),
        invalid_rates: offers.filter(({ reason }) => reason).map(({ rate }) => rate),
        rate_request_id: `se-${records.nextId('_request', 9_001)}`,
        shipment_id: stored['shipment_id'],
        created_at: stored['created_at'],
        status: 'completed',
        errors: [],
      },
    })
  })

  api.post('/labels', async (c) => {
    const body = await json(c)
    // The shipment stays where the carrier then refuses.
    const shipment = records.atomically(() => createShipment(records, shipmentIn(body), options.now()))
    return c.json(records.atomically(() => buy(records, shipment, body, options.now())))
  })
  api.get('/labels', (c) => {
    const {
      page = '1',
      page_size: size = '25',
      created_at_start: start,
      shipment_id: shipment,
      sort_dir: direction = 'desc',
    } = c.req.query()
    const found = records
      .list('labels')
      .filter((one) => start === undefined || Date.parse(String(one['created_at'])) >= Date.parse(start))
      .filter((one) => shipment === undefined || one['shipment_id'] === shipment)
      .toSorted((a, b) => (direction === 'asc' ? 1 : -1) * (Date.parse(String(a['created_at'])) - Date.parse(String(b['created_at']))))
    const [at, each] = [Number(page), Number(size)]
    const pages = Math.max(1, Math.ceil(found.length / each))
    const link = (to: number) => ({ href: `${BASE_URL}/v1/labels?page=${to}&page_size=${each}` })
    return c.json({
      labels: found.slice((at - 1) * each, at * each),
      total: found.length,
      page: at,
      pages,
      links: { first: link(1), last: link(pages), prev: at > 1 ? link(at - 1) : {}, next: at < pages ? link(at + 1) : {} },
    })
  })
  api.get('/labels/external_shipment_id/:reference', (c) => c.json(byReference(records, 'labels', c.req.param('reference'))))
  api.post('/labels/shipment/:id', async (c) => {
    const body = await json(c)
    const shipment = needRecord(records, 'shipments', c.req.param('id'), 'shipment')
    return c.json(records.atomically(() => buy(records, shipment, body, options.now())))
  })
  api.get('/labels/:id', (c) => c.json(needRecord(records, 'labels', c.req.param('id'), 'label')))
  api.put('/labels/:id/void', (c) => c.json(records.atomically(() => voidLabel(records, c.req.param('id'), options.now()))))
  api.get('/labels/:id/track', (c) => c.json(trackOf(records, needRecord(records, 'labels', c.req.param('id'), 'label'))))
  api.get('/tracking', (c) => {
    const { carrier_code: carrier = '', tracking_number: number = '' } = c.req.query()
    if (!CARRIERS.some(({ carrier_code: code }) => code === carrier))
      throw new ShipengineRefusal(400, 'invalid_field_value', `carrier_code ${carrier} is not known.`, { field: 'carrier_code' })
    const label = records.find('labels', (one) => one['carrier_code'] === carrier && one['tracking_number'] === number)
    if (label) return c.json(trackOf(records, label))
    return c.json({
      tracking_number: number,
      tracking_url: `https://tracking.example/${carrier}/${number}`,
      status_code: 'UN',
      carrier_code: carrier,
      carrier_id: 1,
      carrier_detail_code: 'UN',
      carrier_status_code: 'UN',
      status_description: 'Unknown',
      events: [],
    })
  })
  api.get('/shipments/external_shipment_id/:reference', (c) => c.json(byReference(records, 'shipments', c.req.param('reference'))))
  api.put('/shipments/:id', async (c) => {
    const changed = await json(c)
    const shipment = needRecord(records, 'shipments', c.req.param('id'), 'shipment')
    if (shipment['shipment_status'] === 'label_purchased')
      throw new ShipengineRefusal(409, 'invalid_status', 'The shipment has a label.', { type: 'business_rules' })
    const { validate_address: _, ...given } = changed
    const next = { ...shipment, ...given, modified_at: options.now().toISOString() }
    records.put('shipments', c.req.param('id'), next)
    const address_validation = { status: 'unverified', original_address: given['ship_to'], matched_address: null, messages: [] }
    return c.json({ ...next, address_validation, has_errors: false, errors: [] })
  })

  api.get('/environment/webhooks', (c) => c.json(records.list('webhooks')))
  api.post('/environment/webhooks', async (c) => {
    const { event, url, name } = await json(c)
    if (typeof event !== 'string' || !(event in RESOURCES)) throw required('event')
    if (records.find('webhooks', (one) => one['event'] === event && one['url'] === url))
      throw new ShipengineRefusal(409, 'webhook_event_type_conflict', 'This webhook already exists.', { type: 'business_rules' })
    const webhook = { webhook_id: `se-${records.nextId('_webhook', 501)}`, url, event, ...(name !== undefined && { name }) }
    records.put('webhooks', webhook.webhook_id, webhook)
    return c.json(webhook)
  })
  api.delete('/environment/webhooks/:id', (c) => {
    needRecord(records, 'webhooks', c.req.param('id'), 'webhook')
    records.remove('webhooks', c.req.param('id'))
    return c.body(null, 204)
  })
  api.all('*', () => {
    throw missing('resource')
  })
  app.get('/jwks', (c) => {
    const { kid, publicJwk } = keyPair()
    return c.json({ keys: [{ ...publicJwk, kid, use: 'sig', alg: 'RS256' }] })
  })
  app.route('/v1', api)

  /** Made when it is first needed, and kept. */
  function keyPair() {
    let pem = records.get('_key', 'key')?.['pem'] as string | undefined
    if (pem === undefined) {
      pem = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      records.put('_key', 'key', { pem })
    }
    const privateKey = createPrivateKey(pem)
    return { kid: 'key-of-the-simulator', privateKey, publicJwk: createPublicKey(privateKey).export({ format: 'jwk' }) }
  }

  async function told(event: string, payload: object) {
    const body = JSON.stringify(payload)
    const timestamp = options.now().toISOString()
    const hooks = records.list('webhooks').filter((one) => one['event'] === event)
    const sent = []
    for (const { url } of hooks) {
      const { kid, privateKey } = keyPair()
      const headers = {
        'content-type': 'application/json',
        'x-shipengine-rsa-sha256-key-id': kid,
        'x-shipengine-rsa-sha256-signature': sign('sha256', Buffer.from(`${timestamp}.${body}`), privateKey).toString('base64'),
        'x-shipengine-timestamp': timestamp,
      }
      const status = await options.deliver({ url: String(url), headers, body }).then(
        (answer) => answer.status,
        () => 0,
      )
      sent.push({ url: String(url), status, deliveryId: timestamp })
    }
    return sent
  }

  return kit.simulator({
    async emit(event: string, payload: Json) {
      const given = isRecord(payload) ? payload : {}
      if (event === 'track') {
        const id = String(given['labelId'] ?? records.list('labels').at(-1)?.['label_id'] ?? '')
        if (id === '') throw new Error('There is no label.')
        const data = records.atomically(() =>
          move(records, id, typeof given['status'] === 'string' ? given['status'] : 'DE', options.now()),
        )
        const deliveries = await told('track', {
          resource_url: `${BASE_URL}/v1/labels/${id}/track`,
          resource_type: RESOURCES['track'],
          data,
        })
        return { recordId: id, deliveries }
      }
      if (event === 'batch') {
        const id = `se-${records.nextId('_batch', 1_013_119)}`
        const deliveries = await told('batch', { resource_url: `${BASE_URL}/v1/batches/${id}`, resource_type: RESOURCES['batch'] })
        return { recordId: id, deliveries }
      }
      if (event === 'shipment') {
        // Somebody has begun it in the dashboard.
        const [warehouse] = WAREHOUSES
        const shipment = records.atomically(() =>
          createShipment(
            records,
            {
              external_shipment_id: given['reference'] ?? null,
              warehouse_id: warehouse.warehouse_id,
              ship_to: warehouse.origin_address,
              packages: [{ weight: { value: 1, unit: 'kilogram' } }],
            },
            new Date(options.now().getTime() - Number(given['minutesAgo'] ?? 0) * 60_000),
          ),
        )
        return { recordId: String(shipment['shipment_id']), deliveries: [] }
      }
      throw new Error(`The simulated ShipEngine has no event ${event}.`)
    },
  })
}
