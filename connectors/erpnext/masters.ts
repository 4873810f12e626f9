// What is not a document with stages: items, their prices, their stock in each warehouse, and customers.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { moneyField, moneyOf } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { instantOf } from '#connectors/kit/site-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { readConfig } from './auth.ts'
import { NullableText } from './inputs.ts'
import { CHANGED_CUSTOMER_FIELDS, CHANGED_STOCK_FIELDS, ITEM_FIELDS, ITEM_PRICE_FIELDS } from './retail.ts'

type Config = Readonly<Record<string, unknown>>
const Name = Type.String({ minLength: 1 })
const Check = Type.Integer({ minimum: 0, maximum: 1 })
const changedAt = Type.String({ title: 'Changed', description: 'ISO 8601, in UTC.' })
const at = (modified: string, config: Config) => instantOf(modified, readConfig(config).timeZone)
const orNothing = (text: string | null | undefined) => (text === undefined || text === '' ? null : text)
const decimal = (number: number) => new Decimal(number).toFixed()

export const ErpItem = Type.Object({
  name: Name,
  item_code: Type.String(),
  item_name: NullableText,
  item_group: NullableText,
  brand: NullableText,
  variant_of: NullableText,
  stock_uom: NullableText,
  is_stock_item: Check,
  has_variants: Check,
  disabled: Check,
  modified: Type.String(),
})
export const Item = speaking(
  'product',
  Type.Object({
    itemCode: Type.String({ title: 'Item code', description: 'Usually the SKU.' }),
    itemName: orNull('Item name'),
    group: orNull('Item group'),
    brand: orNull('Brand'),
    variantOf: orNull('Variant of', 'Item code of the template.'),
    unit: orNull('Unit', 'In which stock is counted.'),
    isStockItem: Type.Boolean({ title: 'Kept in stock' }),
    isTemplate: Type.Boolean({ title: 'Template', description: 'Has variants and is not sold itself.' }),
    disabled: Type.Boolean({ title: 'Disabled' }),
    changedAt,
  }),
  ITEM_FIELDS,
)
export const ITEM_EXAMPLE: Static<typeof Item> = {
  itemCode: 'HF-MUG-NAVY',
  itemName: 'Stoneware Mug, Navy',
  group: 'Kitchen',
  brand: null,
  variantOf: 'HF-MUG',
  unit: 'Nos',
  isStockItem: true,
  isTemplate: false,
  disabled: false,
  changedAt: '2026-03-01T10:15:00.123Z',
}
export const toItem = (item: Static<typeof ErpItem>, config: Config): Static<typeof Item> => ({
  itemCode: item.item_code,
  itemName: orNothing(item.item_name),
  group: orNothing(item.item_group),
  brand: orNothing(item.brand),
  variantOf: orNothing(item.variant_of),
  unit: orNothing(item.stock_uom),
  isStockItem: item.is_stock_item === 1,
  isTemplate: item.has_variants === 1,
  disabled: item.disabled === 1,
  changedAt: at(item.modified, config),
})

export const ErpItemPrice = Type.Object({
  name: Name,
  item_code: Type.String(),
  price_list: Type.String(),
  selling: Check,
  customer: NullableText,
  uom: NullableText,
  currency: Type.String(),
  price_list_rate: Type.Number(),
  valid_from: NullableText,
  valid_upto: NullableText,
  modified: Type.String(),
})
export const ItemPrice = speaking(
  'product',
  Type.Object({
    id: Type.String({ title: 'Item price', description: 'Its name in ERPNext.' }),
    itemCode: Type.String({ title: 'Item code', description: 'Usually the SKU.' }),
    priceList: Type.String({ title: 'Price list', description: 'Such as Standard Selling.' }),
    selling: Type.Boolean({ title: 'For selling', description: 'Otherwise it is what suppliers take.' }),
    customer: orNull('Customer', 'Where the price is for one customer only.'),
    unit: orNull('Unit', 'Of which it is the price.'),
    price: moneyField('Price'),
    validFrom: orNull('Valid from', 'YYYY-MM-DD.'),
    validUntil: orNull('Valid until', 'YYYY-MM-DD, the last day; nothing for ever.'),
    changedAt,
  }),
  ITEM_PRICE_FIELDS,
)
export const ITEM_PRICE_EXAMPLE: Static<typeof ItemPrice> = {
  id: '3fc1a9b2d0',
  itemCode: 'HF-MUG-NAVY',
  priceList: 'Standard Selling',
  selling: true,
  customer: null,
  unit: 'Nos',
  price: { amount: '12.50', currency: 'GBP' },
  validFrom: '2026-03-01',
  validUntil: null,
  changedAt: '2026-03-01T10:15:00.123Z',
}
export const toItemPrice = (price: Static<typeof ErpItemPrice>, config: Config): Static<typeof ItemPrice> => ({
  id: price.name,
  itemCode: price.item_code,
  priceList: price.price_list,
  selling: price.selling === 1,
  customer: orNothing(price.customer),
  unit: orNothing(price.uom),
  price: moneyOf(price.price_list_rate, price.currency),
  validFrom: orNothing(price.valid_from),
  validUntil: orNothing(price.valid_upto),
  changedAt: at(price.modified, config),
})

/** ERPNext writes a bin's time of change with its quantities (erpnext/stock/doctype/bin/bin.py). */
export const ErpBin = Type.Object({
  name: Name,
  item_code: Type.String(),
  warehouse: Type.String(),
  actual_qty: Type.Number(),
  reserved_qty: Type.Number(),
  ordered_qty: Type.Number(),
  projected_qty: Type.Number(),
  modified: Type.String(),
})
export const StockLevel = speaking(
  'stock',
  Type.Object({
    itemCode: Type.String({ title: 'Item code', description: 'Usually the SKU.' }),
    warehouse: Type.String({ title: 'Warehouse' }),
    actual: Type.String({ title: 'Actual', description: 'On the shelf, as decimal text.' }),
    reserved: Type.String({ title: 'Reserved', description: 'For submitted sales orders.' }),
    ordered: Type.String({ title: 'Ordered', description: 'On submitted purchase orders.' }),
    projected: Type.String({ title: 'Projected', description: 'What ERPNext expects to be left; may be below zero.' }),
    available: Type.String({ title: 'Available', description: 'Actual less reserved; may be below zero.' }),
    changedAt,
  }),
  CHANGED_STOCK_FIELDS,
)
export const STOCK_LEVEL_EXAMPLE: Static<typeof StockLevel> = {
  itemCode: 'HF-MUG-NAVY',
  warehouse: 'WH1 - HF',
  actual: '40',
  reserved: '2',
  ordered: '0',
  projected: '38',
  available: '38',
  changedAt: '2026-03-01T10:15:00.123Z',
}
export const toStockLevel = (bin: Static<typeof ErpBin>, config: Config): Static<typeof StockLevel> => ({
  itemCode: bin.item_code,
  warehouse: bin.warehouse,
  actual: decimal(bin.actual_qty),
  reserved: decimal(bin.reserved_qty),
  ordered: decimal(bin.ordered_qty),
  projected: decimal(bin.projected_qty),
  available: new Decimal(bin.actual_qty).minus(bin.reserved_qty).toFixed(),
  changedAt: at(bin.modified, config),
})

export const ErpCustomer = Type.Object({
  name: Name,
  customer_name: Type.String(),
  customer_type: NullableText,
  customer_group: NullableText,
  email_id: NullableText,
  mobile_no: NullableText,
  tax_id: NullableText,
  disabled: Check,
  modified: Type.String(),
})
export const Customer = speaking(
  'customer',
  Type.Object({
    customer: Type.String({ title: 'Customer', description: 'The customer’s name in ERPNext.' }),
    fullName: Type.String({ title: 'Full name' }),
    type: orNull('Type', 'Individual or Company.'),
    group: orNull('Customer group'),
    email: orNull('E-mail', 'Of the primary contact.'),
    phone: orNull('Telephone', 'Of the primary contact.'),
    taxId: orNull('Tax id'),
    disabled: Type.Boolean({ title: 'Disabled' }),
    changedAt,
  }),
  CHANGED_CUSTOMER_FIELDS,
)
export const CUSTOMER_EXAMPLE: Static<typeof Customer> = {
  customer: 'Grace Hopper',
  fullName: 'Grace Hopper',
  type: 'Individual',
  group: 'Individual',
  email: 'grace@example.com',
  phone: null,
  taxId: null,
  disabled: false,
  changedAt: '2026-03-01T10:15:00.123Z',
}
export const toCustomer = (customer: Static<typeof ErpCustomer>, config: Config): Static<typeof Customer> => ({
  customer: customer.name,
  fullName: customer.customer_name,
  type: orNothing(customer.customer_type),
  group: orNothing(customer.customer_group),
  email: orNothing(customer.email_id),
  phone: orNothing(customer.mobile_no),
  taxId: orNothing(customer.tax_id),
  disabled: customer.disabled === 1,
  changedAt: at(customer.modified, config),
})
