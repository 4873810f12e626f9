// A small ERPNext site: items and stock of Harbour & Finch, customers, selling and books, over Frappe's REST API.
import type { Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { doctypeForm } from './customized.ts'
import { createDocument, FIELDS, updateDocument } from './documents.ts'
import { answerList, FrappeError, refuse } from './frappe.ts'

const STOCK = 40
/** A site has many items, and few that changed lately. */
const NEW_ITEMS = 4
const LONG_AGO = '2019-06-03 09:00:00.000000'
const TEMPLATE = 'UK VAT 20% - HF'
const ACCOUNTS = [
  ['Debtors - HF', 'Receivable'],
  ['Bank - HF', 'Bank'],
  ['Cash - HF', 'Cash'],
  ['Sales - HF', 'Income Account'],
  ['VAT - HF', 'Tax'],
  ['Gift Cards - HF', ''],
  ['Stock Adjustment - HF', 'Stock Adjustment'],
] as const

export const createErpNextSimulator: CreateSimulator = (options) => {
  const now = () => siteTime(options.now(), readConfig(options.config).timeZone)
  const { app, records, simulator } = createSimulatorKit(options, {
    seed(seeded) {
      const at = now()
      const { articles, warehouses } = harbourFinch()
      const standardAt = { creation: at, modified: at, docstatus: 0, company: 'Harbour & Finch' }
      for (const [name, account_type] of ACCOUNTS) seeded.put('Account', name, { ...standardAt, name, account_type })
      const taxes = [{ charge_type: 'On Net Total', account_head: 'VAT - HF', description: 'VAT 20%', rate: 20, included_in_print_rate: 0 }]
      seeded.put('Sales Taxes and Charges Template', TEMPLATE, { ...standardAt, name: TEMPLATE, title: 'UK VAT 20%', taxes })
      for (const [index, { sku, title, variant, department, price }] of articles.entries()) {
        const standard = { creation: LONG_AGO, modified: index < NEW_ITEMS ? at : LONG_AGO, docstatus: 0 }
        const item_name = variant === null ? title : `${title}, ${variant}`
        const kinds = { stock_uom: 'Nos', is_stock_item: 1, has_variants: 0, disabled: 0 }
        seeded.put('Item', sku, { ...standard, name: sku, item_code: sku, item_name, item_group: department, ...kinds })
        const listed = { price_list: 'Standard Selling', selling: 1, currency: 'GBP', price_list_rate: Number(price), uom: 'Nos' }
        seeded.put('Item Price', `price-${sku}`, { ...standard, name: `price-${sku}`, item_code: sku, ...listed })
        for (const { code } of warehouses) {
          const name = `${sku}-${code}`
          const quantities = { actual_qty: STOCK, reserved_qty: 0, ordered_qty: 0, projected_qty: STOCK }
          seeded.put('Bin', name, { ...standard, name, item_code: sku, warehouse: `${code} - HF`, ...quantities })
        }
      }
    },
  })
  app.use('*', async (c, next) => {
    if (c.req.header('authorization') === `token ${options.secrets['apiKey']}:${options.secrets['apiSecret']}`) return next()
    return refuse(c, { type: 'AuthenticationError', message: 'Authentication failed' })
  })
  app.onError((error, c) => {
    if (error instanceof FrappeError) return refuse(c, error)
    throw error
  })

  /** All of what a document does, or nothing. */
  const booked = async (c: Context, work: (body: SimulatorRecord) => SimulatorRecord): Promise<SimulatorRecord> => {
    const body = await c.req.json<SimulatorRecord>()
    return records.atomically(() => work(body))
  }

  app.get('/api/method/frappe.auth.get_logged_user', (c) => c.json({ message: 'integration@tillflow.dev' }))
  app.get('/api/method/frappe.desk.form.load.getdoctype', (c) => c.json(doctypeForm(c.req.query('doctype') ?? '')))
  app.get('/api/resource/:doctype', (c) => {
    const doctype = c.req.param('doctype')
    return c.json({ data: answerList(records.list(doctype), fieldsOf(doctype), c.req.query()) })
  })
  app.get('/api/resource/:doctype/:name', (c) => {
    const { doctype, name } = c.req.param()
    fieldsOf(doctype)
    const found = records.get(doctype, name)
    if (!found) throw new FrappeError('DoesNotExistError', `${doctype} ${name} not found`)
    return c.json({ data: found })
  })
  app.post('/api/resource/:doctype', async (c) => {
    const doctype = c.req.param('doctype')
    fieldsOf(doctype)
    return c.json({ data: await booked(c, (body) => createDocument(records, doctype, body, now())) })
  })
  app.put('/api/resource/:doctype/:name', async (c) => {
    const { doctype, name } = c.req.param()
    fieldsOf(doctype)
    return c.json({ data: await booked(c, (body) => updateDocument(records, doctype, name, body, now())) })
  })
  return simulator()
}

function fieldsOf(doctype: string): ReadonlySet<string> {
  const fields = FIELDS[doctype]
  if (!fields) throw new FrappeError('DoesNotExistError', `DocType ${doctype} not found`)
  return fields
}
