// A stored order, in the shape of the webhook, as the Admin API's Order: one record, two faces.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from './connections.ts'
import { metafieldsOf } from './catalogue/metafields.ts'
import { fulfillmentOrderView, fulfillmentView } from './fulfillment-view.ts'
import { recordsOf, setOf, sumOf } from './order-lines.ts'
import { refundView, suggestRefund, type SuggestArguments } from './orders/refunds.ts'
import { returnView } from './orders/returns-root.ts'
import { tagsOf } from './search.ts'
import { LOCATIONS } from './shop.ts'
import { transactionViews } from './transactions.ts'

export type View = Readonly<Record<string, unknown>>

export const gidOf = (type: string, id: unknown): string => `gid://shopify/${type}/${String(id)}`
export const keyOf = (view: View): string => String(view['id'] ?? view['index'])
export const instant = (time: unknown): string | null =>
  typeof time === 'string' ? new Date(time).toISOString().replace('.000Z', 'Z') : null

const FULFILLMENT_STATUS: Readonly<Record<string, string>> = {
  fulfilled: 'FULFILLED',
  partial: 'PARTIALLY_FULFILLED',
  restocked: 'RESTOCKED',
}

export function orderView(order: SimulatorRecord, records: SimulatorRecords): View {
  const money = { currency: String(order['currency']), presentment: String(order['presentment_currency'] ?? order['currency']) }
  const applications = recordsOf(order['discount_applications']).map(applicationView)
  const set = (name: string, plain?: string): unknown => moneyBag(order[name] ?? setOf(plain ?? '0.00', money))
  const mine = (type: string): SimulatorRecord[] =>
    records.list(type).filter((record) => String(record['order_id']) === String(order['id']))
  const location = LOCATIONS.find(({ id }) => id === order['location_id'])
  return {
    __typename: 'Order',
    id: gidOf('Order', order['id']),
    legacyResourceId: String(order['id']),
    name: order['name'],
    number: order['number'],
    createdAt: instant(order['created_at']),
    processedAt: instant(order['processed_at']),
    updatedAt: instant(order['updated_at']),
    cancelledAt: instant(order['cancelled_at']),
    closedAt: instant(order['closed_at']),
    cancelReason: upper(order['cancel_reason']),
    displayFinancialStatus: upper(order['financial_status']),
    displayFulfillmentStatus: FULFILLMENT_STATUS[String(order['fulfillment_status'])] ?? 'UNFULFILLED',
    currencyCode: money.currency,
    presentmentCurrencyCode: money.presentment,
    email: order['email'] ?? null,
    phone: order['phone'] ?? null,
    note: order['note'] ?? null,
    sourceName: order['source_name'] ?? null,
    tags: tagsOf(order),
    metafields: metafieldsOf(gidOf('Order', order['id']), records),
    test: order['test'] === true,
    taxesIncluded: order['taxes_included'] === true,
    paymentGatewayNames: order['payment_gateway_names'] ?? [],
    customAttributes: recordsOf(order['note_attributes']).map(attributeView),
    retailLocation: location ? { id: gidOf('Location', location.id), name: location.name } : null,
    customer: isRecord(order['customer']) ? customerView(order['customer']) : null,
    billingAddress: isRecord(order['billing_address']) ? addressView(order['billing_address']) : null,
    shippingAddress: isRecord(order['shipping_address']) ? addressView(order['shipping_address']) : null,
    subtotalPriceSet: set('subtotal_price_set', order['subtotal_price']),
    totalDiscountsSet: set('total_discounts_set', order['total_discounts']),
    totalShippingPriceSet: set('total_shipping_price_set'),
    totalTaxSet: set('total_tax_set', order['total_tax']),
    totalTipReceivedSet: set('total_tip_received_set', order['total_tip_received']),
    totalPriceSet: set('total_price_set', order['total_price']),
    currentTotalPriceSet: set('current_total_price_set', order['current_total_price'] ?? order['total_price']),
    currentTotalTaxSet: set('current_total_tax_set', order['current_total_tax'] ?? order['total_tax']),
    currentTotalDutiesSet: isRecord(order['current_total_duties_set']) ? moneyBag(order['current_total_duties_set']) : null,
    totalRefundedSet: moneyBag(setOf(refundedOf(order), money)),
    totalOutstandingSet: set('total_outstanding_set', order['total_outstanding']),
    originalTotalDutiesSet: isRecord(order['original_total_duties_set']) ? moneyBag(order['original_total_duties_set']) : null,
    taxLines: recordsOf(order['tax_lines']).map(taxView),
    discountApplications: (page: PageArguments) => pageOf(applications, keyOf, page),
    shippingLines: ({ includeRemovals, ...page }: PageArguments & { readonly includeRemovals?: boolean }) =>
      pageOf(
        recordsOf(order['shipping_lines'])
          .filter((line) => includeRemovals === true || line['is_removed'] !== true)
          .map((line) => shippingLineView(line, applications)),
        keyOf,
        page,
      ),
    lineItems: (page: PageArguments) => pageOf(lineViews(order), keyOf, page),
    refunds: ({ first }: PageArguments) =>
      mine('refund')
        .slice(0, first ?? undefined)
        .map((refund) => refundView(refund, records)),
    returns: (page: PageArguments) =>
      pageOf(
        mine('return').map((one) => returnView(one, { records })),
        keyOf,
        page,
      ),
    suggestedRefund: (asked: SuggestArguments) => suggestRefund(order, asked),
    transactions: ({ first }: PageArguments) => transactionViews(order).slice(0, first ?? undefined),
    fulfillments: ({ first }: PageArguments) =>
      mine('fulfillment')
        .slice(0, first ?? undefined)
        .map((record) => fulfillmentView(record, order)),
    fulfillmentOrders: (page: PageArguments) =>
      pageOf(
        mine('fulfillment_order').map((record) => fulfillmentOrderView(record, order)),
        keyOf,
        page,
      ),
  }
}

export function lineViews(order: SimulatorRecord): View[] {
  const applications = recordsOf(order['discount_applications']).map(applicationView)
  return recordsOf(order['line_items']).map((line) => ({
    __typename: 'LineItem',
    id: gidOf('LineItem', line['id']),
    sku: line['sku'] ?? null,
    name: line['name'] ?? line['title'],
    title: line['title'],
    variantTitle: line['variant_title'] ?? null,
    vendor: line['vendor'] ?? null,
    quantity: line['quantity'],
    currentQuantity: line['current_quantity'] ?? line['quantity'],
    unfulfilledQuantity: line['fulfillable_quantity'] ?? line['quantity'],
    isGiftCard: line['gift_card'] === true,
    requiresShipping: line['requires_shipping'] !== false,
    taxable: line['taxable'] !== false,
    variant: line['variant_id'] ? { id: gidOf('ProductVariant', line['variant_id']), sku: line['sku'] ?? null } : null,
    customAttributes: recordsOf(line['properties']).map(attributeView),
    originalUnitPriceSet: moneyBag(line['price_set']),
    taxLines: recordsOf(line['tax_lines']).map(taxView),
    discountAllocations: recordsOf(line['discount_allocations']).map((allocation) => allocationView(allocation, applications)),
  }))
}

export function upper(value: unknown): string | null {
  return typeof value === 'string' ? value.toUpperCase() : null
}

export function shippingLineView(line: SimulatorRecord, applications: readonly View[]): View {
  return {
    id: gidOf('ShippingLine', line['id']),
    code: line['code'] ?? null,
    title: line['title'],
    source: line['source'] ?? null,
    originalPriceSet: moneyBag(line['price_set']),
    discountedPriceSet: moneyBag(line['discounted_price_set'] ?? line['price_set']),
    taxLines: recordsOf(line['tax_lines']).map(taxView),
    discountAllocations: recordsOf(line['discount_allocations']).map((allocation) => allocationView(allocation, applications)),
  }
}

const APPLICATION_TYPES: Readonly<Record<string, string>> = {
  discount_code: 'DiscountCodeApplication',
  automatic: 'AutomaticDiscountApplication',
  script: 'ScriptDiscountApplication',
}

function applicationView(application: SimulatorRecord, index: number): View {
  return {
    __typename: APPLICATION_TYPES[String(application['type'])] ?? 'ManualDiscountApplication',
    index,
    targetType: upper(application['target_type']) ?? 'LINE_ITEM',
    code: application['code'],
    title: application['title'] ?? application['description'] ?? application['code'] ?? 'Discount',
  }
}

const UNKNOWN_APPLICATION: View = { __typename: 'ManualDiscountApplication', index: 0, targetType: 'LINE_ITEM', title: 'Discount' }

function allocationView(allocation: SimulatorRecord, applications: readonly View[]): View {
  return {
    allocatedAmountSet: moneyBag(allocation['amount_set']),
    discountApplication: applications[Number(allocation['discount_application_index'])] ?? UNKNOWN_APPLICATION,
  }
}

export function moneyBag(set: unknown): View {
  const { shop_money: shop, presentment_money: presentment } = set as { shop_money: SimulatorRecord; presentment_money?: SimulatorRecord }
  return { shopMoney: moneyV2(shop), presentmentMoney: moneyV2(presentment ?? shop) }
}

/** The Admin API drops zeros that the webhook keeps: 12.50 is 12.5 there, and 12.00 is 12.0. */
function moneyV2(money: SimulatorRecord): View {
  const amount = new Decimal(String(money['amount']))
  return { amount: amount.isInteger() ? amount.toFixed(1) : amount.toFixed(), currencyCode: money['currency_code'] }
}

function taxView(tax: SimulatorRecord): View {
  return {
    title: tax['title'],
    rate: tax['rate'] ?? null,
    priceSet: moneyBag(tax['price_set']),
    channelLiable: tax['channel_liable'] ?? null,
  }
}

function attributeView(attribute: SimulatorRecord): View {
  return { key: String(attribute['name']), value: attribute['value'] === null ? null : String(attribute['value']) }
}

function customerView(customer: SimulatorRecord): View {
  const name = [customer['first_name'], customer['last_name']].filter((part) => typeof part === 'string').join(' ')
  return {
    id: gidOf('Customer', customer['id']),
    firstName: customer['first_name'] ?? null,
    lastName: customer['last_name'] ?? null,
    displayName: name || String(customer['email'] ?? ''),
    defaultEmailAddress: typeof customer['email'] === 'string' ? { emailAddress: customer['email'] } : null,
  }
}

export function addressView(address: SimulatorRecord): View {
  const text = (name: string): unknown => address[name] ?? null
  return {
    firstName: text('first_name'),
    lastName: text('last_name'),
    name: text('name'),
    company: text('company'),
    address1: text('address1'),
    address2: text('address2'),
    city: text('city'),
    province: text('province'),
    provinceCode: text('province_code'),
    zip: text('zip'),
    country: text('country'),
    countryCodeV2: text('country_code'),
    phone: text('phone'),
  }
}

function refundedOf(order: SimulatorRecord): string {
  const transactions = recordsOf(order['refunds']).flatMap((refund) => recordsOf(refund['transactions']))
  return sumOf(
    transactions.filter(({ status }) => status === 'success'),
    'amount',
  ).toFixed(2)
}
