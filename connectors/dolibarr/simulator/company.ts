// The company that a simulated Dolibarr holds, and how it saves, numbers and adds up.
import { Decimal } from 'decimal.js'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { Refusal } from './answers.ts'

const ARTICLES = 24
const SEEDED = new Date('2026-01-05T08:00:00Z')
export const VERSION = '16.0.3'

export interface Clock {
  readonly now: () => Date
  readonly timeZone: string
}

export function seedCompany(records: SimulatorRecords, timeZone: string): void {
  const clock = { now: () => SEEDED, timeZone }
  const { articles, stores, warehouses } = harbourFinch()
  for (const { code, name } of [...warehouses, ...stores]) {
    const id = records.nextId('warehouses')
    records.put('warehouses', id, { id, ref: code, label: code, description: name, statut: 1 })
  }
  for (const { sku, title, variant, barcode, price } of articles.slice(0, ARTICLES)) {
    const product = makeProduct(
      records,
      { ref: sku, label: variant === null ? title : `${title}, ${variant}`, barcode, price: Number(price), tva_tx: 20 },
      clock,
    )
    addStock(records, product['id'] as number, 1, 100, clock)
  }
  save(records, 'thirdparties', aThirdParty(records, { name: 'Web shop', client: 1, email: 'shop@harbour-finch.example' }), clock)
  for (const [id, ref] of ['BANK', 'CASH'].entries()) records.put('bankaccounts', id + 1, { id: id + 1, ref, label: ref })
  for (const [id, code] of [
    [2, 'VIR'],
    [4, 'LIQ'],
    [6, 'CB'],
  ] as const)
    records.put('_paymentTypes', id, { id, code, label: code })
}

export const COUNTRIES: Readonly<Record<string, number>> = { FR: 1, GB: 7, IE: 8, NL: 17 }

export function save(records: SimulatorRecords, type: string, record: SimulatorRecord, { now, timeZone }: Clock): SimulatorRecord {
  const at = now()
  const saved = { ...record, date_modification: Math.floor(at.getTime() / 1_000), tms: siteTime(at, timeZone).slice(0, 19) }
  // A product tells its time as the clock shows it.
  const told = type === 'products' ? { ...saved, date_modification: saved.tms } : saved
  records.put(type, Number(record['id']), told)
  return told
}

export function aThirdParty(records: SimulatorRecords, given: SimulatorRecord): SimulatorRecord {
  if (typeof given['name'] !== 'string' || given['name'] === '') throw new Refusal(400, 'name field missing')
  const id = records.nextId('thirdparties')
  return {
    email: null,
    phone: null,
    status: 1,
    ref_ext: null,
    ...given,
    id,
    code_client:
      given['code_client'] === 'auto' || given['code_client'] === undefined
        ? `CU2603-${String(id).padStart(5, '0')}`
        : given['code_client'],
  }
}

export function makeProduct(records: SimulatorRecords, given: SimulatorRecord, clock: Clock): SimulatorRecord {
  for (const field of ['ref', 'label']) if (typeof given[field] !== 'string') throw new Refusal(400, `${field} field missing`)
  if (records.find('products', ({ ref }) => ref === given['ref']))
    throw new Refusal(500, 'Error creating product', 'ErrorProductAlreadyExists')
  const id = records.nextId('products')
  const product = { description: '', barcode: '', type: 0, status: 1, price: 0, tva_tx: 0, stock_reel: 0, ref_ext: null, ...given, id }
  return save(records, 'products', priced(product), clock)
}

export const priced = (product: SimulatorRecord): SimulatorRecord => ({
  ...product,
  price_ttc: new Decimal(product['price'] as number)
    .times(new Decimal(product['tva_tx'] as number).div(100).plus(1))
    .toDecimalPlaces(8)
    .toNumber(),
})

/** A movement changes its product's sum and time. */
export function addStock(records: SimulatorRecords, product: number, warehouse: number, quantity: number, clock: Clock): void {
  const found = records.get('products', product)
  if (!found) throw new Refusal(503, 'Error when create stock movement : ErrorRecordNotFound')
  const place = records.get('_stock', `${product}-${warehouse}`)
  const real = new Decimal((place?.['real'] as number | undefined) ?? 0).plus(quantity).toNumber()
  records.put('_stock', `${product}-${warehouse}`, { product, warehouse, real })
  save(records, 'products', { ...found, stock_reel: new Decimal(found['stock_reel'] as number).plus(quantity).toNumber() }, clock)
}

export function aDocument(records: SimulatorRecords, type: 'orders' | 'invoices', given: SimulatorRecord): SimulatorRecord {
  const customer = records.get('thirdparties', Number(given['socid']))
  if (!customer) throw new Refusal(500, `Error creating ${type.slice(0, -1)}`, 'ErrorThirdPartyNotFound')
  if (type === 'orders' && given['date'] === undefined) throw new Refusal(400, 'date field missing')
  const isCredit = type === 'invoices' && given['type'] === 2
  if (isCredit && !records.get('invoices', Number(given['fk_facture_source'])))
    throw new Refusal(500, 'Error creating invoice', 'ErrorBadSource')
  const lines = ((given['lines'] ?? []) as readonly SimulatorRecord[])
    .map((line): SimulatorRecord => ({ ...aLine(records, line), id: records.nextId('_line') }))
    .map((line) => (isCredit ? negative(line) : line))
  const sum = (member: string) => lines.reduce<Decimal>((total, line) => total.plus(line[member] as number), new Decimal(0)).toNumber()
  const id = records.nextId(type)
  const { linked_objects: _, ...head } = given
  return {
    ref_ext: null,
    ref_client: null,
    type: 0,
    ...head,
    id,
    ref: `(PROV${id})`,
    socid: Number(given['socid']),
    statut: 0,
    lines,
    total_ht: sum('total_ht'),
    total_tva: sum('total_tva'),
    total_ttc: sum('total_ttc'),
    ...(type === 'invoices' && { paye: 0, remaintopay: sum('total_ttc') }),
  }
}

/** Quantities of credit notes stay above zero. */
const negative = (line: SimulatorRecord): SimulatorRecord => ({
  ...line,
  ...Object.fromEntries(['subprice', 'total_ht', 'total_tva', 'total_ttc'].map((name) => [name, -Math.abs(Number(line[name]))])),
})

function aLine(records: SimulatorRecords, line: SimulatorRecord): SimulatorRecord {
  const product = line['fk_product'] === undefined ? undefined : records.get('products', Number(line['fk_product']))
  if (line['fk_product'] !== undefined && !product) throw new Refusal(500, 'Error creating order', 'ErrorProductIdDoesNotExists')
  const discount = new Decimal(100).minus((line['remise_percent'] as number | undefined) ?? 0).div(100)
  const net = new Decimal(line['qty'] as number)
    .times(line['subprice'] as number)
    .times(discount)
    .toDecimalPlaces(2)
  const tax = net
    .times((line['tva_tx'] as number | undefined) ?? 0)
    .div(100)
    .toDecimalPlaces(2)
  return {
    remise_percent: 0,
    product_type: 0,
    ...line,
    fk_product: product?.['id'] ?? null,
    product_ref: product?.['ref'] ?? null,
    desc: line['desc'] ?? product?.['label'] ?? '',
    total_ht: net.toNumber(),
    total_tva: tax.toNumber(),
    total_ttc: net.plus(tax).toNumber(),
  }
}
