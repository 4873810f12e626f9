// The fields that Harbour & Finch added to their Odoo with Studio, and how fields describe themselves (`fields_get`).
import { validationError, valueError } from './errors.ts'
import { FIELDS, hasField, type Model, type Version } from './models.ts'
import { CUSTOM_FIELDS, type CustomField } from './studio.ts'

const RELATIONS_TO_MANY = /(^order_line|_ids?s|taxes_id|tax_id)$/
const BOOLEANS: ReadonlySet<string> = new Set([
  'active',
  'is_company',
  'is_storable',
  'price_include',
  'picked',
  'rescue',
  'is_cash_count',
  'is_change',
])
const COMPUTED: ReadonlySet<string> = new Set([
  'amount_untaxed',
  'amount_tax',
  'amount_total',
  'amount_residual',
  'payment_state',
  'display_name',
  'create_date',
  'write_date',
  'price_subtotal',
  'price_tax',
  'price_total',
])

export function describeFields(
  model: Model,
  version: Version,
  names: readonly string[] | undefined,
  attributes: readonly string[] | undefined,
) {
  const wanted = names ?? Object.keys(FIELDS[model])
  const known = wanted.filter((field) => field !== 'id' && hasField(model, field, version))
  return Object.fromEntries(known.map((field) => [field, only(describe(model, field), attributes)]))
}

const only = (all: Readonly<Record<string, unknown>>, attributes: readonly string[] | undefined) =>
  attributes ? Object.fromEntries(Object.entries(all).filter(([name]) => attributes.includes(name))) : all

function describe(model: Model, name: string): Readonly<Record<string, unknown>> {
  const custom = CUSTOM_FIELDS[model]?.[name]
  const relation: string = (FIELDS[model] as Readonly<Record<string, string>>)[name] ?? ''
  const common = { name, store: true, readonly: COMPUTED.has(name), required: false, manual: custom !== undefined }
  if (custom) return { ...common, ...custom }
  return { ...common, string: titleOf(name), type: typeOf(name, relation), ...(relation !== '' && { relation }) }
}

function typeOf(name: string, relation: string): string {
  if (relation.endsWith('.line') && name !== 'refunded_orderline_id') return 'one2many'
  if (relation !== '') return RELATIONS_TO_MANY.test(name) ? 'many2many' : 'many2one'
  if (BOOLEANS.has(name)) return 'boolean'
  if (/^(amount|price|lst_price|standard_price|qty|quantity|discount|balance|reserved|inventory|product_uom_qty)/.test(name)) return 'float'
  if (name.startsWith('invoice_date') || name === 'date') return 'date'
  if (/(^date_|_date$|_at$)/.test(name)) return 'datetime'
  return name === 'note' || name === 'narration' || name === 'comment' ? 'html' : 'char'
}

const titleOf = (name: string) =>
  name.slice(0, 1).toUpperCase() +
  name
    .slice(1)
    .replace(/_ids?$/, '')
    .replaceAll('_', ' ')

/** The values of custom fields that a record is made with; those that were left out are empty. */
export function customValues(model: Model, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = CUSTOM_FIELDS[model] ?? {}
  return Object.fromEntries(Object.keys(fields).flatMap((name) => (Object.hasOwn(values, name) ? [[name, values[name]]] : [])))
}

/** What the column of a field does not take is refused as PostgreSQL or the ORM refuse it. */
export function checkCustom(model: Model, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = CUSTOM_FIELDS[model]?.[name]
    if (!field || value === false) continue
    if (field.type === 'selection' && !field.selection?.some(([key]) => key === value))
      throw valueError(`Wrong value for ${model}.${name}: '${String(value)}'`)
    if (!fits(field, value)) throw validationError(`Wrong value for ${field.string}: ${JSON.stringify(value)}`)
  }
}

function fits({ type }: CustomField, value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'integer' || type === 'float' || type === 'monetary' || type === 'many2one') return typeof value === 'number'
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(String(value))
  if (type === 'datetime') return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(value))
  return type === 'many2many' ? Array.isArray(value) : typeof value === 'string'
}
