// A delivery from any sender, proved by an HMAC of its bytes or by a shared secret.
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, WebhookTrigger } from '#connectors/kit/contract.ts'
import { readConfig } from '../config.ts'

export const webhook = {
  id: 'webhook',
  label: 'Webhook',
  description: 'Starts when a system sends JSON to the address of the flow.',
  vendorEvent: 'webhook',
  signingSecret: 'webhookSecret',
  output: Type.Unknown({ title: 'Body', description: 'The JSON that was sent.' }),
  example: { id: 17, event: 'order.created' },
  verify(delivery, { config, secrets }) {
    const settings = readConfig(config)
    const verification = settings.webhookVerification ?? 'hmac-sha256'
    if (verification !== 'none') {
      const given = header(delivery, settings.signatureHeader ?? 'X-Signature')
      const secret = secrets.get('webhookSecret')
      const right =
        verification === 'shared-secret'
          ? sameText(given, secret)
          : sameSignature(
              given,
              settings.signaturePrefix ?? '',
              settings.signatureEncoding === 'base64' ? 'base64' : 'hex',
              secret,
              delivery.body,
            )
      if (!right) throw new AppError('signature-invalid')
    }
    const name = settings.deliveryIdHeader
    const id = name === undefined ? `sha256:${hash('sha256', delivery.body)}` : header(delivery, name).trim()
    if (id === '' || id.length > 300) {
      throw new AppError('delivery-rejected', { message: say`The delivery has no usable ${name ?? ''} header.` })
    }
    return { deliveryId: id, vendorEvent: 'webhook' }
  },
} as const satisfies WebhookTrigger

function header({ headers }: IncomingDelivery, name: string): string {
  return headers[name.toLowerCase()] ?? headers[name] ?? ''
}

/** Hashed first, so that neither content nor length shows in the time it takes. */
function sameText(given: string, wanted: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', wanted, 'buffer'))
}

function sameSignature(given: string, prefix: string, encoding: 'hex' | 'base64', secret: string, body: Uint8Array): boolean {
  // Hexadecimal digits in either case; the length is no secret.
  const inCase = (text: string) => Buffer.from(encoding === 'hex' ? text.toLowerCase() : text)
  const wanted = inCase(prefix + createHmac('sha256', secret).update(body).digest(encoding))
  const sent = inCase(given)
  return sent.length === wanted.length && timingSafeEqual(sent, wanted)
}
