// The payloads of the privacy webhooks that Shopify demands of apps in its app store.
// Source: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
import { Type } from 'typebox'
import { id, list, nullable, optionalText, text } from './parts.ts'

const SHOP = { shop_id: id('Shop'), shop_domain: text('Shop address') }
const Customer = Type.Object(
  { id: nullable(id('Customer')), email: Type.Optional(optionalText('E-mail')), phone: Type.Optional(optionalText('Phone')) },
  { title: 'Customer' },
)

export const DataRequest = Type.Object({
  ...SHOP,
  customer: Customer,
  orders_requested: list(id('Order'), 'Orders', 'Whose data is asked for'),
  data_request: Type.Object({ id: id('Request') }, { title: 'Request' }),
})

export const CustomerRedact = Type.Object({
  ...SHOP,
  customer: Customer,
  orders_to_redact: list(id('Order'), 'Orders', 'Whose personal data must go'),
})

export const ShopRedact = Type.Object(SHOP)
