// An item of QuickBooks as flows see it.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import type { QuickBooksItem } from './schemas.ts'
import { instantOf } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ITEM_FIELDS } from './retail.ts'

export const Item = speaking(
  'product',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    name: Type.String({ title: 'Name' }),
    sku: orNull('SKU', 'Nothing where none was entered'),
    type: orNull('Type', 'Such as Inventory, NonInventory or Service'),
    unitPrice: orNull('Unit price', 'Decimal text in the home currency'),
    incomeAccountId: orNull('Income account', 'Id of the account that sales are booked to'),
    active: Type.Boolean({ title: 'Active' }),
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  ITEM_FIELDS,
)

export const toItem = (item: QuickBooksItem): Static<typeof Item> => ({
  id: item.Id,
  name: item.Name,
  sku: item.Sku ?? null,
  type: item.Type ?? null,
  unitPrice: item.UnitPrice === undefined ? null : new Decimal(item.UnitPrice).toFixed(),
  incomeAccountId: item.IncomeAccountRef?.value ?? null,
  active: item.Active ?? true,
  updatedAt: instantOf(item.MetaData.LastUpdatedTime),
})

export const ITEM = {
  id: '19',
  name: 'Harbour mug Navy',
  sku: 'HF-1004',
  type: 'NonInventory',
  unitPrice: '12.5',
  incomeAccountId: '79',
  active: true,
  updatedAt: '2026-03-02T09:15:00.000Z',
}
