// The connectors of this installation, with their simulators. A new one is added here, twice.
import { adobeCommerce } from './adobe-commerce/index.ts'
import { createAdobeCommerceSimulator } from './adobe-commerce/simulator/index.ts'
import { amqp } from './amqp/index.ts'
import { avalara } from './avalara/index.ts'
import { createAvalaraSimulator } from './avalara/simulator/index.ts'
import { businessCentral } from './business-central/index.ts'
import { createBusinessCentralSimulator } from './business-central/simulator/index.ts'
import { dolibarr } from './dolibarr/index.ts'
import { createDolibarrSimulator } from './dolibarr/simulator/index.ts'
import { edi } from './edi/index.ts'
import { email } from './email/index.ts'
import { createEmailSimulator } from './email/simulator/index.ts'
import { erpnext } from './erpnext/index.ts'
import { createErpNextSimulator } from './erpnext/simulator/index.ts'
import { fileServer } from './file-server/index.ts'
import { createFileServerSimulator } from './file-server/simulator.ts'
import { graphql } from './graphql/index.ts'
import { createGraphqlSimulator } from './graphql/simulator.ts'
import { http } from './http/index.ts'
import { createHttpSimulator } from './http/simulator.ts'
import { kafka } from './kafka/index.ts'
import { createKafkaSimulator } from './kafka/simulator/index.ts'
import type { Connector, CreateSimulator } from './kit/contract.ts'
import { describeConnector } from './kit/descriptor.ts'
import { lightspeed } from './lightspeed/index.ts'
import { createLightspeedSimulator } from './lightspeed/simulator/index.ts'
import { medusa } from './medusa/index.ts'
import { createMedusaSimulator } from './medusa/simulator/index.ts'
import { mqtt } from './mqtt/index.ts'
import { createMqttSimulator } from './mqtt/simulator.ts'
import { nats } from './nats/index.ts'
import { netsuite } from './netsuite/index.ts'
import { createNetSuiteSimulator } from './netsuite/simulator/index.ts'
import { odoo } from './odoo/index.ts'
import { createOdooSimulator } from './odoo/simulator/index.ts'
import { posFiles } from './pos-files/index.ts'
import { createPosFilesSimulator } from './pos-files/simulator/index.ts'
import { quickbooks } from './quickbooks/index.ts'
import { createQuickBooksSimulator } from './quickbooks/simulator/index.ts'
import { s3 } from './s3/index.ts'
import { createS3Simulator } from './s3/simulator.ts'
import { sapBusinessOne } from './sap-business-one/index.ts'
import { createSapBusinessOneSimulator } from './sap-business-one/simulator/index.ts'
import { shopify } from './shopify/index.ts'
import { createShopifySimulator } from './shopify/simulator/index.ts'
import { sql } from './sql/index.ts'
import { createSqlSimulator } from './sql/simulator/index.ts'
import { square } from './square/index.ts'
import { createSquareSimulator } from './square/simulator/index.ts'
import { shipengine } from './shipengine/index.ts'
import { createShipengineSimulator } from './shipengine/simulator/index.ts'
import { stripe } from './stripe/index.ts'
import { createStripeSimulator } from './stripe/simulator/index.ts'
import { tryton } from './tryton/index.ts'
import { createTrytonSimulator } from './tryton/simulator/index.ts'
import { vendure } from './vendure/index.ts'
import { createVendureSimulator } from './vendure/simulator/index.ts'
import { woocommerce } from './woocommerce/index.ts'
import { createWooCommerceSimulator } from './woocommerce/simulator/index.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { xero } from './xero/index.ts'
import { createXeroSimulator } from './xero/simulator/index.ts'

export const connectors: readonly Connector[] = [
  shopify,
  adobeCommerce,
  woocommerce,
  medusa,
  vendure,
  square,
  lightspeed,
  odoo,
  netsuite,
  erpnext,
  businessCentral,
  sapBusinessOne,
  dolibarr,
  tryton,
  xero,
  quickbooks,
  stripe,
  avalara,
  shipengine,
  http,
  graphql,
  fileServer,
  posFiles,
  sql,
  edi,
  s3,
  amqp,
  email,
  kafka,
  mqtt,
  nats,
]

/** By connector id. */
export const simulators: Readonly<Record<string, CreateSimulator>> = {
  shopify: createShopifySimulator,
  'adobe-commerce': createAdobeCommerceSimulator,
  woocommerce: createWooCommerceSimulator,
  medusa: createMedusaSimulator,
  square: createSquareSimulator,
  lightspeed: createLightspeedSimulator,
  vendure: createVendureSimulator,
  odoo: createOdooSimulator,
  netsuite: createNetSuiteSimulator,
  erpnext: createErpNextSimulator,
  'business-central': createBusinessCentralSimulator,
  'sap-business-one': createSapBusinessOneSimulator,
  dolibarr: createDolibarrSimulator,
  tryton: createTrytonSimulator,
  stripe: createStripeSimulator,
  avalara: createAvalaraSimulator,
  shipengine: createShipengineSimulator,
  xero: createXeroSimulator,
  quickbooks: createQuickBooksSimulator,
  http: createHttpSimulator,
  graphql: createGraphqlSimulator,
  'file-server': createFileServerSimulator,
  'pos-files': createPosFilesSimulator,
  email: createEmailSimulator,
  kafka: createKafkaSimulator,
  mqtt: createMqttSimulator,
  s3: createS3Simulator,
  sql: createSqlSimulator,
}

const descriptors: readonly ConnectorDescriptor[] = connectors.map(describeConnector)

/** What the designer, the CLI and the docs see. */
export const connectorCatalog = { list: () => descriptors }
