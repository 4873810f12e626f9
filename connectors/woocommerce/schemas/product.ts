// Products, variations and customers as WooCommerce gives them: the members this connector relies on.
import { Type, type Static } from 'typebox'
import { Address, amount, Meta, orNull, text, time } from './parts.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS, PRODUCT_WEBHOOK_FIELDS } from '../retail.ts'

/** A variation has `parent_id` and, where it is found by its SKU, `type: variation`. */
export const WooProduct = speaking(
  'product',
  Type.Object(
    {
      id: Type.Integer({ title: 'Id' }),
      name: Type.Optional(text('Name')),
      type: Type.Optional(text('Type', 'simple, variable, variation, grouped or external')),
      parent_id: Type.Optional(Type.Integer({ title: 'Product of the variation', description: '0 when it is none' })),
      status: text('Status', 'publish, private, draft or pending'),
      sku: text('SKU'),
      price: amount('Price now', 'Empty for a product without a price'),
      regular_price: amount('Regular price'),
      sale_price: amount('Sale price', 'Empty outside a sale'),
      manage_stock: Type.Union([Type.Boolean(), Type.Literal('parent')], {
        title: 'Stock is counted',
        description: '"parent" for a variation whose product counts',
      }),
      stock_quantity: Type.Union([Type.Number({ title: 'Stock' }), Type.Null()], {
        title: 'Stock',
        description: 'Nothing when it is not counted',
      }),
      stock_status: text('Availability', 'instock, outofstock or onbackorder'),
      date_modified_gmt: time('Changed'),
      meta_data: Type.Optional(Meta),
    },
    { title: 'Product' },
  ),
  PRODUCT_WEBHOOK_FIELDS,
)
export type WooProduct = Static<typeof WooProduct>

export const WooCustomer = speaking(
  'customer',
  Type.Object(
    {
      id: Type.Integer({ title: 'Id' }),
      email: text('E-mail'),
      first_name: text('First name'),
      last_name: text('Last name'),
      username: text('User name'),
      role: text('Role'),
      date_created_gmt: time('Created'),
      date_modified_gmt: time('Changed'),
      billing: Address,
      shipping: Address,
    },
    { title: 'Customer' },
  ),
  CUSTOMER_FIELDS,
)
export type WooCustomer = Static<typeof WooCustomer>

export const WooDeleted = Type.Object({ id: Type.Integer({ title: 'Id' }) }, { title: 'What was deleted' })
export const WooWebhook = Type.Object({
  id: Type.Integer(),
  status: orNull(Type.String()),
  topic: Type.String(),
  delivery_url: Type.String(),
})
