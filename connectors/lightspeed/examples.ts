// The examples shown in the designer and answered by test runs: two mugs sold at Harbour & Finch, one with ten per cent off, paid in cash.
import { toStoreSale } from './canonical/store-sale.ts'
import { toSaleHead, type FullSale } from './sale.ts'
import type { LightspeedOutlet, LightspeedProduct, LightspeedSale, LightspeedTax } from './schemas.ts'

const VAT = 'dc85058a-a683-11e5-e112-4600acd0096a'
const MUG = '0adaafb3-6583-11e5-fb60-d5b67a17df2f'

export const EXAMPLE_OUTLET: LightspeedOutlet = {
  id: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
  name: 'Quayside store',
  currency: 'GBP',
  display_prices: 'inclusive',
  time_zone: 'Europe/London',
  version: 909_257_071,
}
export const EXAMPLE_TAX: LightspeedTax = {
  id: VAT,
  name: 'VAT',
  display_name: 'VAT',
  rates: [{ id: 'accff2bf-4600-11e5-8112-dc85058aa69e', name: 'VAT', display_name: 'VAT', rate: 0.2 }],
  version: 478_922,
}
const EXAMPLE_PRODUCT: LightspeedProduct = {
  id: MUG,
  sku: 'HF-MUG-NAVY',
  name: 'Stoneware Mug',
  variant_name: 'Stoneware Mug / Navy',
  version: 4_284_638_488,
}

export const EXAMPLE_SALE: LightspeedSale = {
  id: '06bf537b-c783-11e6-f6b9-7ea7909ffedd',
  state: 'closed',
  attributes: [],
  date: '2026-11-20T15:02:11+00:00',
  updated_at: '2026-11-20T15:02:40+00:00',
  receipt_number: '1570',
  customer_id: null,
  note: '',
  source: {
    outlet_id: EXAMPLE_OUTLET.id,
    register_id: 'b1e198a9-f019-11e3-a0f5-b8ca3a64f8f4',
    author: { id: 'b1ed6158-f019-11e3-a0f5-b8ca3a64f8f4' },
  },
  totals: { price: 18.74166, tax: 3.74834, price_incl_tax: 22.49 },
  line_items: [
    {
      id: '06bf537b-c783-11e6-f6b9-7ea7909c64b9',
      product: { id: MUG },
      quantity: 2,
      pricing: { price: 9.37083, total: 18.74166, discount_total: 2.09167 },
      tax: { id: VAT, amount: 1.87417, total: 3.74834 },
    },
  ],
  payments: [
    {
      id: '06bf537b-c783-11e6-f6b9-7ea7909d949a',
      amount: 22.5,
      date: '2026-11-20T15:02:39+00:00',
      type: { config_id: 'b1e1d70e-f019-11e3-a0f5-b8ca3a64f8f4', name: 'Cash' },
    },
  ],
  _metadata: { version: 1_978_890_425 },
}

export const FULL_SALE: FullSale = {
  head: toSaleHead(EXAMPLE_SALE),
  outlet: { id: EXAMPLE_OUTLET.id, name: EXAMPLE_OUTLET.name, timeZone: EXAMPLE_OUTLET.time_zone ?? null },
  note: null,
  sale: toStoreSale(EXAMPLE_SALE, {
    outlet: EXAMPLE_OUTLET,
    taxes: new Map([[VAT, EXAMPLE_TAX]]),
    products: new Map([[MUG, EXAMPLE_PRODUCT]]),
  }),
}
