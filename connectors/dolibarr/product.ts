// A product or service as a flow sees it.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { Loose } from './client.ts'
import { fieldsRead } from './extra-fields.ts'
import { decimalOf, instantOrNull, textOf, textOrNull } from './values.ts'

export const ExternalProduct = Type.Object({
  id: Type.Union([Type.String(), Type.Integer()]),
  ref: Loose,
  label: Loose,
  description: Loose,
  barcode: Loose,
  type: Loose,
  status: Loose,
  price: Loose,
  price_ttc: Loose,
  tva_tx: Loose,
  stock_reel: Loose,
  date_modification: Loose,
  array_options: Type.Optional(Type.Unknown()),
})

export const Product = Type.Object({
  id: Type.String({ title: 'Id' }),
  ref: Type.String({ title: 'Ref' }),
  label: Type.String({ title: 'Label' }),
  barcode: Type.Union([Type.String(), Type.Null()], { title: 'Bar code' }),
  isService: Type.Boolean({ title: 'Service' }),
  forSale: Type.Boolean({ title: 'For sale' }),
  price: Type.String({ title: 'Price without tax', description: 'Decimal text, in the main currency' }),
  priceWithTax: Type.String({ title: 'Price with tax' }),
  taxRate: Type.String({ title: 'Tax rate', description: 'In per cent' }),
  stock: Type.String({ title: 'Stock', description: 'Over all warehouses' }),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
  fields: SystemFieldsRead,
})

export const PRODUCT: Static<typeof Product> = {
  id: '7',
  ref: 'HF-1010',
  label: 'Harbour mug, navy',
  barcode: '5060912000101',
  isService: false,
  forSale: true,
  price: '12.5',
  priceWithTax: '15',
  taxRate: '20',
  stock: '112',
  updatedAt: '2026-03-02T10:15:00.000Z',
}

export const toProduct = (one: Static<typeof ExternalProduct>, context: Pick<CallContext, 'config'>): Static<typeof Product> => ({
  id: String(one.id),
  ref: textOf(one.ref),
  label: textOf(one.label),
  barcode: textOrNull(one.barcode),
  isService: textOf(one.type) === '1',
  forSale: textOf(one.status) === '1',
  price: decimalOf(one.price),
  priceWithTax: decimalOf(one.price_ttc),
  taxRate: decimalOf(one.tva_tx),
  stock: decimalOf(one.stock_reel),
  updatedAt: instantOrNull(one.date_modification, context),
  ...fieldsRead(one.array_options),
})
