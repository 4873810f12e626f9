// Webhook subscriptions of a simulated environment: a handshake when one is made or renewed, three days of life, notifications of what changes, and the
// end of a subscription whose receiver answers what Business Central does not expect.
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { isHeldVersion } from '#connectors/kit/odata/simulated-list.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { COMPANY, save } from './company.ts'
import { listed } from './odata.ts'
import { Refusal } from './refusal.ts'

const LIFE_MS = 3 * 86_400_000
/** The sets that can be subscribed to, of those that are simulated. */
export const NOTIFIED: ReadonlySet<string> = new Set(['customers', 'items', 'salesOrders', 'salesInvoices', 'salesCreditMemos'])
const MEMBERS: ReadonlySet<string> = new Set(['notificationUrl', 'resource', 'clientState'])

type Options = Pick<SimulatorOptions, 'deliver' | 'now'>

export function subscriptionRoutes(records: SimulatorRecords, { deliver, now }: Options): Hono {
  const app = new Hono()
  app.onError((error) => {
    throw error
  })
  const alive = () => records.list('subscriptions').filter((one) => Date.parse(String(one['expirationDateTime'])) > now().getTime())
  const need = (id: string): SimulatorRecord => {
    const found = alive().find(({ subscriptionId }) => subscriptionId === id.replace(/^'(.*)'$/, '$1'))
    if (!found) throw new Refusal('Internal_RecordNotFound', 'The subscription cannot be found.', 404)
    return found
  }
  async function keep(given: SimulatorRecord, id: string): Promise<SimulatorRecord> {
    for (const name of Object.keys(given))
      if (!MEMBERS.has(name))
        throw new Refusal('BadRequest', `The property '${name}' does not exist on type 'Microsoft.NAV.subscriptions'.`)
    const [, company = '', set = ''] = /companies\(([^)]+)\)\/(\w+)$/.exec(String(given['resource'])) ?? []
    if (company.toLowerCase() !== COMPANY.id || !NOTIFIED.has(set))
      throw new Refusal('BadRequest', `The resource ${String(given['resource'])} does not support webhooks.`)
    const url = new URL(String(given['notificationUrl']))
    const token = randomUUID()
    url.searchParams.set('validationToken', token)
    const answer = await deliver({ url: url.href, headers: { 'content-type': 'text/plain' }, body: '' }).catch(() => undefined)
    if (answer?.status !== 200 || answer.body !== token)
      throw new Refusal('BadRequest', 'The handshake with the notification URL failed: it must answer 200 with the validation token.')
    const expirationDateTime = new Date(now().getTime() + LIFE_MS).toISOString()
    return save(records, 'subscriptions', { ...given, id, subscriptionId: id, expirationDateTime }, now())
  }

  app.get('/', (c) => listed(c, 'subscriptions', alive()))
  app.post('/', async (c) => c.json(await keep(await c.req.json<SimulatorRecord>(), randomUUID().replaceAll('-', '')), 201))
  app.patch('/:id', async (c) => {
    const found = need(c.req.param('id'))
    if (!isHeldVersion(c, String(found['@odata.etag']))) throw new Refusal('Request_EntityChanged', 'The subscription has changed.', 412)
    const given = await c.req.json<SimulatorRecord>()
    const { notificationUrl, resource, clientState } = found
    return c.json(await keep({ notificationUrl, resource, clientState, ...given }, String(found['id'])))
  })
  app.delete('/:id', (c) => {
    const found = need(c.req.param('id'))
    if (!isHeldVersion(c, String(found['@odata.etag']))) throw new Refusal('Request_EntityChanged', 'The subscription has changed.', 412)
    records.remove('subscriptions', String(found['id']))
    return c.body(null, 204)
  })
  return app
}

/** Sends what changed to those who subscribed to its set, and forgets whoever answers neither well nor that it should be tried again. */
export async function notify(
  records: SimulatorRecords,
  { deliver, now }: Options,
  set: string,
  record: SimulatorRecord,
  changeType: string,
) {
  const deliveries: { url: string; status: number; deliveryId: string }[] = []
  for (const subscription of records.list('subscriptions')) {
    const { resource, clientState, expirationDateTime, subscriptionId, notificationUrl } = subscription
    if (!String(resource).endsWith(`/${set}`) || Date.parse(String(expirationDateTime)) <= now().getTime()) continue
    const value = [
      {
        subscriptionId,
        clientState,
        expirationDateTime,
        resource: `api/v2.0/companies(${COMPANY.id})/${set}(${String(record['id'])})`,
        changeType,
        lastModifiedDateTime: record['lastModifiedDateTime'],
      },
    ]
    const url = String(notificationUrl)
    const headers = { 'content-type': 'application/json' }
    const { status } = await deliver({ url, headers, body: JSON.stringify({ value }) }).catch(() => ({ status: 503 }))
    const isKept = (status >= 200 && status < 300) || status === 408 || status === 429 || status >= 500
    if (!isKept) records.remove('subscriptions', String(subscription['id']))
    deliveries.push({ url, status, deliveryId: `${String(subscriptionId)}:${String(record['id'])}` })
  }
  return deliveries
}

/** The status of a stale version: 409 as Microsoft lists it, 412 as OData has it. */
export function staleStatus(records: SimulatorRecords): 409 | 412 {
  const setting = records.get('_settings', 'stale')
  return isRecord(setting) && setting['status'] === 412 ? 412 : 409
}
