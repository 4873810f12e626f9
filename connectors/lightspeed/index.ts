// Lightspeed Retail X-Series, formerly Vend: sales, stock, goods on their way, products, customers and registers of stores of tills.
import type { Connector } from '#connectors/kit/contract.ts'
import { createCustomer, findCustomers } from './actions/customers.ts'
import { createConsignment } from './actions/create-consignment.ts'
import { createSale } from './actions/create-sale.ts'
import { findSales } from './actions/find-sales.ts'
import { getConsignment } from './actions/get-consignment.ts'
import { getSale } from './actions/get-sale.ts'
import { getRegisterTotals, listOutlets, listPaymentTypes, listTaxes } from './actions/lists.ts'
import { findProduct, findProducts, upsertProduct } from './actions/products.ts'
import { adjustStock, getStock, setStock } from './actions/stock.ts'
import { AUTH, baseUrlOf, LightspeedConfig, readConfig, SECRETS } from './auth.ts'
import { WINDOW_S } from './client.ts'
import { readOutlets } from './lists.ts'
import { polls } from './polls/index.ts'
import { triggers } from './triggers/index.ts'

/** 300 for each register and 50 more; a store with one register, until an answer says otherwise. */
const CALLS_OF_ONE_REGISTER = 350

export const lightspeed = {
  id: 'lightspeed',
  name: 'Lightspeed Retail (X-Series)',
  category: 'pos',
  description: 'Sales, returns, stock, transfers to outlets, products, customers and registers of Lightspeed tills, formerly Vend.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M4 16l4-10h11l-4 10z"/><path d="M8 20h9M9.5 12h6"/></svg>',
  config: LightspeedConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: baseUrlOf,
  actions: [
    getSale,
    findSales,
    createSale,
    findProduct,
    findProducts,
    upsertProduct,
    getStock,
    setStock,
    adjustStock,
    createConsignment,
    getConsignment,
    findCustomers,
    createCustomer,
    listOutlets,
    listPaymentTypes,
    listTaxes,
    getRegisterTotals,
  ],
  triggers,
  polls,
  // https://x-series-api.lightspeedhq.com/docs/rate_limiting
  limits: {
    concurrency: 5,
    cost: {
      id: 'window',
      label: 'In five minutes 300 calls for each register, and 50 more',
      perSecond: CALLS_OF_ONE_REGISTER / WINDOW_S,
      burst: CALLS_OF_ONE_REGISTER,
    },
  },
  async test(context) {
    const { domainPrefix } = readConfig(context.config)
    const outlets = await readOutlets(context)
    const [first] = outlets
    return {
      summary: `Signed in to ${domainPrefix}: ${outlets.length} ${outlets.length === 1 ? 'outlet' : 'outlets'}${first ? `, such as ${first.name}` : ''}.`,
    }
  },
} as const satisfies Connector
