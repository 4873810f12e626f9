// German for the fields of all systems.
import { adobeCommerceFields } from './adobe-commerce.ts'
import { avalaraFields } from './avalara.ts'
import { brokersFields } from './brokers.ts'
import { businessCentralFields } from './business-central.ts'
import { customConnectorsFields } from './custom-connectors.ts'
import { dolibarrFields } from './dolibarr.ts'
import { ediFields } from './edi.ts'
import { emailFields } from './email.ts'
import { erpnextFields } from './erpnext.ts'
import { fileServerFields } from './file-server.ts'
import { graphqlFields } from './graphql.ts'
import { httpFields } from './http.ts'
import { lightspeedFields } from './lightspeed.ts'
import { medusaFields } from './medusa.ts'
import { netsuiteFields } from './netsuite.ts'
import { odooFields } from './odoo.ts'
import { odooCustomersFields } from './odoo-customers.ts'
import { posFilesFields } from './pos-files.ts'
import { quickbooksFields } from './quickbooks.ts'
import { sapBusinessOneFields } from './sap-business-one.ts'
import { shipengineFields } from './shipengine.ts'
import { shopifyFields } from './shopify.ts'
import { shopifyOrdersFields } from './shopify-orders.ts'
import { sqlFields } from './sql.ts'
import { squareFields } from './square.ts'
import { stripeFields } from './stripe.ts'
import { trytonFields } from './tryton.ts'
import { vendureFields } from './vendure.ts'
import { woocommerceFields } from './woocommerce.ts'
import { xeroFields } from './xero.ts'

export const FIELDS = {
  shopifyOrdersFields,
  shopifyFields,
  adobeCommerceFields,
  woocommerceFields,
  medusaFields,
  vendureFields,
  squareFields,
  lightspeedFields,
  odooFields,
  odooCustomersFields,
  netsuiteFields,
  erpnextFields,
  businessCentralFields,
  sapBusinessOneFields,
  dolibarrFields,
  trytonFields,
  xeroFields,
  quickbooksFields,
  stripeFields,
  avalaraFields,
  shipengineFields,
  httpFields,
  graphqlFields,
  fileServerFields,
  posFilesFields,
  sqlFields,
  ediFields,
  emailFields,
  brokersFields,
  customConnectorsFields,
}
