// The simulated supplier in X12: what it reads of an 850, and its 855, 856 and 810. Codes are those of data elements 587 (answer), 668 (line), 374
// (dates), 128 (references) and 235 (ids) of release 004010.
import { Decimal } from 'decimal.js'
import type { Json } from '#shared/json.ts'
import { readList, readText, type Dialect } from './dialect.ts'
import { dayOf, DAYS, type ConfirmedLine, type OrderedLine } from './supply.ts'

const ANSWERS = { accepted: 'AD', changed: 'AC', rejected: 'RD' } as const
const SKU = ['BP', 'IN', 'SK']
const BARCODE = ['EN', 'UP', 'UK', 'UI']

const idOf = (line: unknown, kinds: readonly string[]): string => {
  const at = [1, 2, 3, 4, 5].find((nth) => kinds.includes(readText(line, `idType${nth}`)))
  return at === undefined ? '' : readText(line, `id${at}`)
}
/** By the buyer's number and by the barcode, as they were ordered. */
function idsOf({ sku, barcode }: OrderedLine): Record<string, string> {
  const ids = [
    ...(sku === '' ? [] : [['BP', sku]]),
    ...(barcode === '' ? [] : [[barcode.length === 12 ? 'UP' : barcode.length === 14 ? 'UK' : 'EN', barcode]]),
  ]
  return Object.fromEntries(
    ids.flatMap(([kind = '', id = ''], index) => [
      [`idType${index + 1}`, kind],
      [`id${index + 1}`, id],
    ]),
  )
}

export const X12: Dialect = {
  order: '850',
  receipt: '997',
  readOrder(document) {
    const parties = readList(document, 'parties')
    const party = (role: string) =>
      readText(
        parties.find((one) => readText(one, 'role') === role),
        'id',
      )
    return {
      number: readText(document, 'beginning', 'number'),
      date: readText(document, 'beginning', 'date'),
      currency: readText(document, 'currency', 'currency'),
      buyer: party('BY'),
      shipTo: party('ST'),
      lines: readList(document, 'lines').map((line) => ({
        line: readText(line, 'line'),
        sku: idOf(line, SKU),
        barcode: idOf(line, BARCODE),
        quantity: readText(line, 'quantity'),
        unit: readText(line, 'unit'),
        price: readText(line, 'price'),
      })),
    }
  },
  answer: ({ number, reference, outcome, lines }, at) => ({
    type: '855',
    document: {
      beginning: { purpose: '00', acknowledgement: ANSWERS[outcome], number, date: dayOf(at), reference },
      lines: lines.map((line) => ({
        ...common(line, line.quantity),
        price: line.price,
        acknowledgements: acknowledgements(line, at),
      })),
      totals: { lines: String(lines.length) },
    },
  }),
  notice(shipment, at) {
    const { number, order, parcel, sscc, lines } = shipment
    const items = lines.map(({ line, quantity }, index) => ({
      id: String(index + 4),
      parent: '3',
      level: 'I',
      line: { line: line.line, ...idsOf(line) },
      shipped: { quantity, unit: line.unit },
    }))
    const levels: Json[] = [
      {
        id: '1',
        level: 'S',
        packages: [{ packaging: 'CTN25', packages: '1' }],
        references: [{ type: 'CN', value: parcel }],
        dates: [
          { type: '011', date: dayOf(at) },
          { type: '017', date: dayOf(at, DAYS.onTheWay) },
        ],
        ...(order.shipTo !== '' && { parties: [{ role: 'ST', idType: '92', id: order.shipTo }] }),
      },
      { id: '2', parent: '1', level: 'O', order: { orderNumber: order.number, ...(order.date !== '' && { date: order.date }) } },
      { id: '3', parent: '2', level: 'P', marks: [{ type: 'GM', number: sscc }] },
      ...items,
    ]
    return {
      type: '856',
      document: {
        beginning: { purpose: '00', number, date: dayOf(at), time: at.toISOString().slice(11, 16).replace(':', ''), structure: '0001' },
        levels,
        // Of a ship notice it counts the levels.
        totals: { lines: String(items.length + 3) },
      },
    }
  },
  invoice({ number, shipment, net, taxRate, tax, total, lines }, at) {
    const { order } = shipment
    return {
      type: '810',
      document: {
        beginning: { date: dayOf(at), number, orderDate: order.date, orderNumber: order.number },
        ...(order.currency !== '' && { currency: { entity: 'SE', currency: order.currency } }),
        references: [{ type: 'SI', value: shipment.number }],
        terms: [{ type: '01', netDate: dayOf(at, DAYS.toPay) }],
        lines: lines.map(({ line, quantity }) => ({ ...common(line, quantity), price: line.price })),
        total: { totalInCents: inCents(total) },
        taxes: [{ type: 'VA', amount: tax, percent: taxRate, base: net }],
        totals: { lines: String(lines.length) },
      },
    }
  },
  readReceipt: (document) => ({
    of: readText(document, 'group', 'control'),
    accepted: ['A', 'E'].includes(readText(document, 'result', 'status')),
  }),
  miscount: (text) => text.replace(/((?:^|\n)SE\*)(\d+)/, (_, tag: string, count: string) => `${tag}${Number(count) + 7}`),
}

const common = (line: OrderedLine, quantity: string) => ({ line: line.line, quantity, unit: line.unit, ...idsOf(line) })

const inCents = (amount: string): string => new Decimal(amount).times(100).toFixed(0)

/** IA accepted, IQ accepted with another quantity, IB on backorder, IR rejected; 068 is the day of shipment. */
function acknowledgements({ accepted, backordered, rejected, unit, quantity }: ConfirmedLine, at: Date): Json[] {
  const day = (later: number) => ({ dateType: '068', date: dayOf(at, later) })
  const isFewer = accepted !== '0' && backordered === '0' && accepted !== quantity && rejected !== '0'
  return [
    ...(accepted === '0' ? [] : [{ status: isFewer ? 'IQ' : 'IA', quantity: accepted, unit, ...day(0) }]),
    ...(backordered === '0' ? [] : [{ status: 'IB', quantity: backordered, unit, ...day(DAYS.backorder) }]),
    ...(rejected === '0' || isFewer ? [] : [{ status: 'IR', quantity: rejected, unit }]),
  ]
}
