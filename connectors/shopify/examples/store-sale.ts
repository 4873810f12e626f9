// The till sale shown in the designer and answered by test runs: a mug and a tip, paid in cash and rounded to five pence.
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const vat = { name: 'VAT', rate: '0.2', amount: gbp('2.07'), included: true }

export const STORE_SALE: StoreSale = {
  id: 'gid://shopify/Order/6151042531043',
  store: 'Harbour Street shop',
  register: 'pos',
  businessDay: '2026-11-20',
  sequence: '#1043',
  status: 'completed',
  training: false,
  offline: false,
  endedAt: '2026-11-20T15:12:40Z',
  tillClock: null,
  cashier: null,
  currency: 'GBP',
  lines: [
    {
      id: '15204410431001',
      kind: 'sale',
      sku: 'HF-MUG-NAVY',
      barcode: null,
      title: 'Harbour mug - Navy',
      itemType: null,
      quantity: '1',
      unitPrice: gbp('12.43'),
      amount: gbp('12.43'),
      discounts: [],
      taxes: [vat],
    },
    {
      id: 'tip',
      kind: 'sale',
      sku: 'TIP',
      barcode: null,
      title: 'Tip',
      itemType: 'Tip',
      quantity: '1',
      unitPrice: gbp('1.00'),
      amount: gbp('1.00'),
      discounts: [],
      taxes: [],
    },
  ],
  taxes: [vat],
  tenders: [{ type: 'cash', id: '7201042531003', amount: gbp('13.45'), cashback: gbp('0.00') }],
  rounding: gbp('0.02'),
  total: gbp('13.45'),
  links: [],
}

const vatBack = { ...vat, amount: gbp('-2.07') }

/** The mug comes back, and is paid in coins: 12.43 is 12.45 in the drawer. */
export const STORE_REFUND: StoreSale = {
  ...STORE_SALE,
  id: 'gid://shopify/Refund/929361463987',
  businessDay: '2026-11-21',
  sequence: '#1043-929361463987',
  endedAt: '2026-11-21T11:03:12Z',
  lines: [
    {
      id: '488100000001',
      kind: 'return',
      sku: 'HF-MUG-NAVY',
      barcode: null,
      title: 'Harbour mug - Navy',
      itemType: null,
      quantity: '-1',
      unitPrice: gbp('12.43'),
      amount: gbp('-12.43'),
      discounts: [],
      taxes: [vatBack],
    },
  ],
  taxes: [vatBack],
  tenders: [{ type: 'cash', id: '7120042531003', amount: gbp('-12.45'), cashback: gbp('0.00') }],
  rounding: gbp('-0.02'),
  total: gbp('-12.45'),
  links: [{ reason: 'Return', store: 'Harbour Street shop', register: null, businessDay: '2026-11-20', sequence: '#1043' }],
}
