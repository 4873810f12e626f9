// Items, prices, stock and customers by the time they changed.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import {
  Customer,
  CUSTOMER_EXAMPLE,
  ErpBin,
  ErpCustomer,
  ErpItem,
  ErpItemPrice,
  Item,
  ITEM_EXAMPLE,
  ITEM_PRICE_EXAMPLE,
  ItemPrice,
  STOCK_LEVEL_EXAMPLE,
  StockLevel,
  toCustomer,
  toItem,
  toItemPrice,
  toStockLevel,
} from '../masters.ts'
import { changedDocuments } from './documents-changed.ts'

export const itemsChanged = {
  kind: 'poll',
  id: 'items-changed',
  label: 'New and changed items',
  description: 'Reads the items that were made or changed since the last time, variants, templates and disabled ones too.',
  output: Item,
  example: ITEM_EXAMPLE,
  poll: changedDocuments('Item', ErpItem, toItem),
} as const satisfies PollTrigger

export const itemPricesChanged = {
  kind: 'poll',
  id: 'item-prices-changed',
  label: 'New and changed prices',
  description: 'Reads the prices of items in price lists that were made or changed since the last time.',
  output: ItemPrice,
  example: ITEM_PRICE_EXAMPLE,
  poll: changedDocuments('Item Price', ErpItemPrice, toItemPrice),
} as const satisfies PollTrigger

export const stockChanged = {
  kind: 'poll',
  id: 'stock-changed',
  label: 'Changed stock',
  description: 'Reads the stock of items in warehouses that moved, was reserved, ordered or counted since the last time.',
  output: StockLevel,
  example: STOCK_LEVEL_EXAMPLE,
  poll: changedDocuments('Bin', ErpBin, toStockLevel),
} as const satisfies PollTrigger

export const customersChanged = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads the customers that were made or changed since the last time, disabled ones too.',
  output: Customer,
  example: CUSTOMER_EXAMPLE,
  poll: changedDocuments('Customer', ErpCustomer, toCustomer),
} as const satisfies PollTrigger
