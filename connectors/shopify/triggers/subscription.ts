// Registering an address with the shop for one topic, and taking it back. Both may be repeated.
import { AppError } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql, payloadOf, refuseUserErrors } from '../client.ts'
import type { AnswerOf } from '../documents/document.ts'
import { CREATE_SUBSCRIPTION, DELETE_SUBSCRIPTION, FIND_SUBSCRIPTIONS, UPDATE_SUBSCRIPTION } from '../documents/webhooks.ts'
import { wantedIn, type Wanted } from '../metafields/in-webhooks.ts'

/** `orders/create` is `ORDERS_CREATE` in the Admin API. */
export function topicName(vendorEvent: string): string {
  return vendorEvent.replace('/', '_').toUpperCase()
}

interface WantedSubscription {
  readonly vendorEvent: string
  readonly address: string
  /** Whether records of this event have metafields. */
  readonly hasMetafields: boolean
}

export async function subscribe(
  { vendorEvent, address, hasMetafields }: WantedSubscription,
  context: CallContext,
): Promise<{ readonly subscriptionId: string }> {
  const topic = topicName(vendorEvent)
  const wanted = hasMetafields ? wantedIn(context.config) : NONE
  const known = await findSubscription(topic, address, context)
  if (known) {
    if (!isSame(known, wanted)) await change(known.id, address, wanted, context)
    return { subscriptionId: known.id }
  }

  const answer = await graphql(context, CREATE_SUBSCRIPTION, {
    topic,
    webhookSubscription: { uri: address, format: 'JSON', ...copy(wanted) },
  })
  const { webhookSubscription, userErrors } = payloadOf(answer.webhookSubscriptionCreate, 'register the webhook')
  if (webhookSubscription) return { subscriptionId: webhookSubscription.id }
  // "Address for this topic has already been taken": somebody registered it between the look and the try, or our own answer was lost.
  const taken = await findSubscription(topic, address, context)
  if (taken) return { subscriptionId: taken.id }
  refuseUserErrors(`register ${address} for ${vendorEvent}`, userErrors)
  throw new AppError('vendor-answer-invalid', { message: 'Shopify neither registered the webhook nor said why.' })
}

/** The connection's metafields were changed since. */
async function change(id: string, address: string, wanted: Wanted, context: CallContext): Promise<void> {
  const answer = await graphql(context, UPDATE_SUBSCRIPTION, { id, webhookSubscription: { uri: address, format: 'JSON', ...copy(wanted) } })
  const { userErrors } = payloadOf(answer.webhookSubscriptionUpdate, 'change the webhook')
  refuseUserErrors('change the metafields of the webhook', userErrors)
}

const NONE: Wanted = { metafieldNamespaces: [], metafields: [] }
const copy = ({ metafieldNamespaces, metafields }: Wanted) => ({
  metafieldNamespaces: [...metafieldNamespaces],
  metafields: metafields.map(({ namespace, key }) => ({ namespace, key })),
})
const namesIn = ({ metafieldNamespaces, metafields }: Wanted) =>
  [...metafieldNamespaces, ...metafields.map(({ namespace, key }) => `${namespace}.${key}`)].toSorted().join(' ')
const isSame = (a: Wanted, b: Wanted) => namesIn(a) === namesIn(b)

export async function unsubscribe(subscriptionId: string, context: CallContext): Promise<void> {
  const answer = await graphql(context, DELETE_SUBSCRIPTION, { id: subscriptionId })
  const { userErrors } = payloadOf(answer.webhookSubscriptionDelete, 'remove the webhook')
  // Gone already, which is what was asked for: removed in Shopify, or by a try whose answer was lost.
  const others = userErrors.filter(({ message }) => !/does not exist/i.test(message))
  refuseUserErrors('remove the webhook', others)
}

async function findSubscription(
  topic: string,
  address: string,
  context: CallContext,
): Promise<(Wanted & { readonly id: string }) | undefined> {
  let after: string | null = null
  for (;;) {
    const answer: AnswerOf<typeof FIND_SUBSCRIPTIONS> = await graphql(context, FIND_SUBSCRIPTIONS, { topics: [topic], uri: address, after })
    const { webhookSubscriptions } = answer
    const found = webhookSubscriptions.nodes.find((node) => node.topic === topic && node.uri === address && node.format === 'JSON')
    if (found) return found
    if (!webhookSubscriptions.pageInfo.hasNextPage) return undefined
    after = webhookSubscriptions.pageInfo.endCursor
  }
}
