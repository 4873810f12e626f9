// A sale as the trigger and the action give it.
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const vat = { name: 'VAT S', rate: '0.2', amount: gbp('4.00'), included: true }

export const EXAMPLE = {
  id: 'WHI/2/2026-03-01/451',
  store: 'WHI',
  register: '2',
  businessDay: '2026-03-01',
  sequence: '451',
  status: 'completed',
  training: false,
  offline: false,
  endedAt: '2026-03-01T10:21:54.000Z',
  tillClock: '2026-03-01T10:21:54Z',
  cashier: '17',
  currency: 'GBP',
  lines: [
    {
      id: '1',
      kind: 'sale',
      sku: 'HF-1004',
      barcode: '5060912000045',
      title: 'Harbour mug',
      itemType: 'Stock',
      quantity: '2',
      unitPrice: gbp('12.00'),
      amount: gbp('24.00'),
      discounts: [],
      taxes: [vat],
    },
  ],
  taxes: [vat],
  tenders: [{ type: 'Cash', id: '1', amount: gbp('24.00'), cashback: gbp('0.00') }],
  rounding: gbp('0.00'),
  total: gbp('24.00'),
  links: [],
} satisfies StoreSale
