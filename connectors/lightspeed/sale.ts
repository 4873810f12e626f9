// Reads a sale with what it refers to, and gives it as the retail model has it.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { decimalText } from './amounts.ts'
import { toStoreSale } from './canonical/store-sale.ts'
import { readOne } from './client.ts'
import { readOutlets, readTaxes } from './lists.ts'
import { oneOf, Product, Sale, type LightspeedProduct, type LightspeedSale, type LightspeedSaleHead } from './schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALE_HEAD_FIELDS } from './retail.ts'

export const SaleHead = speaking(
  'sale',
  Type.Object({
    id: Type.String({ title: 'Sale id' }),
    version: Type.Union([Type.Integer(), Type.Null()], { title: 'Version', description: 'Grows with every change' }),
    state: orNull('State', 'parked, pending, closed or voided'),
    attributes: Type.Array(Type.String(), { title: 'Attributes', description: 'Such as onaccount, layby, delivery or pickup' }),
    soldAt: orNull('Sold', 'ISO instant'),
    updatedAt: orNull('Changed', 'ISO instant'),
    deletedAt: orNull('Deleted', 'ISO instant'),
    receiptNumber: orNull('Receipt number'),
    outletId: orNull('Outlet'),
    registerId: orNull('Register'),
    customerId: orNull('Customer'),
    sourceId: orNull('Source id', 'The number of the other system, where the sale was made there'),
    isReturn: Type.Boolean({ title: 'Takes something back' }),
    originalSaleId: orNull('Sale that is taken back'),
    total: orNull('Total', 'Decimal text, with tax, in the currency of the outlet'),
  }),
  SALE_HEAD_FIELDS,
)
export type SaleHead = Static<typeof SaleHead>

export const toSaleHead = (sale: LightspeedSaleHead): SaleHead => ({
  id: sale.id,
  version: sale._metadata?.version ?? null,
  state: sale.state ?? null,
  attributes: sale.attributes ?? [],
  soldAt: sale.date ?? null,
  updatedAt: sale.updated_at ?? null,
  deletedAt: sale.deleted_at ?? null,
  receiptNumber: sale.receipt_number || sale.invoice_number || null,
  outletId: sale.source?.outlet_id ?? null,
  registerId: sale.source?.register_id ?? null,
  customerId: sale.customer_id ?? null,
  sourceId: sale.source?.id ?? null,
  isReturn: sale.return?.is_return === true || Boolean(sale.return?.original_sale_id),
  originalSaleId: sale.return?.original_sale_id ?? null,
  total: decimalText(sale.totals?.price_incl_tax),
})

export const FullSale = Type.Object({
  head: Type.Object(SaleHead.properties, { title: 'Sale' }),
  outlet: Type.Object(
    {
      id: Type.String({ title: 'Outlet id' }),
      name: Type.String({ title: 'Name' }),
      timeZone: orNull('Time zone'),
    },
    { title: 'Outlet' },
  ),
  note: orNull('Note'),
  sale: speaking('sale', Type.Object(StoreSale.properties, { title: 'Store sale' }), {}),
})
export type FullSale = Static<typeof FullSale>

const saleById = async (context: CallContext, id: string): Promise<LightspeedSale | undefined> =>
  (await readOne(context, `/sales/${id}`, oneOf(Sale)))?.data

/** Undefined where there is no such sale. */
export async function findSale(context: CallContext, saleId: string): Promise<FullSale | undefined> {
  const sale = await saleById(context, saleId)
  return sale && fullSale(context, sale)
}

export async function fullSale(context: CallContext, sale: LightspeedSale): Promise<FullSale> {
  const outletId = sale.source?.outlet_id
  const outlet = (await readOutlets(context)).find(({ id }) => id === outletId)
  if (!outlet) throw new AppError('vendor-answer-invalid', { message: say`Lightspeed's sale ${sale.id} has no outlet that can be read.` })
  const taxes = new Map((await readTaxes(context)).map((tax) => [tax.id, tax]))
  const originalId = sale.return?.original_sale_id
  const original = originalId ? await saleById(context, originalId) : undefined
  const products = await productsOf(context, sale)
  return {
    head: toSaleHead(sale),
    outlet: { id: outlet.id, name: outlet.name, timeZone: outlet.time_zone ?? null },
    note: sale.note || null,
    sale: toStoreSale(sale, { outlet, taxes, products, ...(original && { original }) }),
  }
}

/** The lines of a sale carry no SKU. Each product is read once; one that was deleted keeps its id as SKU. */
async function productsOf(context: CallContext, sale: LightspeedSale): Promise<ReadonlyMap<string, LightspeedProduct>> {
  const ids = [...new Set((sale.line_items ?? []).map(({ product }) => product.id))]
  const products = new Map<string, LightspeedProduct>()
  for (const id of ids) {
    const found = await readOne(context, `/products/${id}`, oneOf(Product))
    if (found) products.set(id, found.data)
  }
  return products
}
