// Events and their deliveries: signed over time and body, to the endpoints that want them.
import { createHmac } from 'node:crypto'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { API_VERSION } from '../auth.ts'

export interface Sent {
  readonly url: string
  readonly status: number
  readonly deliveryId: string
}

export async function deliver(
  event: string,
  object: SimulatorRecord,
  options: SimulatorOptions,
  records: SimulatorRecords,
): Promise<readonly Sent[]> {
  const id = `evt_1Sim${String(records.nextId('_event')).padStart(20, '0')}`
  const created = Math.floor(options.now().getTime() / 1_000)
  const told = {
    id,
    object: 'event',
    api_version: API_VERSION,
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: event,
  }
  // Kept for thirty days, delivered or not.
  records.put('events', id, told)
  const body = JSON.stringify(told)
  const secret = (options.secrets['webhookSecret'] ?? '').split(/\s+/)[0] ?? ''
  const signature = createHmac('sha256', secret).update(`${created}.${body}`).digest('hex')
  const sent: Sent[] = []
  for (const endpoint of records.list('webhook_endpoints').filter((one) => (one['enabled_events'] as string[]).includes(event))) {
    const url = String(endpoint['url'])
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature': `t=${created},v1=${signature}`,
    }
    const status = await options.deliver({ url, headers, body }).then(
      (answer) => answer.status,
      () => 0,
    )
    sent.push({ url, status, deliveryId: id })
  }
  return sent
}
