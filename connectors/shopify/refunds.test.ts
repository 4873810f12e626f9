// A refund read whole: lines, shipping, taxes and what stands on no line add up to the money that went back.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { RefundDocument } from './canonical-refund.ts'
import { CANCELLED_ORDER, REFUND } from './examples/index.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()

const order = async (more: { [key: string]: Json }): Promise<{ readonly id: number; readonly line: number }> => {
  const { recordId } = await shop.emit('orders/create', more)
  const { lines } = (await shop.run('get-order', { orderId: recordId })) as unknown as { lines: readonly { id: string }[] }
  return { id: Number(recordId.split('/').at(-1)), line: Number(lines[0]?.id.split('/').at(-1)) }
}
const refunded = async (payload: { [key: string]: Json }) => (await shop.emit('refunds/create', payload)).recordId
const read = async (refundId: string) => (await shop.run('get-refund', { refundId })) as unknown as RefundDocument

function addsUp({ lines, shipping, taxesIncluded, adjustment, rounding, total, payments }: RefundDocument): void {
  const parts = [...lines, ...shipping]
  const amounts = [
    ...parts.map(({ amount }) => amount),
    ...(taxesIncluded ? [] : parts.map(({ taxTotal }) => taxTotal)),
    adjustment,
    rounding,
  ]
  const sum = (all: readonly { readonly amount: string }[]) => all.reduce((so, { amount }) => so.plus(amount), new Decimal(0)).toFixed(2)
  expect(sum(amounts)).toBe(total.amount)
  expect(sum(payments.map(({ amount }) => amount))).toBe(total.amount)
  for (const { taxes, taxTotal } of parts) expect(sum(taxes.map(({ amount }) => amount))).toBe(taxTotal.amount)
}

describe('a refund', () => {
  it.each([[true], [false]])('of a line and its delivery adds up, with tax in the prices: %s', async (taxes_included) => {
    const { id, line } = await order({ taxes_included, line_items: [{ sku: 'HF-TOTE', quantity: 2, price: '17.35' }] })
    const document = await read(
      await refunded({ order_id: id, refund_line_items: [{ line_item_id: line, quantity: 1 }], shipping: { full_refund: true } }),
    )
    expect(document).toMatchObject({
      taxesIncluded: taxes_included,
      lines: [{ sku: 'HF-TOTE', quantity: 1, restock: 'return', amount: { amount: '17.35' }, taxes: [{ title: 'VAT', rate: '0.2' }] }],
      adjustment: { amount: '0.00' },
    })
    expect(document.shipping).toHaveLength(1)
    addsUp(document)
  })

  it('without lines is an adjustment, and the second one of its order says so', async () => {
    const { id, line } = await order({ line_items: [{ sku: 'HF-TOTE', quantity: 2 }] })
    const first = await read(await refunded({ order_id: id, refund_line_items: [{ line_item_id: line, quantity: 1 }] }))
    const paid = { id: 7_120_000_910_001, kind: 'refund', status: 'success', gateway: 'gift_card', amount: '5.00' }
    const second = await read(await refunded({ order_id: id, refund_line_items: [], transactions: [paid] }))
    expect([first.number, second.number]).toEqual([`${first.orderName}-R1`, `${first.orderName}-R2`])
    expect(second).toMatchObject({
      lines: [],
      adjustment: { amount: '5.00' },
      payments: [{ method: 'gift_card', amount: { amount: '5.00' } }],
    })
    addsUp(second)
  })

  it('that is pending at the gateway is waited for; one that failed is no money', async () => {
    const { id, line } = await order({ line_items: [{ sku: 'HF-TOTE', quantity: 2 }] })
    const by = (status: string, at: number) => ({
      order_id: id,
      refund_line_items: [{ line_item_id: line, quantity: 1 }],
      transactions: [{ id: at, kind: 'refund', status, gateway: 'shopify_payments', amount: '18.00' }],
    })
    const pending = await refunded(by('pending', 7_120_000_910_002))
    expect(await shop.failure(shop.run('get-refund', { refundId: pending }))).toMatchObject({
      code: 'vendor-busy',
      disposition: 'retry-after',
    })
    const failed = await read(await refunded(by('failure', 7_120_000_910_003)))
    expect(failed).toMatchObject({ total: { amount: '0.00' }, payments: [] })
    addsUp(failed)
  })
})

describe('a sample that is sent to the simulated shop', () => {
  it('of a refund places its order first, each time', async () => {
    const sample = REFUND as { [key: string]: Json }
    const first = await read(await refunded(sample))
    const second = await read(await refunded(sample))
    expect([first.total.amount, second.total.amount]).toEqual(['13.50', '13.50'])
    expect(first.orderName).not.toBe(second.orderName)
    expect(first.payments[0]?.id).not.toBe(second.payments[0]?.id)
    for (const document of [first, second]) addsUp(document)
  })

  it('of a cancellation does so, too', async () => {
    const sample = CANCELLED_ORDER as { [key: string]: Json }
    const names = []
    for (const _ of [1, 2]) {
      const { recordId } = await shop.emit('orders/cancelled', sample)
      const order = (await shop.run('get-order', { orderId: recordId })) as { name: string; cancelledAt: string | null }
      expect(order.cancelledAt).not.toBeNull()
      names.push(order.name)
    }
    expect(new Set(names).size).toBe(2)
  })
})
