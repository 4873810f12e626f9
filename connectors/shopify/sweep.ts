// What happened in a shop since an instant, in the very shape of its webhooks: the REST list of orders is where Shopify gives it. Only the sweep
// behind webhooks uses it; actions and polls use GraphQL.
// Source: https://shopify.dev/docs/api/admin-rest/latest/resources/order#get-orders
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, WebhookSweep } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'
import { withFieldsOf } from './metafields/in-webhooks.ts'

const Answer = Type.Object({ orders: Type.Array(Type.Object({ id: Type.Unknown() })) })
/** REST gives no larger page. */
const LARGEST_PAGE = 250

/** `payloadsOf`: what an order of the list says that deliveries of this event would have told. `by`: the time the list is cut at.
 * `metafields`: what was told are orders, which have them. */
export function sweepOrders(
  by: 'created_at_min' | 'updated_at_min',
  payloadsOf: (order: Json, since: Date) => readonly Json[],
  { metafields = false } = {},
): WebhookSweep {
  return async ({ since, cursor, limit }, context) => {
    const { orders, next } = await page(context, cursor, {
      status: 'any',
      order: 'created_at asc',
      [by]: since.toISOString(),
      limit: Math.min(limit, LARGEST_PAGE),
    })
    const payloads = orders.flatMap((order) => payloadsOf(order, since))
    return {
      payloads: metafields ? await withFieldsOf(context, 'ORDER', payloads) : payloads,
      cursor: next ?? null,
      more: next !== undefined,
    }
  }
}

async function page(context: CallContext, cursor: Json | undefined, first: Readonly<Record<string, string | number>>) {
  // The next page is asked for with nothing but its name and the size: Shopify refuses other filters beside it.
  const query = typeof cursor === 'string' ? { page_info: cursor, limit: first['limit'] } : first
  const response = await sendSigned(AUTH, context, {
    method: 'GET',
    url: `/admin/api/${readConfig(context.config).apiVersion}/orders.json`,
    query,
  })
  const json = response.json()
  if (validate(Answer, json).length > 0)
    throw new AppError('vendor-answer-invalid', { message: 'Shopify answered its list of orders with something else.' })
  return { orders: (json as unknown as { readonly orders: readonly Json[] }).orders, next: nextOf(response.headers['link']) }
}

/** `<https://…/orders.json?page_info=…&limit=250>; rel="next"`. */
function nextOf(link: string | undefined): string | undefined {
  const address = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1]
  return address === undefined || !URL.canParse(address) ? undefined : (new URL(address).searchParams.get('page_info') ?? undefined)
}

/** Shopify's id as a text; undefined in what is no record. */
export function idOf(record: Json | undefined): string | undefined {
  const id = isRecord(record) ? record['id'] : undefined
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

/** True for an instant at `since` or later. */
export const isSince = (instant: unknown, since: Date): boolean => typeof instant === 'string' && Date.parse(instant) >= since.getTime()
