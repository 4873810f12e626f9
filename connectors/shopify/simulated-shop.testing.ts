// For the behaviour tests of each part: the connector against a simulated shop of its own.
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { shopify } from './index.ts'
import { createShopifySimulator } from './simulator/index.ts'

/** The first two locations of fixtures/shop.json: the central warehouse and the shop at Harbour Street. */
export const WAREHOUSE = 'gid://shopify/Location/70210388194'
export const STORE = 'gid://shopify/Location/70210388195'

/** Call it at the top of a test file. */
export const simulatedShop = () =>
  simulated({
    connector: shopify,
    createSimulator: createShopifySimulator,
    config: { shop: 'harbour-finch.myshopify.com', simulator: 'sim' },
    secrets: { accessToken: 'shpat_0123456789abcdef0123456789abcdef', apiSecret: 'shpss_0123456789abcdef' },
  })
