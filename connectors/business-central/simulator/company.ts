// The company that a simulated Business Central holds, and how it writes: versions, totals, postings.
import { randomUUID } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { Refusal } from './refusal.ts'

export const COMPANY = { id: '7c0d6d5e-2f0a-4c69-8a51-9d1f4be0a111', name: 'Harbour & Finch', displayName: 'Harbour & Finch' }
const ACCOUNTS = [
  ['2910', 'Cash in tills'],
  ['5610', 'Sales VAT'],
  ['6110', 'Sales, retail'],
  ['6810', 'Shipping charged'],
] as const
const ARTICLES = 24
const TAX_PERCENT = 20
const SEEDED = new Date('2026-01-05T08:00:00Z')
const DAY_ZERO = '0001-01-01'
const NOBODY = '00000000-0000-0000-0000-000000000000'

export function seedCompany(records: SimulatorRecords): void {
  const put = (set: string, record: SimulatorRecord) => save(records, set, { id: randomUUID(), ...record }, SEEDED)
  const { articles, stores, warehouses } = harbourFinch()
  for (const [number, displayName] of ACCOUNTS) put('accounts', { number, displayName })
  for (const { code, name } of [...stores, ...warehouses]) put('locations', { code, displayName: name })
  for (const { sku, title, variant, department, barcode, price, cost } of articles.slice(0, ARTICLES)) {
    const item = put('items', {
      number: sku,
      displayName: variant === null ? title : `${title}, ${variant}`,
      gtin: barcode,
      itemCategoryCode: department.toUpperCase().slice(0, 20),
      blocked: false,
      inventory: 100,
      unitPrice: Number(price),
      priceIncludesTax: false,
      unitCost: Number(cost),
      baseUnitOfMeasureCode: 'PCS',
    })
    addOpenEntry(records, sku, 'WH1', 100)
    put('itemVariants', { itemId: item['id'], itemNumber: sku, code: 'BOXED', description: 'In a gift box' })
  }
  put('customers', aCustomer({ number: 'WEB-1', displayName: 'Web shop', email: 'shop@harbour-finch.example' }))
  for (const code of ['DEFAULT', 'TILLFLOW']) put('journals', { code, displayName: code, balancingAccountNumber: '' })
}

/** What is stored has a new version and time each time. */
export function save(records: SimulatorRecords, set: string, record: SimulatorRecord, at: Date): SimulatorRecord {
  const saved = {
    ...record,
    '@odata.etag': `W/"${Buffer.from(`20;${randomUUID()}1;00;`).toString('base64')}"`,
    lastModifiedDateTime: at.toISOString(),
  }
  records.put(set, String(record['id']), saved)
  return saved
}

export const aCustomer = (given: SimulatorRecord): SimulatorRecord => ({
  type: 'Company',
  email: '',
  phoneNumber: '',
  addressLine1: '',
  addressLine2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
  taxRegistrationNumber: '',
  currencyCode: 'GBP',
  blocked: '_x0020_',
  ...given,
})

export interface DocumentKind {
  readonly lines: string
  readonly draftNumbers: string
  readonly postedNumbers: string
}
export const SALES_ORDERS: DocumentKind = { lines: 'salesOrderLines', draftNumbers: 'S-ORD101', postedNumbers: '' }
export const DOCUMENTS: Readonly<Record<string, DocumentKind>> = {
  salesOrders: SALES_ORDERS,
  salesInvoices: { lines: 'salesInvoiceLines', draftNumbers: 'S-INV102', postedNumbers: 'PS-INV103' },
  salesCreditMemos: { lines: 'salesCreditMemoLines', draftNumbers: 'S-CR104', postedNumbers: 'PS-CR105' },
}

export const numbered = (records: SimulatorRecords, series: string): string =>
  `${series}${String(records.nextId(`_number-${series}`)).padStart(3, '0')}`

export function aDocument(records: SimulatorRecords, set: string, kind: DocumentKind, given: SimulatorRecord): SimulatorRecord {
  const customer = records.find('customers', ({ number }) => number === given['customerNumber'])
  if (!customer) throw new Refusal('Application_DialogException', `The customer ${String(given['customerNumber'])} does not exist.`)
  const lines = ((given[kind.lines] ?? []) as readonly SimulatorRecord[]).map((line, index): SimulatorRecord => ({
    ...aLine(records, set, line),
    sequence: (index + 1) * 10_000,
  }))
  const net = lines.reduce((sum, line) => sum.plus(line['netAmount'] as number), new Decimal(0))
  const tax = lines.reduce((sum, line) => sum.plus(line['totalTaxAmount'] as number), new Decimal(0))
  return {
    externalDocumentNumber: '',
    currencyCode: customer['currencyCode'],
    ...given,
    id: randomUUID(),
    number: numbered(records, kind.draftNumbers),
    customerId: customer['id'],
    customerName: customer['displayName'],
    status: 'Draft',
    ...(set === 'salesOrders' && { fullyShipped: false }),
    ...(set === 'salesInvoices' && { orderId: NOBODY, orderNumber: '' }),
    totalAmountExcludingTax: net.toNumber(),
    totalTaxAmount: tax.toNumber(),
    totalAmountIncludingTax: net.plus(tax).toNumber(),
    [kind.lines]: lines,
  }
}

function aLine(records: SimulatorRecords, set: string, given: SimulatorRecord): SimulatorRecord {
  const { lineType, lineObjectNumber: number, itemVariantId, locationId } = given
  if (lineType !== 'Item' && lineType !== 'Account') throw new Refusal('BadRequest', `Unknown line type ${String(lineType)}.`)
  const object = records.find(lineType === 'Item' ? 'items' : 'accounts', (one) => one['number'] === number)
  if (!object)
    throw new Refusal(
      'Application_DialogException',
      `The field No. of table Sales Line contains a value (${String(number)}) that cannot be found in the related table (${lineType === 'Item' ? 'Item' : 'G/L Account'}).`,
    )
  const isOurs = (type: string, id: unknown) => id === undefined || (typeof id === 'string' && records.get(type, id) !== undefined)
  if (!isOurs('itemVariants', itemVariantId) || !isOurs('locations', locationId))
    throw new Refusal('Application_DialogException', 'The variant or location cannot be found.')
  const net = new Decimal(given['quantity'] as number)
    .times(given['unitPrice'] as number)
    .minus((given['discountAmount'] as number | undefined) ?? 0)
    .toDecimalPlaces(2)
  const tax = net.times(TAX_PERCENT).div(100).toDecimalPlaces(2)
  return {
    description: object['displayName'],
    ...given,
    id: randomUUID(),
    taxPercent: TAX_PERCENT,
    netAmount: net.toNumber(),
    totalTaxAmount: tax.toNumber(),
    ...(set === 'salesOrders' && { shippedQuantity: 0, invoicedQuantity: 0 }),
  }
}

/** As Microsoft's list for Power BI shows movements: with their location, and what is left of them. */
function addOpenEntry(records: SimulatorRecords, itemNo: string, locationCode: string, quantity: number): void {
  const entryNo = records.nextId('_openEntry')
  records.put('_openEntries', entryNo, { entryNo, itemNo, locationCode, quantity, remainingQuantity: quantity, open: true })
}

/** Stock moves by an entry and by the item's sum, which does not change the item's own time. */
export function move(records: SimulatorRecords, line: SimulatorRecord, document: SimulatorRecord, sign: 1 | -1, at: Date): void {
  if (line['lineType'] !== 'Item') return
  const item = records.find('items', ({ number }) => number === line['lineObjectNumber'])
  if (!item) return
  const quantity = sign * (line['quantity'] as number)
  records.put('items', String(item['id']), { ...item, inventory: (item['inventory'] as number) + quantity })
  const entry = {
    id: randomUUID(),
    entryNumber: records.nextId('_entry'),
    itemNumber: item['number'],
    postingDate: document['postingDate'] ?? DAY_ZERO,
    entryType: 'Sale',
    documentNumber: document['number'],
    quantity,
  }
  save(records, 'itemLedgerEntries', entry, at)
  const location = records.get('locations', String(line['locationId']))
  addOpenEntry(records, String(item['number']), String(location?.['code'] ?? ''), quantity)
}
