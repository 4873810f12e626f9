// What the simulated account makes of documents: sales orders, invoices, cash sales, credits, journal entries and item fulfillments. All of them stand
// in one table, `transaction`; the tables that SuiteQL joins stand in their rows.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export const CURRENCIES: readonly (readonly [number, string])[] = [
  [1, 'GBP'],
  [2, 'EUR'],
  [3, 'USD'],
]

/** By the record's name: its type in SuiteQL, the letters of its numbers, its first state, its sign in the books, and its sublist. */
export const DOCUMENTS: Readonly<Record<string, { type: string; letters: string; status: string; sign: 1 | -1; sublist: string }>> = {
  salesOrder: { type: 'SalesOrd', letters: 'SO', status: 'B', sign: 1, sublist: 'item' },
  invoice: { type: 'CustInvc', letters: 'INV', status: 'A', sign: 1, sublist: 'item' },
  cashSale: { type: 'CashSale', letters: 'CS', status: 'B', sign: 1, sublist: 'item' },
  creditMemo: { type: 'CustCred', letters: 'CM', status: 'A', sign: -1, sublist: 'item' },
  cashRefund: { type: 'CashRfnd', letters: 'CR', status: 'B', sign: -1, sublist: 'item' },
  journalEntry: { type: 'Journal', letters: 'JE', status: 'B', sign: 1, sublist: 'line' },
}

export const linesOf = (body: SimulatorRecord, sublist: string): SimulatorRecord[] => {
  const list = body[sublist]
  return isRecord(list) && Array.isArray(list['items']) ? (list['items'] as SimulatorRecord[]) : []
}

const customOf = (body: SimulatorRecord): SimulatorRecord =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('cust')))
const refOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)
const sumOf = (lines: readonly SimulatorRecord[], amount: (line: SimulatorRecord) => Decimal.Value) =>
  lines.reduce<Decimal>((sum, line) => sum.plus(amount(line)), new Decimal(0))

/** The internal id, or why not. Lines are added to those that are there, unless they replace them. */
export function putDocument(
  records: SimulatorRecords,
  record: string,
  { externalId, body, at, replaces }: { externalId: string; body: SimulatorRecord; at: string; replaces: boolean },
): number | string {
  const kind = DOCUMENTS[record]
  if (!kind) return `Record type '${record}' does not exist.`
  const before = records.find('transaction', (row) => row['externalid'] === externalId && row['type'] === kind.type)
  const given = linesOf(body, kind.sublist)
  const lines = [...(replaces ? [] : ((before?.['lines'] as SimulatorRecord[] | undefined) ?? [])), ...given]
  const checked = record === 'journalEntry' ? journalOf(records, lines) : soldOf(records, body, before, lines)
  if (typeof checked === 'string') return checked
  const id = (before?.['id'] as number | undefined) ?? records.nextId('transaction', 8_801)
  const currencyId = Number(refOf(body['currency'], 'id') ?? 1)
  records.put('transaction', id, {
    ...before,
    id,
    type: kind.type,
    tranid: `${kind.letters}${id}`,
    externalid: externalId,
    status: kind.status,
    currency: CURRENCIES.find(([known]) => known === currencyId)?.[1] ?? 'GBP',
    total: checked.total.times(kind.sign).toFixed(2),
    ...(checked.entity !== undefined && { entity: checked.entity }),
    memo: body['memo'] ?? null,
    otherrefnum: body['otherRefNum'] ?? null,
    trandate: body['tranDate'] ?? null,
    lines,
    ...customOf(body),
    changed: at,
    lastmodifieddate: at,
  })
  return id
}

interface Checked {
  readonly total: Decimal
  readonly entity?: string
}

function soldOf(
  records: SimulatorRecords,
  body: SimulatorRecord,
  before: SimulatorRecord | undefined,
  lines: readonly SimulatorRecord[],
): Checked | string {
  const customer = records.find('customer', (row) => row['externalid'] === refOf(body['entity'], 'externalId'))
  if (!customer && !before) return 'Invalid reference for entity.'
  if (lines.some((line) => !records.get('item', String(refOf(line['item'], 'id'))))) return 'Invalid reference for item.'
  const total = sumOf(lines, (line) => new Decimal(line['quantity'] as number).times(line['rate'] as number))
  return { total, entity: String(customer?.['id'] ?? before?.['entity']) }
}

function journalOf(records: SimulatorRecords, lines: readonly SimulatorRecord[]): Checked | string {
  if (lines.some((line) => !records.get('account', String(refOf(line['account'], 'id'))))) return 'Invalid reference for account.'
  const debits = sumOf(lines, (line) => (line['debit'] as number | undefined) ?? 0)
  const credits = sumOf(lines, (line) => (line['credit'] as number | undefined) ?? 0)
  return debits.equals(credits) ? { total: debits } : 'The debits and credits must be equal.'
}

const TRANSFER = 7_777

/** What the warehouse does with a sales order: all of it leaves in one parcel. `ups`: the carrier's own sublist. */
export function fulfil(records: SimulatorRecords, order: SimulatorRecord, given: SimulatorRecord, at: string): number {
  const id = records.nextId('transaction', 8_801)
  // A transfer between locations is fulfilled as well.
  if (given['transfer'] === true)
    records.put('transaction', TRANSFER, {
      id: TRANSFER,
      type: 'TrnfrOrd',
      tranid: `TO${TRANSFER}`,
      externalid: null,
      lastmodifieddate: at,
      changed: at,
    })
  const { trackingNumber = `1Z${id}`, status = 'C', carrier } = given
  const parcels =
    carrier === 'ups'
      ? { packageUps: { items: [{ packageTrackingNumberUps: trackingNumber }] } }
      : { package: { items: [{ packageTrackingNumber: trackingNumber, packageWeight: 1.5 }] } }
  records.put('transaction', id, {
    id,
    type: 'ItemShip',
    tranid: `IF${id}`,
    externalid: null,
    status,
    trandate: at.slice(0, 10),
    changed: at,
    lastmodifieddate: at,
    previousdoc: order['id'],
    record: {
      id: String(id),
      tranId: `IF${id}`,
      createdFrom:
        given['transfer'] === true
          ? { id: String(TRANSFER), refName: `Transfer Order #TO${TRANSFER}` }
          : { id: String(order['id']), refName: `Sales Order #${String(order['tranid'])}` },
      shipStatus: { id: status },
      item: {
        items: (order['lines'] as SimulatorRecord[]).map((line, index) => ({
          item: line['item'],
          quantity: line['quantity'],
          orderLine: index * 3 + 1,
          location: { id: '1' },
        })),
      },
      ...parcels,
    },
  })
  return id
}
