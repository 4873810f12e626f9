// An order as edits left it: quantities, discounts to the cent, shipping; what came back is no edit.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { toCurrentOrder, type CurrentOrder } from './canonical-current-order.ts'
import type { EditedOrder } from './documents/current-order.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()

const place = async (payload: object): Promise<string> => (await shop.emit('orders/create', payload as Json)).recordId
const edit = (id: string, payload: object) => shop.emit('orders/edited', { id: id.split('/').at(-1), ...payload } as Json)
const read = async (id: string) => (await shop.run('get-current-order', { orderId: id })) as unknown as CurrentOrder
const told = ({ lines, shipping, taxTotal, total }: CurrentOrder) => ({
  lines: lines.map(({ sku, quantity, unitPrice, discountTotal }) => [sku, quantity, unitPrice.amount, discountTotal.amount]),
  shipping: shipping.map(({ title, price, discountTotal }) => [title, price.amount, discountTotal.amount]),
  tax: taxTotal.amount,
  total: total.amount,
})

describe('an order that was edited', () => {
  it('has what was added and less of what was taken off, with its share of the discount', async () => {
    const id = await place({
      line_items: [
        { sku: 'HF-MUG-NAVY', quantity: 3, price: '12.50', discount_allocations: [{ amount: '5.00' }] },
        { sku: 'HF-TOTE', quantity: 1, price: '15.00' },
      ],
      shipping_lines: [{ title: 'Standard delivery', price: '4.95' }],
    })
    await edit(id, {
      lines: [
        { sku: 'HF-MUG-NAVY', quantity: 1 },
        { sku: 'HF-TOTE', quantity: 0 },
        { sku: 'HF-SOAP', quantity: 2, price: '6.00' },
      ],
    })
    // 12.50 - 1.67 + 12.00 + 4.95 = 27.78; tax 2.17 + 2.40 + 0.99 = 5.56.
    expect(told(await read(id))).toEqual({
      lines: [
        ['HF-MUG-NAVY', 1, '12.50', '1.67'],
        ['HF-SOAP', 2, '6.00', '0.00'],
      ],
      shipping: [['Standard delivery', '4.95', '0.00']],
      tax: '5.56',
      total: '33.34',
    })
  })

  it('has its new discount and its new delivery', async () => {
    const id = await place({
      taxes_included: true,
      line_items: [{ sku: 'HF-TOTE', quantity: 2, price: '15.00' }],
      shipping_lines: [{ title: 'Standard delivery', price: '4.95' }],
    })
    await edit(id, { discounts: [{ sku: 'HF-TOTE', amount: '3.00' }], shipping: { title: 'Express', price: '9.95' } })
    const order = await read(id)
    expect(told(order)).toMatchObject({ lines: [['HF-TOTE', 2, '15.00', '3.00']], shipping: [['Express', '9.95', '0.00']], total: '36.95' })
    await edit(id, { shipping: null })
    expect(told(await read(id))).toMatchObject({ shipping: [], total: '27.00' })
  })

  it('keeps what came back after it was shipped: that is credited, not edited', async () => {
    const id = await place({ taxes_included: true, shipping_lines: [], line_items: [{ sku: 'HF-TOTE', quantity: 2, price: '15.00' }] })
    await shop.emit('orders/fulfilled', { id: Number(id.split('/').at(-1)) })
    const [line] = (await read(id)).lines
    await shop.run('create-refund', {
      orderId: id,
      lines: [{ lineItemId: line?.id ?? '', quantity: 1, restock: 'return', locationId: 70210388194 }],
    })
    await edit(id, { lines: [{ sku: 'HF-SOAP', quantity: 1, price: '6.00' }] })
    const order = await read(id)
    expect(told(order)).toMatchObject({
      lines: [
        ['HF-TOTE', 2, '15.00', '0.00'],
        ['HF-SOAP', 1, '6.00', '0.00'],
      ],
      total: '36.00',
    })
    expect(order.lines.map(({ shipped }) => shipped)).toEqual([2, 0])
  })

  it('counts what was added to a line as ordered', async () => {
    const id = await place({ line_items: [{ sku: 'HF-TOTE', quantity: 2 }] })
    await edit(id, { lines: [{ sku: 'HF-TOTE', quantity: 3 }] })
    const [order] = (await shop.records('order')) as readonly { line_items: { quantity: number; current_quantity: number }[] }[]
    expect(order?.line_items.map(({ quantity, current_quantity: now }) => [quantity, now])).toEqual([[3, 3]])
  })

  it('that is not there is refused by its number', async () => {
    expect(await shop.failure(shop.run('get-current-order', { orderId: 4711 }))).toMatchObject({ code: 'vendor-rejected' })
  })
})

describe('the share of a discount', () => {
  const bag = (amount: string) => {
    const money = { amount, currencyCode: 'GBP' }
    return { shopMoney: money, presentmentMoney: money }
  }
  const page = { hasNextPage: false, endCursor: null }
  const nothing = { nodes: [], pageInfo: page }
  const order = (more: Partial<EditedOrder>, total: string): EditedOrder => ({
    id: 'gid://shopify/Order/1',
    name: '#1',
    updatedAt: '2026-11-20T15:02:40Z',
    cancelledAt: null,
    test: false,
    taxesIncluded: true,
    currencyCode: 'GBP',
    currentTotalPriceSet: bag(total),
    currentTotalTaxSet: bag('0.00'),
    totalTipReceivedSet: bag('0.00'),
    currentTotalDutiesSet: null,
    lineItems: { nodes: [line()], pageInfo: page },
    shippingLines: nothing,
    fulfillments: [],
    refunds: [],
    ...more,
  })
  const line = (more: Partial<EditedOrder['lineItems']['nodes'][number]> = {}) => ({
    id: 'gid://shopify/LineItem/1',
    sku: 'HF-TOTE',
    name: 'Canvas tote',
    isGiftCard: false,
    quantity: 3,
    currentQuantity: 2,
    unfulfilledQuantity: 2,
    originalUnitPriceSet: bag('15.00'),
    taxLines: [],
    discountAllocations: [{ allocatedAmountSet: bag('10.00') }],
    ...more,
  })
  const part = (restockType: string, subtotal: string) => ({
    quantity: 1,
    restockType,
    lineItem: { id: 'gid://shopify/LineItem/1' },
    subtotalSet: bag(subtotal),
    totalTaxSet: bag('0.00'),
  })
  const refunds = (...parts: ReturnType<typeof part>[]) => [
    { refundLineItems: { nodes: parts, pageInfo: page }, refundShippingLines: nothing },
  ]
  const first = (edited: EditedOrder) => {
    const { lines, total } = toCurrentOrder(edited)
    return [lines[0]?.quantity, lines[0]?.discountTotal.amount, total.amount]
  }

  it('is what Shopify says went with the pieces that were taken off', () => {
    // 15.00 - 11.66 = 3.34 of the discount went, so 6.66 stay.
    expect(first(order({ refunds: refunds(part('NO_RESTOCK', '11.66')) }, '23.34'))).toEqual([2, '6.66', '23.34'])
  })
  it('is worked out where Shopify says nothing, so that the order costs what it costs', () => {
    expect(first(order({}, '23.33'))).toEqual([2, '6.67', '23.33'])
    expect(first(order({}, '23.34'))).toEqual([2, '6.66', '23.34'])
  })
  it('is left as it is where the total is out of reach: the check of the flow tells', () => {
    expect(first(order({}, '20.00'))).toEqual([2, '6.67', '20.00'])
  })
  it('stays whole when the piece had been shipped', () => {
    const fulfillments = [
      {
        status: 'SUCCESS',
        fulfillmentLineItems: { nodes: [{ quantity: 3, lineItem: { id: 'gid://shopify/LineItem/1' } }], pageInfo: page },
      },
      {
        status: 'CANCELLED',
        fulfillmentLineItems: { nodes: [{ quantity: 3, lineItem: { id: 'gid://shopify/LineItem/1' } }], pageInfo: page },
      },
    ]
    const shippedLine = { lineItems: { nodes: [line({ unfulfilledQuantity: 0 })], pageInfo: page }, fulfillments }
    expect(first(order({ ...shippedLine, refunds: refunds(part('RETURN', '11.66')) }, '23.34'))).toEqual([3, '10.00', '35.00'])
  })
})
