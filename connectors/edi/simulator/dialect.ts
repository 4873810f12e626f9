// A standard as the simulated supplier speaks it.
import { isRecord, type Json } from '#shared/json.ts'
import type { OutgoingMessage } from '#connectors/kit/edi/write-messages.ts'
import type { Bill, Confirmed, Ordered, Shipment } from './supply.ts'

export interface Dialect {
  /** Type of the message that orders. */
  readonly order: string
  /** Type of the message that acknowledges. */
  readonly receipt: string
  readOrder(document: Json): Ordered
  answer(order: Confirmed, at: Date): OutgoingMessage
  notice(shipment: Shipment, at: Date): OutgoingMessage
  invoice(bill: Bill, at: Date): OutgoingMessage
  /** What the retailer says of a message of ours: of which group or interchange, and whether it was taken. */
  readReceipt(document: Json): { readonly of: string; readonly accepted: boolean }
  /** The same interchange, whose message says that it has other segments than it has. */
  miscount(text: string): string
}

/** A text at a path of a document; empty where there is none. */
export function readText(document: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), document)
  return typeof found === 'string' ? found : ''
}

export function readList(document: unknown, name: string): readonly unknown[] {
  const found = isRecord(document) ? document[name] : undefined
  return Array.isArray(found) ? found : []
}
