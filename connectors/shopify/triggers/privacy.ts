// What privacy law asks of an app: give a customer's data out, erase it, erase a shop's. A person has to do it (a flow puts an approval or a task in front
// of one), within 30 days. Shopify sends them to the address in the settings of the app: they cannot be registered over the API.
import { CUSTOMER_REDACT, DATA_REQUEST, SHOP_REDACT } from '../examples/privacy.ts'
import { CustomerRedact, DataRequest, ShopRedact } from '../schemas/privacy.ts'
import { verifyDelivery } from './verify.ts'
import type { WebhookTrigger } from '#connectors/kit/contract.ts'

type Declared = Pick<WebhookTrigger, 'id' | 'label' | 'description' | 'vendorEvent' | 'output' | 'example'>

const privacyTrigger = (declared: Declared): WebhookTrigger => ({
  ...declared,
  signingSecret: 'apiSecret',
  verify: (delivery, context) => verifyDelivery(delivery, declared.vendorEvent, context),
  // Shopify checks these addresses, and wants exactly this answer.
  receivedStatus: 200,
})

export const customersDataRequest = privacyTrigger({
  id: 'customers-data-request',
  label: 'Customer asks for data',
  description:
    'When a customer asks for what is stored of them. Answer within 30 days: begin the flow with an approval, so that a person sees it.',
  vendorEvent: 'customers/data_request',
  output: DataRequest,
  example: DATA_REQUEST,
})

export const customersRedact = privacyTrigger({
  id: 'customers-redact',
  label: 'Customer must be erased',
  description:
    'When the personal data of a customer and of orders must go, within 30 days: begin the flow with an approval, so that a person sees it.',
  vendorEvent: 'customers/redact',
  output: CustomerRedact,
  example: CUSTOMER_REDACT,
})

export const shopRedact = privacyTrigger({
  id: 'shop-redact',
  label: 'Shop must be erased',
  description:
    'Two days after the app was uninstalled: everything of the shop must go. Begin the flow with an approval, so that a person sees it.',
  vendorEvent: 'shop/redact',
  output: ShopRedact,
  example: SHOP_REDACT,
})
