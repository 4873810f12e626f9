// What names a delivery's event in the inbox: the record it tells of, where there is one delivery for each; else the sender's own id of the delivery.
import type { Notice, VerifiedDelivery, WebhookTrigger } from '#connectors/kit/contract.ts'
import type { Json } from '#shared/json.ts'

export const recordEventKey = (vendorEvent: string, recordKey: string): string => `${vendorEvent}#${recordKey}`

/** The keys of what was told of a record begin so, and go on with the time: by a delivery, or by a sweep. */
export const noticesOf = (by: 'delivery' | 'sweep', vendorEvent: string, record: string): string =>
  `${vendorEvent}${by === 'delivery' ? '#' : '~'}${record}@`

export const sweptNoticeKey = (vendorEvent: string, { record, at }: Notice): string =>
  noticesOf('sweep', vendorEvent, record) + at.toISOString()

/** The time in the key of a notice whose keys begin with `prefix`. */
export const timeOfNotice = (eventKey: string, prefix: string): Date => new Date(eventKey.slice(prefix.length).split(' ')[0] ?? '')

export function deliveryEventKey(
  { vendorEvent, deliveryId }: VerifiedDelivery,
  trigger: Pick<WebhookTrigger, 'recordKey' | 'notice'>,
  payload: Json,
  /** Of a delivery that tells of several records; the first is named as one that stands alone. */
  index = 0,
): string {
  const key = trigger.recordKey?.(payload)
  if (key !== undefined) return recordEventKey(vendorEvent, key)
  const own = index === 0 ? deliveryId : `${deliveryId}/${index}`
  const notice = trigger.notice?.(payload)
  if (notice) return `${noticesOf('delivery', vendorEvent, notice.record)}${notice.at.toISOString()} ${own}`
  return `${vendorEvent}:${own}`
}
