// The part of Shopify's Admin API that the simulator answers: the vendor's names and types, 2026-07. A test compares it with the whole
// schema. Enumerations that only pass through, such as countries and currencies, are plain scalars here.
import { buildSchema, type GraphQLSchema } from 'graphql'
import { BASICS_SDL } from './basics.ts'
import { BULK_SDL } from './bulk.ts'
import { CUSTOMERS_SDL } from './customers.ts'
import { METAFIELDS_SDL } from './metafields.ts'
import { ORDER_CHANGES_SDL } from './order-changes.ts'
import { ORDERS_SDL } from './orders.ts'
import { PAYMENTS_SDL } from './payments.ts'
import { PRODUCTS_SDL } from './products.ts'
import { RETURNS_SDL } from './returns.ts'
import { STOCK_SDL } from './stock.ts'
import { WEBHOOKS_SDL } from './webhooks.ts'

const PARTS = [
  BASICS_SDL,
  BULK_SDL,
  CUSTOMERS_SDL,
  METAFIELDS_SDL,
  ORDERS_SDL,
  ORDER_CHANGES_SDL,
  PAYMENTS_SDL,
  PRODUCTS_SDL,
  RETURNS_SDL,
  STOCK_SDL,
  WEBHOOKS_SDL,
].join('\n')

/** Every list can be read by its nodes, or by its edges, as bulk queries must. */
const CONNECTION = /type (\w+)Connection \{ nodes: \[(\w+)!\]!/g
const EDGES = [...PARTS.matchAll(CONNECTION)].map(([, name, node]) => `type ${name}Edge { cursor: String! node: ${node}! }`).join('\n')
const LISTS = PARTS.replaceAll(CONNECTION, 'type $1Connection { edges: [$1Edge!]! nodes: [$2!]!')

export const ADMIN_SCHEMA: GraphQLSchema = buildSchema(`${LISTS}\n${EDGES}`)
