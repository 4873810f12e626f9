// A line of an order as Shopify's webhooks carry it.
import { Type } from 'typebox'
import { amount, amountSet, DiscountAllocation, Duty, flag, gid, id, list, nullable, optionalText, TaxLine, text } from './parts.ts'

export const LineItem = Type.Object({
  id: id('Line id'),
  admin_graphql_api_id: gid('Line id'),
  sku: optionalText('SKU'),
  name: text('Name', 'Title and variant'),
  title: text('Title'),
  variant_title: optionalText('Variant'),
  variant_id: nullable(id('Variant id')),
  product_id: nullable(id('Product id')),
  product_exists: flag('Product exists'),
  vendor: optionalText('Vendor'),
  quantity: Type.Integer({ title: 'Quantity', description: 'As ordered' }),
  current_quantity: Type.Integer({ title: 'Quantity now', description: 'After edits, removals and refunds' }),
  fulfillable_quantity: Type.Integer({ title: 'Quantity to ship' }),
  fulfillment_status: optionalText('Fulfilment status'),
  fulfillment_service: text('Fulfilment service'),
  price: amount('Unit price', 'Before discounts; contains tax when taxes_included'),
  price_set: amountSet('Unit price'),
  total_discount: amount('Line discount', 'Manual line discounts only; discount_allocations hold all'),
  total_discount_set: amountSet('Line discount'),
  discount_allocations: list(DiscountAllocation, 'Discounts', "This line's share of line and order discounts"),
  tax_lines: list(TaxLine, 'Taxes'),
  duties: list(Duty, 'Duties'),
  taxable: flag('Taxable'),
  gift_card: flag('Gift card', 'Sold as a liability, not as revenue'),
  requires_shipping: flag('Requires shipping'),
  grams: Type.Integer({ title: 'Weight in grams' }),
  properties: list(
    Type.Object({ name: text('Name'), value: Type.Unknown() }),
    'Properties',
    'What the shopper entered, such as an engraving',
  ),
})
