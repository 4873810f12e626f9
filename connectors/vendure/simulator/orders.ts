// Orders of the simulated shop: 10 % tax and 5.00 shipping where nothing else is said, stock that is allocated and then taken.
import { isRecord } from '#shared/json.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { minorOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

const PRODUCTS = [
  { sku: 'HF-BLANKET-GREY', name: 'Wool Blanket Grey', price: 7_950 },
  { sku: 'HF-MUG-NAVY', name: 'Stoneware Mug Navy', price: 1_425 },
  { sku: 'HF-CANDLE-SEA', name: 'Sea Salt Candle', price: 2_105 },
]
const ARTICLES = new Map(harbourFinch().articles.map((article) => [article.sku, article]))
const SHIPPING = 500
const TAX = { description: 'Standard Tax', taxRate: 10 }
const LOCATION = '1'

export function seedShop(records: SimulatorRecords): void {
  for (const { sku, name, price } of PRODUCTS) {
    const id = String(records.nextId('_variant'))
    const stockLevels = [{ stockLocationId: LOCATION, stockOnHand: 25, stockAllocated: 0 }]
    records.put('variants', id, { id, sku, name, enabled: true, price, currencyCode: 'USD', stockLevels })
  }
}

/**
 * `payload`: { items: [{ sku, quantity, priceWithTax, untaxed }], active, currency, shippingWithTax, taxRate, transactionId }; what is missing is made up, the
 * same for the same number.
 */
export function placeOrder(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_order')
  const at = now.toISOString()
  const given = Array.isArray(payload['items']) ? payload['items'].filter(isRecord) : []
  const wanted = given.length > 0 ? given : [{ sku: PRODUCTS[sequence % PRODUCTS.length]?.sku, quantity: 1 + (sequence % 3) }]
  const tax = typeof payload['taxRate'] === 'number' ? { description: 'VAT', taxRate: payload['taxRate'] } : TAX
  const currencyCode = typeof payload['currency'] === 'string' ? payload['currency'] : 'USD'
  const netOf = (gross: number) => Math.round((gross * 100) / (100 + tax.taxRate))
  const lines = wanted.map((line) => {
    const variant = records.find('variants', ({ sku }) => sku === line['sku'])
    if (!variant) throw new Error(`The simulated shop has no ${String(line['sku'])}.`)
    const quantity = Number(line['quantity'] ?? 1)
    const given = typeof line['priceWithTax'] === 'number' ? line['priceWithTax'] : undefined
    const isTaxed = line['untaxed'] !== true
    const unitPrice = given === undefined ? Number(variant['price']) : isTaxed ? netOf(given) : given
    const net = unitPrice * quantity
    moveStock(records, variant, { allocated: quantity })
    return {
      id: String(records.nextId('_line')),
      quantity,
      orderPlacedQuantity: quantity,
      unitPrice,
      proratedLinePrice: net,
      proratedLinePriceWithTax: given === undefined ? net + Math.round((net * tax.taxRate) / 100) : given * quantity,
      taxLines: isTaxed ? [tax] : [],
      discounts: [],
      productVariant: variant,
    }
  })
  const net = lines.reduce((sum, line) => sum + line.proratedLinePrice, 0)
  const gross = lines.reduce((sum, line) => sum + line.proratedLinePriceWithTax, 0)
  const delivery = typeof payload['shippingWithTax'] === 'number' ? payload['shippingWithTax'] : undefined
  const [shipping, shippingWithTax] = delivery === undefined ? [SHIPPING, SHIPPING] : [netOf(delivery), delivery]
  const isCart = payload['active'] === true
  const order = {
    id: String(sequence),
    code: `SIM${String(sequence).padStart(13, '0')}`,
    state: isCart ? 'AddingItems' : 'PaymentSettled',
    active: isCart,
    createdAt: at,
    updatedAt: at,
    orderPlacedAt: isCart ? null : at,
    currencyCode,
    subTotal: net,
    total: net + shipping,
    totalWithTax: gross + shippingWithTax,
    couponCodes: [],
    customer: {
      id: String(sequence),
      firstName: 'Ada',
      lastName: 'Buyer',
      emailAddress: `shopper${sequence}@example.com`,
      phoneNumber: null,
    },
    payments: isCart
      ? []
      : [
          {
            id: String(sequence),
            method: 'card',
            amount: gross + shippingWithTax,
            state: 'Settled',
            transactionId: typeof payload['transactionId'] === 'string' ? payload['transactionId'] : null,
            refunds: [],
          },
        ],
    taxSummary: [{ ...tax, taxTotal: gross - net + shippingWithTax - shipping }],
    lines,
    surcharges: [],
    shippingLines: [
      {
        id: String(sequence),
        price: shipping,
        discountedPrice: shipping,
        discountedPriceWithTax: shippingWithTax,
        shippingMethod: { code: 'standard-shipping', name: 'Standard Shipping' },
      },
    ],
    shippingAddress: {
      fullName: 'Ada Buyer',
      company: null,
      streetLine1: '1 Main St',
      streetLine2: null,
      city: 'New York',
      province: null,
      postalCode: '10001',
      countryCode: 'US',
      phoneNumber: null,
    },
    billingAddress: { fullName: null },
    fulfillments: [],
  }
  records.put('orders', order.id, order)
  return order
}

/** Pays back from the order's payment: for lines, or for all of it when it is cancelled. */
export function refundOrder(
  records: SimulatorRecords,
  order: SimulatorRecord,
  { total, lines, reason }: { readonly total: number; readonly lines: readonly SimulatorRecord[]; readonly reason: string },
  now: Date,
): SimulatorRecord {
  const [payment] = order['payments'] as SimulatorRecord[]
  const refund = {
    id: String(records.nextId('_refund')),
    total,
    state: 'Settled',
    reason,
    lines: lines.map(({ id, quantity }) => ({ orderLineId: id as string, quantity: quantity as number })),
  }
  const refunds = [...((payment?.['refunds'] ?? []) as SimulatorRecord[]), refund]
  const changed = { ...order, payments: [{ ...payment, refunds }], updatedAt: now.toISOString() }
  records.put('orders', String(order['id']), changed)
  return changed
}

/** What was not sent is free again; the lines are emptied and with them the totals. */
export function cancelOrder(records: SimulatorRecords, order: SimulatorRecord, now: Date): void {
  const lines = (order['lines'] as SimulatorRecord[]).map((line) => {
    moveStock(records, line['productVariant'] as SimulatorRecord, { allocated: -Number(line['quantity']) })
    return { ...line, quantity: 0 } as SimulatorRecord
  })
  records.put('orders', String(order['id']), { ...order, lines, state: 'Cancelled', active: false, updatedAt: now.toISOString() })
}

/** The variant of an article of the retailer, made when it is sold for the first time. */
export function needArticle(records: SimulatorRecords, sku: string): void {
  const article = ARTICLES.get(sku)
  if (!article || records.find('variants', (variant) => variant['sku'] === sku)) return
  const id = String(records.nextId('_variant'))
  const name = article.variant === null ? article.title : `${article.title} ${article.variant}`
  const stockLevels = [{ stockLocationId: LOCATION, stockOnHand: 60, stockAllocated: 0 }]
  records.put('variants', id, { id, sku, name, enabled: true, price: minorOf(article.price), currencyCode: 'GBP', stockLevels })
}

function moveStock(
  records: SimulatorRecords,
  variant: SimulatorRecord,
  by: { readonly allocated?: number; readonly onHand?: number },
): void {
  const current = records.get('variants', String(variant['id'])) ?? variant
  const levels = (current['stockLevels'] as { stockLocationId: string; stockOnHand: number; stockAllocated: number }[]).map((level) =>
    level.stockLocationId === LOCATION
      ? { ...level, stockOnHand: level.stockOnHand + (by.onHand ?? 0), stockAllocated: level.stockAllocated + (by.allocated ?? 0) }
      : level,
  )
  records.put('variants', String(variant['id']), { ...current, stockLevels: levels })
}

interface FulfillInput {
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
  readonly handler: { readonly arguments: readonly { readonly name: string; readonly value: string }[] }
}

export function fulfil(records: SimulatorRecords, { lines, handler }: FulfillInput, now: Date): SimulatorRecord {
  const order = records.find('orders', (one) => (one['lines'] as SimulatorRecord[]).some(({ id }) => id === lines[0]?.orderLineId))
  const earlier = ((order?.['fulfillments'] ?? []) as { lines: { orderLineId: string; quantity: number }[] }[]).flatMap((one) => one.lines)
  const isTooMuch = lines.some(({ orderLineId, quantity }) => {
    const ordered = Number(((order?.['lines'] ?? []) as SimulatorRecord[]).find(({ id }) => id === orderLineId)?.['quantity'] ?? 0)
    return earlier.filter((line) => line.orderLineId === orderLineId).reduce((sum, line) => sum + line.quantity, quantity) > ordered
  })
  if (!order || isTooMuch) {
    return {
      __typename: 'ItemsAlreadyFulfilledError',
      errorCode: 'ITEMS_ALREADY_FULFILLED_ERROR',
      message: 'One or more OrderItems are already part of a Fulfillment',
    }
  }
  const argument = (name: string) => handler.arguments.find((one) => one.name === name)?.value ?? ''
  const fulfillment = {
    __typename: 'Fulfillment',
    id: String(records.nextId('_fulfillment')),
    state: 'Pending',
    trackingCode: argument('trackingCode'),
    method: argument('method'),
    lines,
  }
  records.put('fulfillments', fulfillment.id, fulfillment)
  records.put('orders', String(order['id']), {
    ...order,
    fulfillments: [...(order['fulfillments'] as SimulatorRecord[]), fulfillment],
    updatedAt: now.toISOString(),
  })
  return fulfillment
}

export function transition(records: SimulatorRecords, id: string, state: string, now: Date): SimulatorRecord {
  const known = records.get('fulfillments', id)
  if (!known || known['state'] !== 'Pending' || state !== 'Shipped') {
    return {
      __typename: 'FulfillmentStateTransitionError',
      errorCode: 'FULFILLMENT_STATE_TRANSITION_ERROR',
      message: `Cannot transition Fulfillment to "${state}"`,
    }
  }
  const shipped: SimulatorRecord = { ...known, state }
  records.put('fulfillments', id, shipped)
  const order = records.find('orders', (one) => (one['fulfillments'] as SimulatorRecord[]).some((fulfillment) => fulfillment['id'] === id))
  if (!order) return shipped
  const fulfillments = (order['fulfillments'] as SimulatorRecord[]).map((one) => (one['id'] === id ? shipped : one))
  const shippedLines = fulfillments.flatMap((one) => one['lines'] as { orderLineId: string; quantity: number }[])
  const lines = order['lines'] as { id: string; quantity: number; productVariant: SimulatorRecord }[]
  const isAll = lines.every(
    (line) =>
      shippedLines.filter(({ orderLineId }) => orderLineId === line.id).reduce((sum, { quantity }) => sum + quantity, 0) >= line.quantity,
  )
  for (const { orderLineId, quantity } of known['lines'] as { orderLineId: string; quantity: number }[]) {
    const variant = lines.find((line) => line.id === orderLineId)?.productVariant
    if (variant) moveStock(records, variant, { allocated: -quantity, onHand: -quantity })
  }
  records.put('orders', String(order['id']), {
    ...order,
    fulfillments,
    state: isAll ? 'Shipped' : 'PartiallyShipped',
    updatedAt: now.toISOString(),
  })
  return shipped
}
