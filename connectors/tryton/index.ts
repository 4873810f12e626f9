// Tryton: sales, parties, products, stock and invoices of an ERP database, over its JSON-RPC.
import type { Connector } from '#connectors/kit/contract.ts'
import { createSale } from './actions/create-sale.ts'
import { findOrCreatePartyAction } from './actions/find-or-create-party.ts'
import { findProduct } from './actions/find-product.ts'
import { getInvoices } from './actions/get-invoices.ts'
import { getSale } from './actions/get-sale.ts'
import { getStock } from './actions/get-stock.ts'
import { searchRead } from './actions/search-read.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AUTH, readConfig, SECRETS, TrytonConfig } from './auth.ts'
import { openTryton } from './client.ts'
import { changedRecords } from './polls/changed-records.ts'
import { related, textOf } from './values.ts'

export const tryton = {
  id: 'tryton',
  name: 'Tryton',
  category: 'erp',
  description: 'Sales, parties, products, stock and invoices in Tryton 6.0 and later.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M4 5h16l-8 15Z"/><path d="M8 5l4 7 4-7"/></svg>',
  config: TrytonConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [createSale, getSale, getInvoices, findOrCreatePartyAction, findProduct, upsertProduct, getStock, searchRead],
  triggers: [],
  polls: [changedRecords],
  // One server process works on few requests at once.
  limits: { concurrency: 4 },
  async test(context) {
    const session = await openTryton(context)
    const [company] = await session.search('company.company', [['id', '=', session.company]], { fields: ['party.name'], limit: 1 })
    const name = company ? textOf(related(company, 'party')['name']) : ''
    return { summary: `Signed in to ${name || readConfig(context.config).database}.` }
  },
} as const satisfies Connector
