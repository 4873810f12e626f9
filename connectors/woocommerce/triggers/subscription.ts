// Registering an address with the shop for one topic, and taking it back. Both may be repeated.
import { hasErrorCode } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { listAll, write } from '../client.ts'
import { WooWebhook } from '../schemas/product.ts'

export async function subscribe(topic: string, address: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  const secret = context.secrets.get('webhookSecret')
  const known = (await listAll(context, '/webhooks', WooWebhook)).find((hook) => hook.topic === topic && hook.delivery_url === address)
  // WooCommerce switches a webhook off after five failures in a row; the secret is written again because it may have been changed.
  const hook = known
    ? await write(context, 'PUT', `/webhooks/${known.id}`, WooWebhook, { status: 'active', secret })
    : await write(context, 'POST', '/webhooks', WooWebhook, {
        name: `Tillflow ${topic}`,
        topic,
        delivery_url: address,
        secret,
        status: 'active',
      })
  return { subscriptionId: String(hook.id) }
}

export async function unsubscribe(subscriptionId: string, context: CallContext): Promise<void> {
  try {
    await write(context, 'DELETE', `/webhooks/${subscriptionId}`, WooWebhook, undefined, { force: true })
  } catch (error) {
    // Gone already, which is what was asked for.
    if (!hasErrorCode(error) || error.details?.['status'] !== 404) throw error
  }
}
