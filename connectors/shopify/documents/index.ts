// Every document this connector sends: what the contract check compares with Shopify's schema.
import type { GraphqlDocument } from './document.ts'
import { CREATE_FULFILLMENT, ORDER_SHIPPING } from './fulfillment.ts'
import { FIND_ORDERS, GET_ORDER, GET_ORDER_LINES } from './order.ts'
import { GET_PAYMENTS } from './payments.ts'
import { SHOP } from './shop.ts'
import {
  ADJUST_QUANTITIES,
  CHANGED_LEVELS,
  FIND_ITEMS,
  FIND_LOCATIONS,
  GET_LEVELS,
  GET_MORE_LEVELS,
  SET_QUANTITIES,
  STOCK_ITEM,
} from './stock.ts'
import { ADD_TAGS } from './tags.ts'
import { CREATE_SUBSCRIPTION, DELETE_SUBSCRIPTION, FIND_SUBSCRIPTIONS } from './webhooks.ts'

export const DOCUMENTS: readonly GraphqlDocument[] = [
  SHOP,
  GET_ORDER,
  GET_ORDER_LINES,
  FIND_ORDERS,
  GET_PAYMENTS,
  ORDER_SHIPPING,
  CREATE_FULFILLMENT,
  ADD_TAGS,
  FIND_LOCATIONS,
  FIND_ITEMS,
  GET_LEVELS,
  GET_MORE_LEVELS,
  CHANGED_LEVELS,
  SET_QUANTITIES,
  ADJUST_QUANTITIES,
  STOCK_ITEM,
  FIND_SUBSCRIPTIONS,
  CREATE_SUBSCRIPTION,
  DELETE_SUBSCRIPTION,
]
