// Square: sales, payments, refunds, products, stock, cash drawers and stores of tills.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { findCashShifts, getCashShift } from './actions/cash.ts'
import { createRefund } from './actions/create-refund.ts'
import { findProduct } from './actions/find-product.ts'
import { findSales } from './actions/find-sales.ts'
import { getPayment, getRefund } from './actions/get-payment.ts'
import { getSale } from './actions/get-sale.ts'
import { listLocations } from './actions/list-locations.ts'
import { getStock, setStock } from './actions/stock.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AUTH, SECRETS, SquareConfig } from './auth.ts'
import { read } from './client.ts'
import { cashShiftsClosed } from './polls/cash-shifts-closed.ts'
import { salesChanged } from './polls/changed.ts'
import { paymentsChanged, refundsChanged } from './polls/payments-changed.ts'
import { productsChanged } from './polls/products-changed.ts'
import { stockChanged } from './polls/stock-changed.ts'
import { Location } from './schemas.ts'
import { triggers } from './triggers/index.ts'

export const square = {
  id: 'square',
  name: 'Square',
  category: 'pos',
  description: 'Sales, payments, refunds, products, stock and cash drawers of Square tills.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><rect x="3" y="3" width="18" height="18" rx="5"/><rect x="9" y="9" width="6" height="6" rx="1"/></svg>',
  config: SquareConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => (config['sandbox'] === true ? 'https://connect.squareupsandbox.com' : 'https://connect.squareup.com'),
  actions: [
    getSale,
    findSales,
    getPayment,
    getRefund,
    findCashShifts,
    getCashShift,
    createRefund,
    findProduct,
    upsertProduct,
    getStock,
    setStock,
    listLocations,
  ],
  triggers,
  polls: [salesChanged, paymentsChanged, refundsChanged, stockChanged, productsChanged, cashShiftsClosed],
  // Square does not say its limits; it answers 429, which is waited for.
  limits: { concurrency: 5 },
  async test(context) {
    const { locations = [] } = await read(context, '/v2/locations', Type.Object({ locations: Type.Optional(Type.Array(Location)) }))
    const [first] = locations
    return {
      summary: `Signed in to Square: ${locations.length} ${locations.length === 1 ? 'location' : 'locations'}${first?.name ? `, such as ${first.name}` : ''}.`,
    }
  },
} as const satisfies Connector
