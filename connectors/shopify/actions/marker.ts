// A short mark of the record in a text that Shopify keeps with what was made, such as the note of a refund: how a repetition finds it again where
// Shopify keeps no reference of ours.
import { createHash } from 'node:crypto'
import type { ActionContext } from '#connectors/kit/contract.ts'

export function markerOf(context: ActionContext): string {
  return `tf-${createHash('sha256').update(context.idempotencyKey).digest('hex').slice(0, 12)}`
}

export const withMarker = (text: string | undefined, marker: string): string => (text === undefined ? `(${marker})` : `${text} (${marker})`)

/** The text as it was given; null where there was none. */
export function withoutMarker(text: string | null): string | null {
  const plain = (text ?? '').replace(/ ?\(tf-[0-9a-f]{12}\)$/, '')
  return plain === '' ? null : plain
}
