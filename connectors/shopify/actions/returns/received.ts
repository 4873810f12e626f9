// What has come back of a return, by what became of it and where. Source: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/ReverseFulfillmentOrderDisposition
import { Type, type Static } from 'typebox'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { numberOf } from '../../gid.ts'
import { RETURN_FIELDS } from '../../retail.ts'
import { list, optionalText, text } from '../../schemas/parts.ts'
import type { readReturn } from './get-return.ts'
import { RetailReturn } from './retail-return.ts'

export const ReceivedReturn = speaking(
  'refund',
  Type.Object({
    ...RetailReturn.properties,
    received: list(
      Type.Object({
        lineItemId: text('Line id'),
        sku: optionalText('SKU'),
        title: text('Title'),
        quantity: Type.Integer({ title: 'Quantity', description: 'Altogether' }),
        goods: text('Goods', 'restocked, not_restocked, processing_required, missing; untold where Shopify says only that they came back'),
        locationId: optionalText('Location id', 'Where they are'),
      }),
      'Came back',
    ),
  }),
  RETURN_FIELDS,
)

type Found = Awaited<ReturnType<typeof readReturn>>

export function receivedOf(found: Found): Static<typeof ReceivedReturn>['received'] {
  const dispositions = found.reverseFulfillmentOrders.nodes.flatMap(({ lineItems }) =>
    lineItems.nodes.flatMap(({ fulfillmentLineItem, dispositions: told }) =>
      told.map((one) => ({ ...one, parcelLine: fulfillmentLineItem?.id })),
    ),
  )
  const sums = new Map<string, Static<typeof ReceivedReturn>['received'][number]>()
  for (const { fulfillmentLineItem, processedQuantity } of found.returnLineItems.nodes) {
    if (!fulfillmentLineItem) continue
    const { lineItem } = fulfillmentLineItem
    const told = dispositions.filter(({ parcelLine }) => parcelLine === fulfillmentLineItem.id)
    const untold = processedQuantity - told.reduce((sum, { quantity }) => sum + quantity, 0)
    const parts = told.map(({ quantity, type, location }) => ({
      quantity,
      goods: type.toLowerCase(),
      locationId: location ? numberOf(location.id) : null,
    }))
    for (const part of untold > 0 ? [...parts, { quantity: untold, goods: 'untold', locationId: null }] : parts) {
      const key = `${lineItem.id} ${part.goods} ${part.locationId ?? ''}`
      sums.set(key, {
        lineItemId: numberOf(lineItem.id),
        sku: lineItem.sku,
        title: lineItem.title,
        goods: part.goods,
        locationId: part.locationId,
        quantity: part.quantity + (sums.get(key)?.quantity ?? 0),
      })
    }
  }
  return [...sums.values()]
}
