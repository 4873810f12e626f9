// Odoo: sales orders, customers and products of an Odoo database, over its external API.
import type { Connector } from '#connectors/kit/contract.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { findOrCreatePartnerAction } from './actions/find-or-create-partner.ts'
import { findProduct } from './actions/find-product.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { searchReadAction } from './actions/search-read.ts'
import { changedRecords } from './polls/changed-records.ts'
import { OdooConfig, readConfig, SECRETS } from './auth.ts'
import { searchRead, textOf } from './client.ts'

export const odoo = {
  id: 'odoo',
  name: 'Odoo',
  category: 'erp',
  description: 'Sales orders, customers and products in Odoo 17 and later.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="6" cy="12" r="4"/><circle cx="18" cy="12" r="4"/></svg>',
  config: OdooConfig,
  secrets: SECRETS,
  baseUrl: (config) => readConfig(config).url,
  actions: [createSalesOrder, findOrCreatePartnerAction, findProduct, getSalesOrder, searchReadAction],
  triggers: [],
  polls: [changedRecords],
  // An Odoo worker serves one request at a time; a small installation has few of them.
  limits: { concurrency: 4 },
  async test(context) {
    const [company] = await searchRead(context, 'res.company', [], { fields: ['name'], limit: 1 })
    return { summary: `Signed in to ${textOf(company?.['name']) ?? readConfig(context.config).database}.` }
  },
} as const satisfies Connector
