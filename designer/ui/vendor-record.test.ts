import { describe, expect, it } from 'vitest'
import { firstType, shown, tellingColumns } from './vendor-record.ts'

describe('the summary of a vendor record', () => {
  it('shows columns that any record has', () => {
    const orders = [
      { name: 'S1', client_order_ref: false },
      { name: 'S2', client_order_ref: '#1001', amount_total: 12.5, order_line: [1, 2, 3] },
    ]
    expect(tellingColumns(orders).map(({ member }) => member)).toEqual(['name', 'client_order_ref', 'amount_total'])
  })

  it('reads links by name, and nothing where there is nothing', () => {
    expect([[4, 'Maya Okafor'], false, null, 0, [1, 2, 3], { a: 1 }].map(shown)).toEqual(['Maya Okafor', '', '', '0', '', ''])
  })

  it('begins with orders', () => {
    expect(firstType(['account.tax', 'sale.order'])).toBe('sale.order')
    expect(firstType(['refund', 'order'])).toBe('order')
    expect(firstType(['res.currency', 'product.product'])).toBe('product.product')
    expect(firstType([])).toBeUndefined()
  })
})
