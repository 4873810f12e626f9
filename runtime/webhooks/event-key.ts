// What names a delivery's event in the inbox: the record it tells of, where there is one delivery for each; else the sender's own id of the delivery.
import type { VerifiedDelivery, WebhookTrigger } from '#connectors/kit/contract.ts'
import type { Json } from '#shared/json.ts'

export const recordEventKey = (vendorEvent: string, recordKey: string): string => `${vendorEvent}#${recordKey}`

export function deliveryEventKey(
  { vendorEvent, deliveryId }: VerifiedDelivery,
  trigger: Pick<WebhookTrigger, 'recordKey'>,
  payload: Json,
  /** Of a delivery that tells of several records; the first is named as one that stands alone. */
  index = 0,
): string {
  const key = trigger.recordKey?.(payload)
  if (key !== undefined) return recordEventKey(vendorEvent, key)
  return index === 0 ? `${vendorEvent}:${deliveryId}` : `${vendorEvent}:${deliveryId}/${index}`
}
