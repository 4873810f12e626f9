// Vendure: orders, shipments, products and stock of a shop, over its Admin API.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { createShipment } from './actions/create-shipment.ts'
import { getOrder } from './actions/get-order.ts'
import { findProduct, setStock } from './actions/stock.ts'
import { readConfig, SECRETS, vendureAuth, VendureConfig } from './auth.ts'
import { graphql } from './client.ts'
import { ordersChanged } from './polls/changed.ts'

const Channel = Type.Object({ activeChannel: Type.Object({ code: Type.String(), defaultCurrencyCode: Type.String() }) })

export const vendure = {
  id: 'vendure',
  name: 'Vendure',
  category: 'commerce',
  description: 'Orders, shipments, products and stock of a Vendure shop.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M3 6l9 14 9-14h-6l-3 6-3-6Z"/></svg>',
  config: VendureConfig,
  secrets: SECRETS,
  auth: [vendureAuth],
  baseUrl: (config) => readConfig(config).url,
  actions: [getOrder, createShipment, findProduct, setStock],
  triggers: [],
  polls: [ordersChanged],
  // Vendure counts nothing itself.
  limits: { concurrency: 6 },
  async test(context) {
    const { activeChannel } = await graphql(context, 'query Channel { activeChannel { code defaultCurrencyCode } }', {}, Channel)
    return { summary: `Signed in to the channel ${activeChannel.code} (${activeChannel.defaultCurrencyCode}).` }
  },
} as const satisfies Connector
