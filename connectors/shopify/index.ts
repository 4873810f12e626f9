// Shopify: orders, refunds and stock of a shop as they happen, and fulfilments and counts back, over the Admin GraphQL API.
import type { Connector } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { readBulkResult } from './actions/bulk/read-bulk-result.ts'
import { startBulkMutation } from './actions/bulk/start-bulk-mutation.ts'
import { startBulkQuery } from './actions/bulk/start-bulk-query.ts'
import { findCustomers } from './actions/customers/find-customers.ts'
import { getCustomer } from './actions/customers/get-customer.ts'
import { upsertCustomer } from './actions/customers/upsert-customer.ts'
import { createGiftCard } from './actions/gift-cards/create-gift-card.ts'
import { deactivateGiftCard } from './actions/gift-cards/deactivate-gift-card.ts'
import { findGiftCards } from './actions/gift-cards/find-gift-cards.ts'
import { addOrderTags } from './actions/orders/add-order-tags.ts'
import { cancelOrder } from './actions/orders/cancel-order.ts'
import { createFulfillment } from './actions/orders/create-fulfillment.ts'
import { preparePickup } from './actions/orders/prepare-pickup.ts'
import { editOrder } from './actions/orders/edit-order.ts'
import { findFulfillmentOrders } from './actions/orders/find-fulfillment-orders.ts'
import { findOrders } from './actions/orders/find-orders.ts'
import { setOrderFields } from './actions/orders/set-order-fields.ts'
import { getCurrentOrder } from './actions/orders/get-current-order.ts'
import { getOrder } from './actions/orders/get-order.ts'
import { getStoreRefund } from './actions/orders/get-store-refund.ts'
import { getStoreSale } from './actions/orders/get-store-sale.ts'
import { getPayments } from './actions/orders/get-payments.ts'
import { findBalanceTransactions } from './actions/payouts/find-balance-transactions.ts'
import { findPriceLists } from './actions/products/find-price-lists.ts'
import { findProducts } from './actions/products/find-products.ts'
import { getProduct } from './actions/products/get-product.ts'
import { setPrices } from './actions/products/set-prices.ts'
import { upsertProduct } from './actions/products/upsert-product.ts'
import { createRefund } from './actions/refunds/create-refund.ts'
import { getRefund } from './actions/refunds/get-refund.ts'
import { createReturn } from './actions/returns/create-return.ts'
import { getReturn } from './actions/returns/get-return.ts'
import { processReturn } from './actions/returns/process-return.ts'
import { adjustStock } from './actions/stock/adjust-stock.ts'
import { findLocations } from './actions/stock/find-locations.ts'
import { getStock } from './actions/stock/get-stock.ts'
import { setStock } from './actions/stock/set-stock.ts'
import { AUTH, baseUrl, readConfig, SECRETS, ShopifyConfig } from './auth.ts'
import { graphql } from './client.ts'
import { SHOP } from './documents/shop.ts'
import { customersChangedPoll } from './polls/customers-changed.ts'
import { fulfillmentOrdersChangedPoll } from './polls/fulfillment-orders-changed.ts'
import { giftCardMovements } from './polls/gift-card-movements.ts'
import { ordersUpdatedPoll } from './polls/orders-updated.ts'
import { payoutsPoll } from './polls/payouts.ts'
import { productsChangedPoll } from './polls/products-changed.ts'
import { returnsChangedPoll } from './polls/returns-changed.ts'
import { stockChangedPoll } from './polls/stock-changed.ts'
import { inventoryLevelsUpdate } from './triggers/inventory-levels-update.ts'
import { ordersCancelled } from './triggers/orders-cancelled.ts'
import { ordersCreate } from './triggers/orders-create.ts'
import { ordersEdited } from './triggers/orders-edited.ts'
import { ordersUpdated } from './triggers/orders-updated.ts'
import { customersCreate } from './triggers/customers-create.ts'
import { customersMerge } from './triggers/customers-merge.ts'
import { customersUpdate } from './triggers/customers-update.ts'
import { customersDataRequest, customersRedact, shopRedact } from './triggers/privacy.ts'
import { productsUpdate } from './triggers/products-update.ts'
import { refundsCreate } from './triggers/refunds-create.ts'
import { returnsApprove, returnsCancel, returnsClose, returnsDecline, returnsReopen, returnsRequest } from './triggers/returns.ts'

// In the order of the palette: a domain after the other.
const ORDERS = [
  getOrder,
  getCurrentOrder,
  findOrders,
  getPayments,
  getStoreSale,
  getStoreRefund,
  getRefund,
  findFulfillmentOrders,
  preparePickup,
  createFulfillment,
  addOrderTags,
  setOrderFields,
  editOrder,
  cancelOrder,
  createRefund,
] as const
const RETURNS = [createReturn, getReturn, processReturn] as const
const PRODUCTS = [getProduct, findProducts, upsertProduct, setPrices, findPriceLists] as const
const STOCK = [getStock, setStock, adjustStock, findLocations] as const
const CUSTOMERS = [getCustomer, findCustomers, upsertCustomer] as const
const GIFT_CARDS = [findGiftCards, createGiftCard, deactivateGiftCard] as const
const PAYMENTS = [findBalanceTransactions] as const
const BULK = [startBulkQuery, startBulkMutation, readBulkResult] as const

export const shopify = {
  id: 'shopify',
  name: 'Shopify',
  category: 'commerce',
  description: 'Orders, refunds and stock of an online shop and its tills as they happen; fulfilments, tags and counts back to it.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M5 8h14l1 12H4Z"/><path d="M8.5 11V7a3.5 3.5 0 0 1 7 0v4"/></svg>',
  config: ShopifyConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl,
  actions: [...ORDERS, ...RETURNS, ...PRODUCTS, ...STOCK, ...CUSTOMERS, ...GIFT_CARDS, ...PAYMENTS, ...BULK],
  polls: [
    ordersUpdatedPoll,
    fulfillmentOrdersChangedPoll,
    returnsChangedPoll,
    productsChangedPoll,
    stockChangedPoll,
    customersChangedPoll,
    payoutsPoll,
    giftCardMovements,
  ],
  triggers: [
    ordersCreate,
    ordersUpdated,
    ordersEdited,
    ordersCancelled,
    refundsCreate,
    returnsRequest,
    returnsApprove,
    returnsClose,
    returnsReopen,
    returnsCancel,
    returnsDecline,
    productsUpdate,
    inventoryLevelsUpdate,
    customersCreate,
    customersUpdate,
    customersMerge,
    customersDataRequest,
    customersRedact,
    shopRedact,
  ],
  limits: {
    // What the smallest plan has; each answer says what this shop has.
    cost: { id: 'query-cost', label: 'Shopify’s query budget: 100 points a second on the standard plan', perSecond: 100, burst: 2_000 },
  },
  async test(context) {
    const { shop, currentAppInstallation } = await graphql(context, SHOP, {})
    const expected = readConfig(context.config).shop
    // A token answers for its own shop only; another name here means a shop that was renamed, and its webhooks would be refused.
    if (shop.myshopifyDomain !== expected) {
      throw new AppError('credentials-invalid', {
        message: say`This is ${shop.name}, whose permanent address is ${shop.myshopifyDomain}, not ${expected}.`,
        fix: say`Enter ${shop.myshopifyDomain} as the shop.`,
      })
    }
    const scopes = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle))
    if (!scopes.has('read_orders') && !scopes.has('write_orders')) {
      throw new AppError('credentials-invalid', {
        message: say`Signed in to ${shop.name}, but the app may not read orders.`,
        fix: 'Give the app the scope read_orders in Shopify and install it again.',
      })
    }
    return { summary: `Signed in to ${shop.name} (${shop.currencyCode}).` }
  },
} as const satisfies Connector
