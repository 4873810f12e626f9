// The payload of products/update. From the hundred-and-first variant on, only variant_gids names them.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-products/update
import { Type } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { amount, flag, gid, id, instant, list, nullable, optionalText, text } from './parts.ts'

const Variant = Type.Object({
  id: id('Variant'),
  admin_graphql_api_id: gid('Variant id'),
  product_id: id('Product'),
  title: text('Variant', 'Such as Navy / M'),
  sku: optionalText('SKU'),
  barcode: optionalText('Barcode'),
  price: amount('Price'),
  compare_at_price: nullable(amount('Price before')),
  position: Type.Integer({ title: 'Position' }),
  option1: optionalText('First option'),
  option2: optionalText('Second option'),
  option3: optionalText('Third option'),
  taxable: flag('Taxable'),
  inventory_item_id: nullable(id('Inventory item')),
  inventory_policy: text('When out of stock', 'deny or continue'),
  inventory_quantity: Type.Integer({ title: 'Available', description: 'At all locations together' }),
  created_at: optionalText('Created'),
  updated_at: optionalText('Changed'),
})

export const WebhookProduct = Type.Object({
  id: id('Product'),
  admin_graphql_api_id: gid('Product id'),
  title: text('Title'),
  handle: text('Handle'),
  body_html: optionalText('Description', 'HTML'),
  vendor: text('Vendor'),
  product_type: text('Type'),
  status: text('Status', 'active, draft, archived or unlisted'),
  tags: text('Tags', 'Separated by commas'),
  created_at: optionalText('Created'),
  updated_at: instant('Changed'),
  published_at: optionalText('Published'),
  options: list(Type.Object({ name: text('Option'), position: Type.Integer(), values: list(Type.String(), 'Values') }), 'Options'),
  variants: list(Variant, 'Variants', 'The first hundred'),
  variant_gids: list(Type.Object({ admin_graphql_api_id: gid('Variant id'), updated_at: text('Changed') }), 'All variants'),
  fields: SystemFieldsRead,
})
