// Subscriptions of an environment: Business Central sends to an address what changed in a set of a company, for three days, unless it is renewed. It asks
// the address for a handshake when one is made and each time it is renewed.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-subscriptions
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { entityPath } from '#connectors/kit/odata/filter.ts'
import { companyOf, environment } from './client.ts'

const Subscription = Type.Object({
  '@odata.etag': Type.String(),
  subscriptionId: Type.String({ minLength: 1 }),
  notificationUrl: Type.String(),
  resource: Type.String(),
  clientState: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  expirationDateTime: Type.String(),
})
type Subscription = Static<typeof Subscription>

/** Of its three days: half is left for a Business Central, or a Tillflow, that is down. */
const RENEWED_BEFORE_MS = 36 * 3_600_000

/** Makes the subscription, renews one that ends soon, and takes away what there is twice. */
export async function subscribe(
  set: string,
  address: string,
  context: CallContext,
): Promise<{ subscriptionId: string; expiresAt: string }> {
  const wanted = {
    notificationUrl: address,
    resource: `/api/v2.0/companies(${await companyOf(context)})/${set}`,
    clientState: context.secrets.get('webhookSecret'),
  }
  const [known, ...others] = (await subscriptionsTo(address, context)).filter(({ resource }) => sameResource(resource, wanted.resource))
  for (const { subscriptionId } of others) await unsubscribe(subscriptionId, context)
  if (!known) return told(await environment.create(context, 'subscriptions', Subscription, wanted))
  const left = Date.parse(known.expirationDateTime) - context.now().getTime()
  const isOurs = known.clientState === wanted.clientState
  if (isOurs && left > RENEWED_BEFORE_MS) return told(known)
  await environment.change(context, entityPath('subscriptions', known.subscriptionId), known['@odata.etag'], wanted)
  const renewed = (await subscriptionsTo(address, context)).find(({ subscriptionId }) => subscriptionId === known.subscriptionId)
  if (!renewed) throw new AppError('vendor-answer-invalid', { message: 'Business Central does not show the subscription that it renewed.' })
  return told(renewed)
}

/** What is gone already is what was wanted. */
export async function unsubscribe(subscriptionId: string, context: CallContext): Promise<void> {
  const found = (await allSubscriptions(context)).find((one) => one.subscriptionId === subscriptionId)
  if (found) await environment.remove(context, entityPath('subscriptions', subscriptionId), found['@odata.etag'])
}

const told = ({ subscriptionId, expirationDateTime }: Subscription) => ({
  subscriptionId,
  expiresAt: new Date(expirationDateTime).toISOString(),
})

const subscriptionsTo = async (address: string, context: CallContext): Promise<readonly Subscription[]> =>
  (await allSubscriptions(context)).filter(({ notificationUrl }) => notificationUrl === address)

async function allSubscriptions(context: CallContext): Promise<readonly Subscription[]> {
  const all: Subscription[] = []
  let token: string | undefined
  do {
    const query = token === undefined ? {} : { $skiptoken: token }
    const page = await environment.list(context, 'subscriptions', Subscription, query)
    all.push(...page.records)
    token = page.next
  } while (token !== undefined)
  return all
}

/** Told with or without the beginning, and in other capitals. */
const sameResource = (a: string, b: string): boolean => tail(a) === tail(b)
const tail = (resource: string): string => resource.slice(resource.indexOf('companies(')).toLowerCase()
