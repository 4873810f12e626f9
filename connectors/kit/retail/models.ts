// The retail model in one place: what connectors speak of, with every tag that a field of a schema may carry.
import type { TSchema } from 'typebox'
import { isRecord } from '#shared/json.ts'
import { isOfKind, RETAIL } from '#shared/retail/tags.ts'
import { AddressModel, CustomerModel } from './customer.ts'
import { JournalModel, PaymentModel, PayoutModel } from './finance.ts'
import { CanonicalOrder } from './order.ts'
import { ProductModel, StockModel } from './product.ts'
import { RefundModel } from './refund.ts'
import { kindOfSchema, type RetailKind } from './schema-kind.ts'
import { CanonicalShipment } from './shipment.ts'
import { StoreSale } from './store-sale.ts'
import { TransferModel } from './transfer.ts'

export interface RetailModel {
  readonly id: string
  /** In the plural, as docs and palette say it. */
  readonly label: string
  readonly schema: TSchema
  /** A part of others, such as an address: no record of its own. */
  readonly isPart?: boolean
}

export const RETAIL_MODELS: readonly RetailModel[] = [
  { id: 'order', label: 'orders', schema: CanonicalOrder },
  { id: 'refund', label: 'refunds and returns', schema: RefundModel },
  { id: 'shipment', label: 'shipments', schema: CanonicalShipment },
  { id: 'transfer', label: 'store transfers', schema: TransferModel },
  { id: 'sale', label: 'store sales', schema: StoreSale },
  { id: 'stock', label: 'stock levels', schema: StockModel },
  { id: 'product', label: 'products', schema: ProductModel },
  { id: 'customer', label: 'customers', schema: CustomerModel },
  { id: 'payment', label: 'payments', schema: PaymentModel },
  { id: 'payout', label: 'payouts', schema: PayoutModel },
  { id: 'journal', label: 'journals', schema: JournalModel },
  { id: 'address', label: 'addresses', schema: AddressModel, isPart: true },
]

/** What a tag's field is; undefined for a tag that no model has. */
export const kindOfTag = (tag: string): RetailKind | undefined => TAGS.get(tag)

const TAGS: ReadonlyMap<string, RetailKind> = new Map(allTags())

function allTags(): readonly (readonly [string, RetailKind])[] {
  const own = RETAIL_MODELS.flatMap(({ schema }) => tagsIn(schema))
  // What an address or a customer may have, it may have as a part of an order as well.
  const parts = ['address', 'customer'].flatMap((part) =>
    own
      .filter(([tag]) => tag.includes('.') && isOfKind(tag.split('.').at(-1) ?? '', part))
      .flatMap(([owner]) =>
        own.filter(([tag]) => tag.startsWith(`${part}.`)).map(([tag, kind]) => [`${owner}${tag.slice(part.length)}`, kind] as const),
      ),
  )
  return [...parts, ...own]
}

function tagsIn(schema: unknown): (readonly [string, RetailKind])[] {
  if (!isRecord(schema)) return []
  const tag = schema[RETAIL]
  const inside = [
    schema['items'],
    ...(Array.isArray(schema['anyOf']) ? schema['anyOf'] : []),
    ...(isRecord(schema['properties']) ? Object.values(schema['properties']) : []),
  ]
  return [...(typeof tag === 'string' ? [[tag, kindOfSchema(schema)] as const] : []), ...inside.flatMap(tagsIn)]
}

/** The models that a schema's records speak of, as an input, an output or a part of them. */
export function modelsIn(schema: unknown): readonly string[] {
  const records = new Set(tagsIn(schema).map(([tag]) => tag))
  return RETAIL_MODELS.flatMap(({ id, isPart }) => (records.has(id) && isPart !== true ? [id] : []))
}
