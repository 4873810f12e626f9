// Keys for `@idempotent(key:)`, which Shopify demands since 2026-04 for changes of stock and for refunds: the same call has the same key, in every
// try, and another call another one.
// Sources: https://shopify.dev/docs/api/usage/idempotent-requests, https://shopify.dev/docs/api/usage/implementing-idempotency
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import type { CodedUserErrors } from './documents/document.ts'

/** A UUID of this record at this step and of what is sent for it: Shopify refuses a key that comes with other input. */
export function keyOf(context: ActionContext, content: unknown): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([context.idempotencyKey, content]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Sends with the key of the content. A key whose first try failed at Shopify is spent, though nothing was written with it: then it is sent once more with a
 * second key. Throws `vendor-unavailable` while another call with the key is under way.
 */
export async function sendOnce<P extends { readonly userErrors: CodedUserErrors }>(
  context: ActionContext,
  content: unknown,
  send: (key: string) => Promise<P>,
): Promise<P> {
  const first = await send(keyOf(context, content))
  const isSpent = first.userErrors.some(({ code }) => code === 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')
  const answer = isSpent ? await send(keyOf(context, [content, 'again'])) : first
  if (answer.userErrors.some(({ code }) => code === 'IDEMPOTENCY_CONCURRENT_REQUEST')) {
    throw new AppError('vendor-unavailable', { message: 'Shopify is still busy with the first try of this call.' })
  }
  return answer
}
