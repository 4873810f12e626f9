// How a simulated company makes sales documents: lines with their prices and tax, totals in two currencies, what they take of the document they are
// made from, and what they do to stock.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { LOCAL_CURRENCY, numbered, RATES, save, type Clock } from './company.ts'
import { Refusal } from './refusal.ts'
import { commit, move } from './stock.ts'

interface DocumentSet {
  readonly object: number
  /** What it does to stock where its line is made from no delivery or return. */
  readonly stock: 0 | 1 | -1
  /** Objects it can be made from. */
  readonly from: readonly number[]
}
export const DOCUMENTS: Readonly<Record<string, DocumentSet>> = {
  Orders: { object: 17, stock: 0, from: [] },
  DeliveryNotes: { object: 15, stock: -1, from: [17] },
  Invoices: { object: 13, stock: -1, from: [17, 15] },
  Returns: { object: 16, stock: 1, from: [15] },
  CreditNotes: { object: 14, stock: 1, from: [13, 16] },
  InventoryGenEntries: { object: 59, stock: 1, from: [] },
  InventoryGenExits: { object: 60, stock: -1, from: [] },
}
/** A line made from one of these has moved the goods already; from an invoice it moves them back. */
const HAS_MOVED: ReadonlySet<number> = new Set([15, 16])
const TAX_PERCENT = 20
const SET_OF = new Map(Object.entries(DOCUMENTS).map(([set, { object }]) => [object, set]))

export function makeDocument(records: SimulatorRecords, set: string, given: SimulatorRecord, clock: Clock): SimulatorRecord {
  const { object, stock, from } = DOCUMENTS[set] ?? { object: 0, stock: 0, from: [] }
  const isSale = object < 50
  const partner = isSale ? records.get('BusinessPartners', String(given['CardCode'])) : undefined
  if (isSale && !partner)
    throw new Refusal(-10, `Enter a valid code [ORDR.CardCode], '${String(given['CardCode'])}' No matching records found (ODBC -2028)`)
  const own = partner?.['Currency'] === '##' ? LOCAL_CURRENCY : (partner?.['Currency'] ?? LOCAL_CURRENCY)
  const currency = String(given['DocCurrency'] ?? own)
  if (currency !== LOCAL_CURRENCY && RATES[currency] === undefined) throw new Refusal(-10, `Currency code is not valid [ORDR.DocCur]`)
  const rate = currency === LOCAL_CURRENCY ? 1 : Number(given['DocRate'] ?? RATES[currency])
  const number = numbered(records, object, given['Series'])
  if (!number) throw new Refusal(-10, 'The series is not valid for this document [ORDR.Series]')
  const drafts = (given['DocumentLines'] ?? []) as readonly SimulatorRecord[]
  if (drafts.length === 0) throw new Refusal(-5002, 'No matching records found: the document has no rows')
  const DocEntry = records.nextId(`_entry-${set}`)
  const lines = drafts.map((draft, index) => aLine(records, draft, index, { isSale, rate, from, clock }))
  for (const [index, line] of lines.entries()) {
    if (stock !== 0 && !HAS_MOVED.has(Number(line['BaseType']))) move(records, line, stock, index + 1)
    if (object === 17) commit(records, line, line['Quantity'] as number)
  }
  const net = sum(lines, 'LineTotalFC')
  const tax = sum(lines, 'TaxFC')
  const inLocal = (amount: Decimal) => amount.times(rate).toDecimalPlaces(2).toNumber()
  const isForeign = currency !== LOCAL_CURRENCY
  const { DocumentLines: _, ...head } = given
  return save(
    records,
    set,
    DocEntry,
    {
      NumAtCard: null,
      ...head,
      DocEntry,
      DocNum: number.number,
      Series: number.Series,
      DocDate: given['DocDate'],
      DocDueDate: given['DocDueDate'] ?? given['DocDate'],
      CardCode: given['CardCode'] ?? null,
      DocCurrency: currency,
      DocRate: isForeign ? rate : 0,
      DocTotal: inLocal(net.plus(tax)),
      VatSum: inLocal(tax),
      DocTotalFc: isForeign ? net.plus(tax).toNumber() : 0,
      VatSumFc: isForeign ? tax.toNumber() : 0,
      PaidToDate: 0,
      DocumentStatus: object === 59 || object === 60 ? 'bost_Close' : 'bost_Open',
      Cancelled: 'tNO',
      CancelStatus: 'csNo',
      DocumentLines: lines.map(({ TaxFC: _tax, LineTotalFC, ...line }) => ({ ...line, RowTotalFC: isForeign ? LineTotalFC : 0 })),
    },
    clock,
  )
}

interface LinePlace {
  readonly isSale: boolean
  readonly rate: number
  readonly from: readonly number[]
  readonly clock: Clock
}

function aLine(
  records: SimulatorRecords,
  draft: SimulatorRecord,
  index: number,
  { isSale, rate, from, clock }: LinePlace,
): SimulatorRecord {
  const base = draft['BaseType'] === undefined ? undefined : takeFrom(records, draft, from, index + 1, clock)
  const ItemCode = String(draft['ItemCode'] ?? base?.['ItemCode'])
  const item = records.get('Items', ItemCode)
  if (!item)
    throw new Refusal(
      -10,
      `Item number is missing or not valid [RDR1.ItemCode][line: ${index + 1}] , '${ItemCode}' No matching records found (ODBC -2028)`,
    )
  const prices = item['ItemPrices'] as readonly { readonly Price: number | null }[]
  const withTax = draft['PriceAfterVAT'] as number | undefined
  const listed = new Decimal(prices[0]?.Price ?? 0).div(rate)
  const UnitPrice =
    withTax === undefined
      ? new Decimal((draft['UnitPrice'] ?? base?.['UnitPrice'] ?? listed) as number)
      : new Decimal(withTax).div(1 + TAX_PERCENT / 100)
  const Quantity = Number(draft['Quantity'])
  const discount = Number(draft['DiscountPercent'] ?? base?.['DiscountPercent'] ?? 0)
  const total = UnitPrice.times(Quantity).times(new Decimal(100).minus(discount)).div(100).toDecimalPlaces(2)
  return {
    ...draft,
    LineNum: index,
    ItemCode,
    ItemDescription: draft['ItemDescription'] ?? base?.['ItemDescription'] ?? item['ItemName'],
    Quantity,
    RemainingOpenQuantity: isSale ? Quantity : 0,
    UnitPrice: UnitPrice.toDecimalPlaces(6).toNumber(),
    DiscountPercent: discount,
    WarehouseCode: draft['WarehouseCode'] ?? base?.['WarehouseCode'] ?? item['DefaultWarehouse'],
    LineTotal: total.times(rate).toDecimalPlaces(2).toNumber(),
    LineTotalFC: total.toNumber(),
    TaxFC: isSale ? total.times(TAX_PERCENT).div(100).toDecimalPlaces(2).toNumber() : 0,
    LineStatus: isSale ? 'bost_Open' : 'bost_Close',
  }
}

/** Takes a quantity of a line of another document, and closes what has nothing left. */
function takeFrom(records: SimulatorRecords, draft: SimulatorRecord, from: readonly number[], nth: number, clock: Clock): SimulatorRecord {
  const object = Number(draft['BaseType'])
  const set = from.includes(object) ? SET_OF.get(object) : undefined
  const document = set === undefined ? undefined : records.get(set, Number(draft['BaseEntry']))
  const lines = (document?.['DocumentLines'] ?? []) as readonly SimulatorRecord[]
  const base = lines.find(({ LineNum }) => LineNum === draft['BaseLine'])
  if (set === undefined || !document || !base) throw new Refusal(-5002, `Base document is not valid [INV1.BaseEntry][line: ${nth}]`)
  if (base['LineStatus'] === 'bost_Close' || document['DocumentStatus'] === 'bost_Close')
    throw new Refusal(-5002, `One of the base documents has already been closed [INV1.BaseEntry][line: ${nth}]`)
  const left = (base['RemainingOpenQuantity'] as number) - Number(draft['Quantity'])
  const taken = { ...base, RemainingOpenQuantity: Math.max(0, left), LineStatus: left > 0 ? 'bost_Open' : 'bost_Close' }
  const changed = lines.map((line) => (line === base ? taken : line))
  const isDone = changed.every(({ LineStatus }) => LineStatus === 'bost_Close')
  const DocumentStatus = isDone ? 'bost_Close' : 'bost_Open'
  save(records, set, Number(document['DocEntry']), { ...document, DocumentLines: changed, DocumentStatus }, clock)
  if (object === 17) commit(records, base, -Number(draft['Quantity']))
  return base
}

const sum = (lines: readonly SimulatorRecord[], member: string): Decimal =>
  lines.reduce<Decimal>((total, line) => total.plus(line[member] as number), new Decimal(0))

export function cancelDocument(records: SimulatorRecords, set: string, document: SimulatorRecord, clock: Clock): void {
  const lines = document['DocumentLines'] as readonly SimulatorRecord[]
  if (document['Cancelled'] === 'tYES') throw new Refusal(-5006, 'The document is cancelled already')
  if (lines.some((line) => line['RemainingOpenQuantity'] !== line['Quantity']))
    throw new Refusal(-5006, 'Document is closed or partially closed; it cannot be cancelled')
  for (const line of lines) commit(records, line, -Number(line['Quantity']))
  save(
    records,
    set,
    Number(document['DocEntry']),
    { ...document, Cancelled: 'tYES', CancelStatus: 'csYes', DocumentStatus: 'bost_Close' },
    clock,
  )
}
