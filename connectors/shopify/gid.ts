// Shopify's global ids: gid://shopify/Order/6151042531042. Webhooks carry the number, the Admin API wants the whole.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'

/** What flows may give for an order: `admin_graphql_api_id` or `id` of a webhook, or the id that an action answered. */
export const OrderId = idSchema('Order', 'Order id')
export const LineItemId = idSchema('LineItem', 'Line id')
export const LocationId = idSchema('Location', 'Location id')
export const InventoryItemId = idSchema('InventoryItem', 'Inventory item id')

export const ProductId = idSchema('Product', 'Product id')
export const VariantId = idSchema('ProductVariant', 'Variant id')
export const PriceListId = idSchema('PriceList', 'Price list id')

export const CustomerId = idSchema('Customer', 'Customer id')
export const GiftCardId = idSchema('GiftCard', 'Gift card id')

export const RefundId = idSchema('Refund', 'Refund id')
export const ReturnId = idSchema('Return', 'Return id')

export const PayoutId = idSchema('ShopifyPaymentsPayout', 'Payout id')

export const BulkOperationId = idSchema('BulkOperation', 'Operation id')

export const orderGid = (value: unknown): string => toGid('Order', value)
export const lineItemGid = (value: unknown): string => toGid('LineItem', value)
export const locationGid = (value: unknown): string => toGid('Location', value)
export const inventoryItemGid = (value: unknown): string => toGid('InventoryItem', value)
export const productGid = (value: unknown): string => toGid('Product', value)
export const variantGid = (value: unknown): string => toGid('ProductVariant', value)
export const priceListGid = (value: unknown): string => toGid('PriceList', value)
export const customerGid = (value: unknown): string => toGid('Customer', value)
export const giftCardGid = (value: unknown): string => toGid('GiftCard', value)
export const refundGid = (value: unknown): string => toGid('Refund', value)
export const returnGid = (value: unknown): string => toGid('Return', value)
export const payoutGid = (value: unknown): string => toGid('ShopifyPaymentsPayout', value)
export const bulkOperationGid = (value: unknown): string => toGid('BulkOperation', value)

function idSchema(type: string, title: string) {
  return Type.Union(
    [
      Type.String({ pattern: `^(gid://shopify/${type}/)?[0-9]{1,20}$` }),
      // A number beyond 2^53 - 1 has lost digits before it came here.
      Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    ],
    { title, description: `gid://shopify/${type}/…, or the number at its end` },
  )
}

function toGid(type: string, value: unknown): string {
  const prefix = `gid://shopify/${type}/`
  const number = typeof value === 'string' && value.startsWith(prefix) ? value.slice(prefix.length) : value
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return `${prefix}${number}`
  if (typeof number === 'string' && /^[0-9]{1,20}$/.test(number)) return `${prefix}${number}`
  throw new AppError('action-input-invalid', {
    message: say`That is not the id of a Shopify ${type}.`,
    fix: say`Give ${prefix}… or its number.`,
  })
}

/** The number at the end of a global id, as text: ids may be longer than a double holds. */
export function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
