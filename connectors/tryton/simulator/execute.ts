// The methods of models: search_read, create, write, and the buttons of a sale.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { toDateTime, toDecimal } from '../values.ts'
import { keyError, TrytonException, userError } from './exception.ts'
import { isModel, MODELS, type Model } from './models.ts'
import { matches, readFields, sorted } from './query.ts'
import { checkLine, press, totals } from './sales.ts'

/** `params` end with the context. */
export function execute(records: SimulatorRecords, model: string, method: string, params: readonly unknown[], now: Date): unknown {
  if (!isModel(model)) throw keyError(model)
  const at = toDateTime(now.toISOString())
  switch (method) {
    case 'search_read': {
      const [domain, offset, limit, order, fields] = params as [unknown[], number, number | null, [string, string][] | null, string[]]
      const found = sorted(
        records.list(model).filter((record) => matches(records, model, record, domain)),
        order ?? [['id', 'ASC']],
      )
      return found.slice(offset, limit === null ? undefined : offset + limit).map((record) => readFields(records, model, record, fields))
    }
    case 'create':
      return (params[0] as SimulatorRecord[]).map((values) => create(records, model, values, at))
    case 'write': {
      const [ids, values] = params as [number[], SimulatorRecord]
      for (const id of ids) {
        records.put(model, id, { ...need(records, model, id), ...values, write_date: at })
        if (model === 'product.template') copyToProducts(records, id)
      }
      return null
    }
    case 'quote':
    case 'confirm':
    case 'process':
      if (model !== 'sale.sale') throw keyError(method)
      for (const id of params[0] as number[]) press(records, method, need(records, model, id), at)
      return null
    default:
      throw new TrytonException([`'${method}'`, ''])
  }
}

function need(records: SimulatorRecords, model: Model, id: number): SimulatorRecord {
  const found = records.get(model, id)
  if (found) return found
  throw userError(`You are not allowed to read records "${id}" of "${model}" because of at least one of these rules:\nUser in companies`)
}

export function create(records: SimulatorRecords, model: Model, values: SimulatorRecord, at: SimulatorRecord): number {
  const unknown = Object.keys(values).find((field) => !(field in MODELS[model]))
  if (unknown !== undefined) throw keyError(unknown)
  const id = records.nextId(model)
  const record: SimulatorRecord = { id, create_date: at, write_date: null }
  for (const [field, value] of Object.entries(values)) record[field] = isCommands(value) ? run(records, model, field, value, id, at) : value
  if (model === 'party.party') record['code'] ??= String(id)
  if (model === 'party.address') addTo(records, 'party.party', record['party'], 'addresses', id)
  if (model === 'sale.line') checkLine(record)
  if (model === 'sale.sale') {
    if (!record['party']) throw userError('A value is required for field "Party" in "Sale".')
    const warehouse = records.find('stock.location', ({ type }) => type === 'warehouse')?.['id']
    Object.assign(
      record,
      { number: null, state: 'draft', shipment_state: 'none', invoice_state: 'none', invoices: [] },
      totals(records, record),
    )
    record['warehouse'] ??= warehouse
  }
  records.put(model, id, record)
  if (model === 'product.template') copyToProducts(records, id)
  return id
}

const isCommands = (value: unknown): value is [string, unknown[]][] =>
  Array.isArray(value) && value.every((part) => Array.isArray(part) && (part[0] === 'create' || part[0] === 'add'))

/** `[['create', […]], ['add', […]]]` of a field that is a list of records. */
function run(
  records: SimulatorRecords,
  model: Model,
  field: string,
  commands: readonly [string, unknown[]][],
  parent: number,
  at: SimulatorRecord,
): number[] {
  const target = (MODELS[model] as Readonly<Record<string, string>>)[field]
  if (!target || !isModel(target)) throw keyError(field)
  const back = Object.entries(MODELS[target]).find(([, kind]) => kind === model)?.[0]
  return commands.flatMap(([command, list]) =>
    command === 'add'
      ? (list as number[])
      : (list as SimulatorRecord[]).map((values) => create(records, target, { ...values, ...(back && { [back]: parent }) }, at)),
  )
}

function addTo(records: SimulatorRecords, model: Model, id: unknown, field: string, value: number): void {
  const owner = typeof id === 'number' ? records.get(model, id) : undefined
  const known = (owner?.[field] ?? []) as number[]
  if (owner && !known.includes(value)) records.put(model, owner['id'] as number, { ...owner, [field]: [...known, value] })
}

/** Products show some fields of their template. */
function copyToProducts(records: SimulatorRecords, templateId: number): void {
  const template = records.get('product.template', templateId) ?? {}
  for (const product of records.list('product.product').filter((row) => row['template'] === templateId)) {
    const { list_price: price, default_uom: uom, sale_uom: saleUom } = template
    records.put('product.product', product['id'] as number, {
      quantity: 0,
      forecast_quantity: 0,
      ...product,
      code: product['suffix_code'],
      list_price: price ?? toDecimal('0'),
      default_uom: uom,
      sale_uom: saleUom ?? uom,
    })
  }
}
