// Registering an address with the shop for one topic, and taking it back. Both may be repeated.
import { AppError } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql, payloadOf, refuseUserErrors } from '../client.ts'
import type { AnswerOf } from '../documents/document.ts'
import { CREATE_SUBSCRIPTION, DELETE_SUBSCRIPTION, FIND_SUBSCRIPTIONS } from '../documents/webhooks.ts'

/** `orders/create` is `ORDERS_CREATE` in the Admin API. */
export function topicName(vendorEvent: string): string {
  return vendorEvent.replace('/', '_').toUpperCase()
}

export async function subscribe(vendorEvent: string, address: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  const topic = topicName(vendorEvent)
  const known = await findSubscription(topic, address, context)
  if (known !== undefined) return { subscriptionId: known }

  const answer = await graphql(context, CREATE_SUBSCRIPTION, { topic, uri: address })
  const { webhookSubscription, userErrors } = payloadOf(answer.webhookSubscriptionCreate, 'register the webhook')
  if (webhookSubscription) return { subscriptionId: webhookSubscription.id }
  // "Address for this topic has already been taken": somebody registered it between the look and the try, or our own answer was lost.
  const taken = await findSubscription(topic, address, context)
  if (taken !== undefined) return { subscriptionId: taken }
  refuseUserErrors(`register ${address} for ${vendorEvent}`, userErrors)
  throw new AppError('vendor-answer-invalid', { message: 'Shopify neither registered the webhook nor said why.' })
}

export async function unsubscribe(subscriptionId: string, context: CallContext): Promise<void> {
  const answer = await graphql(context, DELETE_SUBSCRIPTION, { id: subscriptionId })
  const { userErrors } = payloadOf(answer.webhookSubscriptionDelete, 'remove the webhook')
  // Gone already, which is what was asked for: removed in Shopify, or by a try whose answer was lost.
  const others = userErrors.filter(({ message }) => !/does not exist/i.test(message))
  refuseUserErrors('remove the webhook', others)
}

async function findSubscription(topic: string, address: string, context: CallContext): Promise<string | undefined> {
  let after: string | null = null
  for (;;) {
    const answer: AnswerOf<typeof FIND_SUBSCRIPTIONS> = await graphql(context, FIND_SUBSCRIPTIONS, { topics: [topic], uri: address, after })
    const { webhookSubscriptions } = answer
    const found = webhookSubscriptions.nodes.find((node) => node.topic === topic && node.uri === address && node.format === 'JSON')
    if (found) return found.id
    if (!webhookSubscriptions.pageInfo.hasNextPage) return undefined
    after = webhookSubscriptions.pageInfo.endCursor
  }
}
