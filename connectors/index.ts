// The connectors of this installation, with their simulators. A new one is added here, twice.
import { adobeCommerce } from './adobe-commerce/index.ts'
import { amqp } from './amqp/index.ts'
import { avalara } from './avalara/index.ts'
import { businessCentral } from './business-central/index.ts'
import { dolibarr } from './dolibarr/index.ts'
import { edi } from './edi/index.ts'
import { email } from './email/index.ts'
import { erpnext } from './erpnext/index.ts'
import { fileServer } from './file-server/index.ts'
import { graphql } from './graphql/index.ts'
import { http } from './http/index.ts'
import { kafka } from './kafka/index.ts'
import type { Connector, LoadSimulator } from './kit/contract.ts'
import { describeConnector } from './kit/descriptor.ts'
import { lightspeed } from './lightspeed/index.ts'
import { medusa } from './medusa/index.ts'
import { mqtt } from './mqtt/index.ts'
import { nats } from './nats/index.ts'
import { netsuite } from './netsuite/index.ts'
import { odoo } from './odoo/index.ts'
import { posFiles } from './pos-files/index.ts'
import { quickbooks } from './quickbooks/index.ts'
import { s3 } from './s3/index.ts'
import { sapBusinessOne } from './sap-business-one/index.ts'
import { shopify } from './shopify/index.ts'
import { sql } from './sql/index.ts'
import { square } from './square/index.ts'
import { shipengine } from './shipengine/index.ts'
import { stripe } from './stripe/index.ts'
import { tryton } from './tryton/index.ts'
import { vendure } from './vendure/index.ts'
import { woocommerce } from './woocommerce/index.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { xero } from './xero/index.ts'

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

/** By connector id. Their code is loaded when one is opened: a program without a demo never needs it, and a demo at first only a few. */
export const simulators: Readonly<Record<string, LoadSimulator>> = {
  shopify: async () => (await import('./shopify/simulator/index.ts')).createShopifySimulator,
  'adobe-commerce': async () => (await import('./adobe-commerce/simulator/index.ts')).createAdobeCommerceSimulator,
  woocommerce: async () => (await import('./woocommerce/simulator/index.ts')).createWooCommerceSimulator,
  medusa: async () => (await import('./medusa/simulator/index.ts')).createMedusaSimulator,
  square: async () => (await import('./square/simulator/index.ts')).createSquareSimulator,
  lightspeed: async () => (await import('./lightspeed/simulator/index.ts')).createLightspeedSimulator,
  vendure: async () => (await import('./vendure/simulator/index.ts')).createVendureSimulator,
  odoo: async () => (await import('./odoo/simulator/index.ts')).createOdooSimulator,
  netsuite: async () => (await import('./netsuite/simulator/index.ts')).createNetSuiteSimulator,
  erpnext: async () => (await import('./erpnext/simulator/index.ts')).createErpNextSimulator,
  'business-central': async () => (await import('./business-central/simulator/index.ts')).createBusinessCentralSimulator,
  'sap-business-one': async () => (await import('./sap-business-one/simulator/index.ts')).createSapBusinessOneSimulator,
  dolibarr: async () => (await import('./dolibarr/simulator/index.ts')).createDolibarrSimulator,
  tryton: async () => (await import('./tryton/simulator/index.ts')).createTrytonSimulator,
  stripe: async () => (await import('./stripe/simulator/index.ts')).createStripeSimulator,
  avalara: async () => (await import('./avalara/simulator/index.ts')).createAvalaraSimulator,
  shipengine: async () => (await import('./shipengine/simulator/index.ts')).createShipengineSimulator,
  xero: async () => (await import('./xero/simulator/index.ts')).createXeroSimulator,
  quickbooks: async () => (await import('./quickbooks/simulator/index.ts')).createQuickBooksSimulator,
  http: async () => (await import('./http/simulator.ts')).createHttpSimulator,
  graphql: async () => (await import('./graphql/simulator.ts')).createGraphqlSimulator,
  'file-server': async () => (await import('./file-server/simulator.ts')).createFileServerSimulator,
  'pos-files': async () => (await import('./pos-files/simulator/index.ts')).createPosFilesSimulator,
  amqp: async () => (await import('./amqp/simulator/index.ts')).createAmqpSimulator,
  edi: async () => (await import('./edi/simulator/index.ts')).createEdiSimulator,
  email: async () => (await import('./email/simulator/index.ts')).createEmailSimulator,
  kafka: async () => (await import('./kafka/simulator/index.ts')).createKafkaSimulator,
  mqtt: async () => (await import('./mqtt/simulator.ts')).createMqttSimulator,
  nats: async () => (await import('./nats/simulator/index.ts')).createNatsSimulator,
  s3: async () => (await import('./s3/simulator.ts')).createS3Simulator,
  sql: async () => (await import('./sql/simulator/index.ts')).createSqlSimulator,
}

const descriptors: readonly ConnectorDescriptor[] = connectors.map(describeConnector)

/** What the designer, the CLI and the docs see. */
export const connectorCatalog = { list: () => descriptors }
