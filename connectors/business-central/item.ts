// An item as a flow sees it. Prices are in the company's currency, which an item does not name.
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { decimalText } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ITEM_FIELDS } from './retail.ts'

export const ExternalItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  displayName: Type.String(),
  gtin: Type.String(),
  itemCategoryCode: Type.String(),
  blocked: Type.Boolean(),
  inventory: Type.Number(),
  unitPrice: Type.Number(),
  priceIncludesTax: Type.Boolean(),
  unitCost: Type.Number(),
  baseUnitOfMeasureCode: Type.String(),
  lastModifiedDateTime: Type.String(),
})

export const Item = speaking(
  'product',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    number: Type.String({ title: 'Number' }),
    name: Type.String({ title: 'Name' }),
    gtin: Type.Union([Type.String(), Type.Null()], { title: 'GTIN' }),
    category: Type.Union([Type.String(), Type.Null()], { title: 'Category' }),
    blocked: Type.Boolean({ title: 'Blocked' }),
    inventory: Type.String({ title: 'Stock', description: 'Over all locations, in base units' }),
    unitPrice: Type.String({ title: 'Unit price', description: 'In the currency of the company' }),
    priceIncludesTax: Type.Boolean({ title: 'Price is with tax' }),
    unitCost: Type.String({ title: 'Unit cost', description: 'In the currency of the company' }),
    unit: Type.String({ title: 'Unit', description: 'Of measure, such as PCS' }),
    updatedAt: Type.String({ title: 'Changed at' }),
    fields: SystemFieldsRead,
  }),
  ITEM_FIELDS,
)

export const ITEM: Static<typeof Item> = {
  id: '9a4be7d0-51c1-4e56-8a3b-0d9e6f7a8b10',
  number: 'HF-1010',
  name: 'Harbour mug, navy',
  gtin: '5060912000101',
  category: 'KITCHEN',
  blocked: false,
  inventory: '12',
  unitPrice: '12.5',
  priceIncludesTax: true,
  unitCost: '5.25',
  unit: 'PCS',
  updatedAt: '2026-03-02T10:00:00.120Z',
}

export const toItem = (one: Static<typeof ExternalItem>): Static<typeof Item> => ({
  id: one.id,
  number: one.number,
  name: one.displayName,
  gtin: one.gtin === '' ? null : one.gtin,
  category: one.itemCategoryCode === '' ? null : one.itemCategoryCode,
  blocked: one.blocked,
  inventory: decimalText(one.inventory),
  unitPrice: decimalText(one.unitPrice),
  priceIncludesTax: one.priceIncludesTax,
  unitCost: decimalText(one.unitCost),
  unit: one.baseUnitOfMeasureCode,
  updatedAt: one.lastModifiedDateTime,
})
