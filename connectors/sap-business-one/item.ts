// An item as a flow sees it, and its stock in each warehouse.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { changedAtOf, decimalText, Figure, isoCurrency, MaybeText } from './values.ts'

export const ExternalItem = Type.Object({
  ItemCode: Type.String(),
  ItemName: MaybeText,
  BarCode: MaybeText,
  ItemsGroupCode: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  QuantityOnStock: Figure,
  InventoryItem: MaybeText,
  SalesUnit: MaybeText,
  Valid: MaybeText,
  Frozen: MaybeText,
  UpdateDate: MaybeText,
  UpdateTime: MaybeText,
  ItemPrices: Type.Optional(Type.Array(Type.Object({ PriceList: Type.Integer(), Price: Figure, Currency: MaybeText }))),
})
export const ITEM_MEMBERS = Object.keys(ExternalItem.properties).join(',')

export const Item = Type.Object({
  code: Type.String({ title: 'Code' }),
  name: Type.String({ title: 'Name' }),
  barcode: Type.Union([Type.String(), Type.Null()], { title: 'Bar code' }),
  group: Type.Union([Type.Integer(), Type.Null()], { title: 'Item group', description: 'Its number' }),
  unit: Type.Union([Type.String(), Type.Null()], { title: 'Unit of sale' }),
  inStock: Type.String({ title: 'Stock', description: 'Over all warehouses' }),
  isKeptInStock: Type.Boolean({ title: 'Kept in stock' }),
  active: Type.Boolean({ title: 'Active' }),
  prices: Type.Array(
    Type.Object({
      list: Type.Integer({ title: 'Price list' }),
      price: Type.String({ title: 'Price', description: 'Decimal text; the list says whether with tax' }),
      currency: Type.String({ title: 'Currency' }),
    }),
    { title: 'Prices' },
  ),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
  fields: SystemFieldsRead,
})
export type Item = Static<typeof Item>

export const ITEM: Item = {
  code: 'HF-1010',
  name: 'Harbour mug, navy',
  barcode: '5060912000101',
  group: 100,
  unit: 'PCS',
  inStock: '112',
  isKeptInStock: true,
  active: true,
  prices: [{ list: 1, price: '12.5', currency: 'GBP' }],
  updatedAt: '2026-03-02T10:15:00.000Z',
}

export const toItem = (one: Static<typeof ExternalItem>, { config }: Pick<CallContext, 'config'>): Item => ({
  code: one.ItemCode,
  name: one.ItemName ?? '',
  barcode: one.BarCode || null,
  group: one.ItemsGroupCode ?? null,
  unit: one.SalesUnit || null,
  inStock: decimalText(one.QuantityOnStock),
  isKeptInStock: one.InventoryItem !== 'tNO',
  active: one.Frozen !== 'tYES' && one.Valid !== 'tNO',
  // A list without a price for this item has none, and no currency.
  prices: (one.ItemPrices ?? [])
    .filter(({ Price, Currency }) => Price != null && Currency != null && Currency !== '')
    .map(({ PriceList, Price, Currency }) => ({ list: PriceList, price: decimalText(Price), currency: isoCurrency(Currency, config) })),
  updatedAt: changedAtOf(one, config) ?? null,
})

export const ExternalStock = Type.Object({
  ItemCode: Type.String(),
  ItemWarehouseInfoCollection: Type.Array(
    Type.Object({ WarehouseCode: Type.String(), InStock: Figure, Committed: Figure, Ordered: Figure, Locked: MaybeText }),
  ),
})

export const StockLevel = Type.Object({
  item: Type.String({ title: 'Item' }),
  warehouse: Type.String({ title: 'Warehouse' }),
  inStock: Type.String({ title: 'In stock' }),
  committed: Type.String({ title: 'Committed', description: 'Ordered by customers and not delivered' }),
  ordered: Type.String({ title: 'Ordered', description: 'From suppliers and not received' }),
  available: Type.String({ title: 'Free', description: 'In stock less committed' }),
})
export type StockLevel = Static<typeof StockLevel>

export const STOCK_LEVEL: StockLevel = { item: 'HF-1010', warehouse: 'WH1', inStock: '100', committed: '2', ordered: '0', available: '98' }

export const toStockLevels = (
  { ItemCode, ItemWarehouseInfoCollection }: Static<typeof ExternalStock>,
  warehouse?: string,
): readonly StockLevel[] =>
  ItemWarehouseInfoCollection.filter(({ WarehouseCode }) => warehouse === undefined || WarehouseCode === warehouse).map((one) => ({
    item: ItemCode,
    warehouse: one.WarehouseCode,
    inStock: decimalText(one.InStock),
    committed: decimalText(one.Committed),
    ordered: decimalText(one.Ordered),
    available: new Decimal(one.InStock ?? 0).minus(one.Committed ?? 0).toFixed(),
  }))
