// Webhooks as WooCommerce sends them: an unsigned ping first; deliveries signed over the exact bytes, with an id that is the same for
// all deliveries of one webhook within a second; never repeated, and switched off after five failures in a row.
import { createHash, createHmac } from 'node:crypto'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { WooFault } from './fault.ts'
import { gmt } from './times.ts'

export interface Sent {
  readonly url: string
  readonly status: number
  readonly deliveryId: string
}

const TOPIC = /^(order|product|customer|coupon)\.(created|updated|deleted|restored)$|^action\..+/
const MOST_FAILURES = 5

export function createWebhooks(options: SimulatorOptions, records: SimulatorRecords) {
  const site = typeof options.config['url'] === 'string' ? options.config['url'] : 'https://shop.example'
  const post = (url: string, headers: Readonly<Record<string, string>>, body: string) =>
    options.deliver({ url, headers, body }).then(
      ({ status }) => status,
      () => 0,
    )

  return {
    async create(body: SimulatorRecord): Promise<SimulatorRecord> {
      const topic = String(body['topic'] ?? '')
      if (!TOPIC.test(topic)) throw new WooFault(400, 'woocommerce_rest_webhook_invalid_topic', 'Webhook topic must be valid.')
      const url = String(body['delivery_url'] ?? '')
      if (!/^https?:\/\//.test(url)) {
        throw new WooFault(
          400,
          'woocommerce_rest_invalid_delivery_url',
          'Webhook delivery URL must be a valid URL starting with http:// or https://.',
        )
      }
      const id = records.nextId('_webhook')
      const at = gmt(options.now())
      const [resource, event] = topic.split('.')
      const webhook = {
        id,
        name: body['name'] ?? `Webhook created on ${at}`,
        status: body['status'] ?? 'active',
        topic,
        resource,
        event,
        delivery_url: url,
        date_created_gmt: at,
        date_modified_gmt: at,
      }
      records.put('webhooks', id, webhook)
      // Never given out again, unlike everything else.
      records.put('_webhook_secret', id, { secret: String(body['secret'] ?? ''), failures: 0 })
      await post(
        url,
        { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'WooCommerce/9.4.1 Hookshot (WordPress/6.7)' },
        `webhook_id=${id}`,
      )
      return webhook
    },
    change(id: string, body: SimulatorRecord): SimulatorRecord {
      const { secret, ...rest } = body
      const webhook = { ...records.get('webhooks', id), ...rest }
      records.put('webhooks', id, webhook)
      if (typeof secret === 'string') records.put('_webhook_secret', id, { secret, failures: 0 })
      return webhook
    },
    async deliver(topic: string, payload: unknown): Promise<readonly Sent[]> {
      const body = JSON.stringify(payload)
      const sent: Sent[] = []
      for (const webhook of records.list('webhooks').filter((hook) => hook['topic'] === topic && hook['status'] === 'active')) {
        const id = String(webhook['id'])
        const kept = records.get('_webhook_secret', id) ?? {}
        const second = Math.floor(options.now().getTime() / 1_000)
        const deliveryId = createHash('md5').update(`${id}${second}`).digest('hex')
        const url = String(webhook['delivery_url'])
        const status = await post(
          url,
          {
            'content-type': 'application/json',
            'user-agent': 'WooCommerce/9.4.1 Hookshot (WordPress/6.7)',
            'x-wc-webhook-source': `${site}/`,
            'x-wc-webhook-topic': topic,
            'x-wc-webhook-resource': String(webhook['resource']),
            'x-wc-webhook-event': String(webhook['event']),
            'x-wc-webhook-signature': createHmac('sha256', String(kept['secret'] ?? ''))
              .update(body, 'utf8')
              .digest('base64'),
            'x-wc-webhook-id': id,
            'x-wc-webhook-delivery-id': deliveryId,
          },
          body,
        )
        const failures = status >= 200 && status < 304 ? 0 : Number(kept['failures'] ?? 0) + 1
        records.put('_webhook_secret', id, { ...kept, failures })
        if (failures > MOST_FAILURES) records.put('webhooks', id, { ...webhook, status: 'disabled' })
        sent.push({ url, status, deliveryId })
      }
      return sent
    },
  }
}
