// Sales, products, customers, stock and consignments in the order of their changes. Lightspeed itself says that its webhooks are no promise and that polling is the way
// to stay in step.
import type { Static, TSchema } from 'typebox'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import type { Json } from '#shared/json.ts'
import { Type } from 'typebox'
import { Decimal } from 'decimal.js'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { read, write } from '../client.ts'
import { CONSIGNMENT_HEAD, ConsignmentHead, toConsignmentHead } from '../consignment.ts'
import { Customer, CUSTOMER, toCustomer } from '../customer.ts'
import { FULL_SALE } from '../examples.ts'
import { Product, PRODUCT, toProduct } from '../product.ts'
import { SaleHead, toSaleHead } from '../sale.ts'
import {
  Consignment as LightspeedConsignment,
  Customer as LightspeedCustomer,
  listOf,
  Product as LightspeedProduct,
  SaleHead as LightspeedSaleHead,
  StockAnswer,
} from '../schemas.ts'
import { readByVersion, type VersionRow } from './by-version.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { STOCK_LEVEL_FIELDS } from '../retail.ts'

/** The documented most; more is taken, but a page of sales with their lines is long. */
export const LARGEST_PAGE = 200

const poll =
  (rows: (context: CallContext, after: number, limit: number) => Promise<readonly VersionRow[]>): PollTrigger['poll'] =>
  ({ cursor, since, limit }, context) =>
    readByVersion({
      cursor,
      since,
      limit,
      now: context.now(),
      largestPage: LARGEST_PAGE,
      read: (after, most) => rows(context, after, most),
    })

const listed =
  <S extends TSchema>(path: string, item: S, toRow: (item: Static<S>) => VersionRow, more: Readonly<Record<string, boolean>> = {}) =>
  async (context: CallContext, after: number, limit: number): Promise<readonly VersionRow[]> => {
    const { data } = await read(context, path, listOf(item), { after, page_size: limit, ...more })
    return (data as readonly Static<S>[]).map(toRow)
  }

const rowOf = (value: { readonly id: string; readonly version: number; readonly updatedAt: string | null }): VersionRow => ({
  key: value.id,
  version: value.version,
  changedAt: value.updatedAt,
  value: value as unknown as Json,
})

const VersionedHead = Type.Object({ ...LightspeedSaleHead.properties, _metadata: Type.Object({ version: Type.Integer() }) })

export const saleRows = listed('/sales', VersionedHead, (sale) => rowOf({ ...toSaleHead(sale), version: sale._metadata.version }))

export const salesChanged = {
  kind: 'poll',
  id: 'sales-changed',
  label: 'New and changed sales',
  description: 'Reads sales, returns and exchanges in the order of their changes, without their lines; "Get a sale" reads the rest.',
  output: SaleHead,
  example: FULL_SALE.head,
  poll: poll(saleRows),
} as const satisfies PollTrigger

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads products and variants in the order of their changes, also those that were deleted.',
  output: Product,
  example: PRODUCT,
  poll: poll(listed('/products', LightspeedProduct, (product) => rowOf(toProduct(product)), { deleted: true })),
} as const satisfies PollTrigger

export const customersChanged = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads customers in the order of their changes, also those that were deleted.',
  output: Customer,
  example: CUSTOMER,
  poll: poll(listed('/customers', LightspeedCustomer, (customer) => rowOf(toCustomer(customer)), { deleted: true })),
} as const satisfies PollTrigger

const StockLevel = speaking(
  'stock',
  Type.Object({
    productId: Type.String({ title: 'Product id' }),
    outletId: Type.String({ title: 'Outlet' }),
    quantity: Type.String({ title: 'In stock', description: 'Decimal text; may be below zero' }),
    version: Type.Integer({ title: 'Version' }),
  }),
  STOCK_LEVEL_FIELDS,
)

export interface StockRow {
  readonly productId: string
  readonly outletId: string
  readonly quantity: string
  readonly version: number
}

/** Levels behind a version, by version: they tell no time. */
export async function stockRows(
  context: CallContext,
  after: number,
  size: number,
): Promise<readonly (StockRow & { readonly id: string })[]> {
  const json = { after, size, sort_direction: 'asc' }
  const answer = parseAnswer(StockAnswer, await write(context, { method: 'POST', url: '/inventory', json, repeatable: true }))
  const rows = Array.isArray(answer) ? answer : answer.data
  return rows.map(({ id, product_id: productId, outlet_id: outletId, current_inventory_level: level, version }) => ({
    id,
    productId,
    outletId,
    quantity: new Decimal(level).toFixed(),
    version,
  }))
}

const stockChanged = {
  kind: 'poll',
  id: 'stock-changed',
  label: 'Changed stock',
  description: 'Reads stock levels in the order of their changes. They carry no time: the first round reads all of them.',
  output: StockLevel,
  example: {
    productId: PRODUCT.id,
    outletId: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
    quantity: '33',
    version: 1_639_940,
  },
  poll: poll(async (context, after, size) =>
    (await stockRows(context, after, size)).map(({ id, ...value }) => ({ key: id, version: value.version, value: value as Json })),
  ),
} as const satisfies PollTrigger

const consignmentsChanged = {
  kind: 'poll',
  id: 'consignments-changed',
  label: 'Consignments sent, received or cancelled',
  description:
    'Reads stock orders, transfers, returns and counts without their products, once in each state that they reach; "Get a consignment" reads the rest.',
  output: ConsignmentHead,
  example: CONSIGNMENT_HEAD,
  poll: poll(
    listed('/consignments', LightspeedConsignment, (consignment) => {
      const head = toConsignmentHead(consignment)
      // Counting, and what Lightspeed does after it, changes a consignment many times.
      return { ...rowOf(head), told: `${head.status} ${head.receivedAt ?? ''}`.trim() }
    }),
  ),
} as const satisfies PollTrigger

export const polls: readonly PollTrigger[] = [salesChanged, productsChanged, customersChanged, stockChanged, consignmentsChanged]
