// The methods of a model, called with named arguments.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { add, change, related, type Database, type Values } from './database.ts'
import { checkCustom, customValues, describeFields } from './custom-fields.ts'
import { validatePickings } from './deliveries.ts'
import { confirmPickings, createPicking } from './transfers.ts'
import { cancelTransfers } from './chains.ts'
import { compileDomain } from './domain.ts'
import { accessError, missingError, noMethod, noModel, unprocessable, validationError, valueError } from './errors.ts'
import { createMove, createPayments, openPaymentWizard, postMoves } from './invoices.ts'
import { FIELDS, hasField, type Model } from './models.ts'
import { createProduct, checkBarcode } from './products.ts'
import { changeTemplate } from './product-templates.ts'
import { cancelOrders, confirmOrders, createOrder } from './sales.ts'
import { writeLines } from './order-lines.ts'
import { writePurchaseLines } from './purchases.ts'
import { applyCounts, createCount } from './stock.ts'

export interface ModelCall {
  readonly model: string
  readonly method: string
  readonly ids: readonly number[]
  readonly named: Values
  readonly context: Values
}

/** The parameters of each method; those that may be left out end with `?`. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  search: ['domain', 'offset?', 'limit?', 'order?'],
  search_count: ['domain'],
  search_read: ['domain?', 'fields?', 'offset?', 'limit?', 'order?'],
  fields_get: ['allfields?', 'attributes?'],
  create: ['vals_list'],
  read: ['fields?'],
  write: ['vals'],
}
const OF_MODEL: ReadonlySet<string> = new Set(['search', 'search_count', 'search_read', 'fields_get', 'create'])

/** Their lines are written with commands. */
const WITH_LINES: ReadonlySet<string> = new Set(['sale.order', 'purchase.order', 'stock.picking'])

type Button = (db: Database, ids: readonly number[], context: Values) => unknown
const BUTTONS: Readonly<Record<string, Button>> = {
  'sale.order.action_confirm': confirmOrders,
  'sale.order.action_cancel': cancelOrders,
  'account.move.action_post': postMoves,
  'account.payment.register.action_create_payments': createPayments,
  'stock.picking.action_confirm': confirmPickings,
  'stock.picking.button_validate': validatePickings,
  'stock.picking.action_cancel': cancelTransfers,
  'stock.quant.action_apply_inventory': applyCounts,
}

/** Positional arguments, as JSON-RPC has them, by their names. */
export function namedArguments(
  method: string,
  args: readonly unknown[],
  kwargs: Values,
): { readonly ids: readonly number[]; readonly named: Values } {
  const [ids, own] = OF_MODEL.has(method) ? [[], args] : [[args[0] ?? []].flat() as number[], args.slice(1)]
  const names = (SIGNATURES[method] ?? []).map((name) => name.replace('?', ''))
  return { ids, named: { ...Object.fromEntries(own.map((value, index) => [names[index] ?? `arg${index}`, value])), ...kwargs } }
}

export function executeModel(db: Database, { model: name, method, ids, named, context }: ModelCall): unknown {
  if (!Object.hasOwn(FIELDS, name)) throw noModel(name)
  const model = name as Model
  const button = BUTTONS[`${name}.${method}`]
  const signature = button ? [] : SIGNATURES[method]
  if (!signature) throw noMethod(name, method)
  checkArguments(name, method, signature, ids, named)
  if (button) return button(db, ids, context)
  switch (method) {
    case 'search':
      return search(db, model, named).map((record) => record['id'] as number)
    case 'search_count':
      return search(db, model, { domain: named['domain'] }).length
    case 'search_read':
      checkNames(db, model, named['fields'])
      return search(db, model, named).map((record) => pick(db, model, record, named['fields']))
    case 'read':
      checkNames(db, model, named['fields'])
      return ids.map((id) => pick(db, model, must(db, model, id), named['fields']))
    case 'fields_get':
      return describeFields(model, db.version, named['allfields'] as string[] | undefined, named['attributes'] as string[] | undefined)
    case 'create':
      return [named['vals_list']].flat().map((values) => createRecord(db, model, values as Values, context))
    default: {
      const values = named['vals'] as Values
      checkNames(db, model, Object.keys(values))
      checkCustom(model, values)
      if (model === 'product.product') checkBarcode(db, values, ids[0])
      const { order_line: lines, move_ids: moves, ...others } = values
      for (const id of ids) {
        change(db, model, must(db, model, id)['id'] as number, relations(db, model, WITH_LINES.has(model) ? others : values))
        if (model === 'product.product') changeTemplate(db, id, values)
        if (model === 'sale.order' && lines !== undefined) writeLines(db, id, lines as [number, number, Values][])
        if (model === 'purchase.order' && lines !== undefined) writePurchaseLines(db, id, lines as [number, number, Values][])
        if (model === 'stock.picking')
          for (const [, move, given = {}] of (moves ?? []) as [number, number, Values?][]) change(db, 'stock.move', move, given)
      }
      return true
    }
  }
}

function checkArguments(model: string, method: string, signature: readonly string[], ids: readonly number[], named: Values): void {
  if (OF_MODEL.has(method) && ids.length > 0) throw unprocessable(`cannot call ${model}.${method} with ids`)
  const names = new Set(signature.map((name) => name.replace('?', '')))
  const unknown = Object.keys(named).find((name) => !names.has(name))
  if (unknown !== undefined) throw unprocessable(`got an unexpected keyword argument '${unknown}'`)
  const missing = signature.find((name) => !name.endsWith('?') && named[name] === undefined)
  if (missing !== undefined) throw unprocessable(`missing a required argument: '${missing}'`)
}

function search(db: Database, model: Model, { domain, limit, offset, order }: Values): readonly SimulatorRecord[] {
  const terms = (domain ?? []) as unknown[]
  const matches = compileDomain(db, model, terms)
  // Archived records are found only by those who ask for them.
  const asksForArchived = terms.some((term) => Array.isArray(term) && term[0] === 'active')
  const found = db.records.list(model).filter((record) => (asksForArchived || record['active'] !== false) && matches(record))
  const [field = 'id', direction = 'asc'] = (typeof order === 'string' ? order : 'id').split(',')[0]?.trim().split(/\s+/) ?? []
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1
  const sorted = found.toSorted((a, b) => sign * (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0))
  const start = Number(offset ?? 0)
  return sorted.slice(start, limit === undefined || limit === null ? undefined : start + Number(limit))
}

function must({ records }: Database, model: Model, id: number): SimulatorRecord {
  const record = records.get(model, id)
  if (!record) throw missingError(model, id)
  return record
}

function checkNames({ version }: Database, model: Model, fields: unknown): void {
  const unknown = ((fields ?? []) as string[]).find((field) => !hasField(model, field, version))
  if (unknown !== undefined) throw valueError(`Invalid field '${unknown}' on model '${model}'`)
}

function pick({ version }: Database, model: Model, record: SimulatorRecord, fields: unknown): SimulatorRecord {
  const all = Object.keys(FIELDS[model]).filter((field) => hasField(model, field, version))
  const names = Array.isArray(fields) && fields.length > 0 ? (fields as string[]) : all
  return { id: record['id'], ...Object.fromEntries(names.map((field) => [field, record[field] ?? false])) }
}

function createRecord(db: Database, model: Model, values: Values, context: Values): number {
  checkNames(db, model, Object.keys(values))
  checkCustom(model, values)
  const added = relations(db, model, customValues(model, values))
  switch (model) {
    case 'sale.order':
      return change(db, model, createOrder(db, values), added)['id'] as number
    case 'account.move':
      return change(db, model, createMove(db, values), added)['id'] as number
    case 'account.payment.register':
      return openPaymentWizard(db, values, context)
    case 'stock.picking':
      return createPicking(db, values)
    case 'stock.quant':
      return createCount(db, values, context)
    case 'product.product':
      return createProduct(db, relations(db, model, values))
    case 'res.partner':
      if (typeof values['name'] !== 'string' || values['name'] === '') throw validationError('Contacts require a name')
      return add(db, model, relations(db, model, { type: 'contact', is_company: false, ...values })).id
    default:
      throw accessError(`You are not allowed to create '${model}' records.`)
  }
}

/** Ids of other records become `[id, name]`, as they are read; a list that is set becomes the list. */
function relations({ records }: Database, model: Model, values: Values): Values {
  const fields: Readonly<Record<string, string>> = FIELDS[model]
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      if (!fields[field]) return [field, value]
      if (typeof value === 'number') return [field, related(records, fields[field], value)]
      const [command] = (Array.isArray(value) ? value : []) as [number, number, number[]][]
      return [field, command?.[0] === 6 ? command[2] : value]
    }),
  )
}
