// Proof that a delivery is ShipEngine's: RSA-SHA256 over the time and the body, by a key of its key set.
// https://docs.shipstation.com/apis/shipengine/docs/guides/webhooks
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, PublicKey, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { checkRsaSha256, headerOf } from '#connectors/kit/signed-delivery.ts'

const HEADER = 'x-shipengine-rsa-sha256-'
/** What was recorded long ago is not taken again. */
const WINDOW_MS = 5 * 60_000

export const keyIdOf = (delivery: IncomingDelivery): string | undefined => headerOf(delivery, `${HEADER}key-id`)

interface Expected {
  readonly vendorEvent: string
  readonly resourceType: string
  readonly now: Date
  readonly publicKeys: readonly PublicKey[] | undefined
}

export function verifyDelivery(delivery: IncomingDelivery, expected: Expected): VerifiedDelivery {
  const { vendorEvent, resourceType, now, publicKeys = [] } = expected
  const timestamp = headerOf(delivery, 'x-shipengine-timestamp')
  if (timestamp === undefined) throw new AppError('signature-invalid')
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`, 'utf8'), delivery.body])
  checkRsaSha256(headerOf(delivery, `${HEADER}signature`), signed, publicKeys, keyIdOf(delivery))
  const age = Math.abs(now.getTime() - timeOf(timestamp))
  if (!(age <= WINDOW_MS)) throw new AppError('signature-invalid', { message: 'This delivery is of another time.' })
  const body = bodyOf(delivery)
  if (!isRecord(body) || body['resource_type'] !== resourceType)
    throw new AppError('delivery-rejected', { message: say`This is no ${resourceType} of ShipEngine.` })
  // Deliveries have no number; a second try has the same body.
  return { deliveryId: createHash('sha256').update(delivery.body).digest('hex'), vendorEvent }
}

/** ISO or seconds. */
const timeOf = (timestamp: string): number => (/^\d{10}$/.test(timestamp) ? Number(timestamp) * 1_000 : Date.parse(timestamp))

function bodyOf({ body }: IncomingDelivery): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
