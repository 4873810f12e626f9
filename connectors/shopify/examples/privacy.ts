// What the privacy webhooks show in the designer and answer in test runs.
import type { Json } from '#shared/json.ts'

const SHOP = { shop_id: 70112233001, shop_domain: 'harbour-finch.myshopify.com' }
const customer = { id: 6620011800001, email: 'ada@example.com', phone: '+442079460011' }

export const DATA_REQUEST: Json = { ...SHOP, customer, orders_requested: [6151042531042], data_request: { id: 9999 } }
export const CUSTOMER_REDACT: Json = { ...SHOP, customer, orders_to_redact: [6151042531042] }
export const SHOP_REDACT: Json = SHOP
