// The simulated supplier in EDIFACT: what it reads of an ORDERS, and its ORDRSP, DESADV and INVOIC. Codes are those of directory D.96A: 1001 (message),
// 1225 (its function), 1229 (line), 2005 (dates), 1153 (references), 6063 (quantities), 5025 (amounts), 7143 (ids).
import type { Json } from '#shared/json.ts'
import { readList, readText, type Dialect } from './dialect.ts'
import { dayOf, DAYS, type ConfirmedLine, type OrderedLine } from './supply.ts'

const FUNCTIONS = { accepted: '29', changed: '4', rejected: '27' } as const
/** 7 acknowledges an interchange with what is in it; 8 received it, and each message is told of by itself. */
const TAKEN = ['7', '8']

const of = (list: readonly unknown[], member: string, kinds: readonly string[]) => list.find((one) => kinds.includes(readText(one, member)))
const date = (type: string, day: string) => ({ type, date: day, format: '102' })
const END = { section: { section: 'S' } }

function readLine(line: unknown): OrderedLine {
  const ids = readList(line, 'ids')
  const own = readText(line, 'id')
  const isBarcode = ['EN', 'SRV', 'UP'].includes(readText(line, 'idType'))
  const quantity = of(readList(line, 'quantities'), 'type', ['21'])
  return {
    line: readText(line, 'line'),
    sku: readText(of(ids, 'idType', ['IN', 'BP']), 'id') || (isBarcode ? '' : own),
    barcode: isBarcode ? own : readText(of(ids, 'idType', ['EN', 'SRV', 'UP']), 'id'),
    quantity: readText(quantity, 'quantity'),
    unit: readText(quantity, 'unit'),
    price: readText(of(readList(line, 'prices'), 'type', ['AAA', 'AAB']), 'price'),
  }
}

const idsOf = ({ sku, barcode }: OrderedLine): Readonly<Record<string, Json>> => ({
  ...(barcode !== '' && { id: barcode, idType: 'EN' }),
  ...(sku !== '' && { ids: [{ function: '1', id: sku, idType: 'IN' }] }),
})
const counted = (type: string, quantity: string, unit: string): Json => ({ type, quantity, ...(unit !== '' && { unit }) })
const references = (order: string, ...more: readonly { readonly type: string; readonly value: string }[]): Json[] => [
  { type: 'ON', value: order },
  ...more,
]

export const EDIFACT: Dialect = {
  order: 'ORDERS',
  receipt: 'CONTRL',
  readOrder(document) {
    const party = (role: string) => readText(of(readList(document, 'parties'), 'role', [role]), 'id')
    return {
      number: readText(document, 'beginning', 'number'),
      date: readText(of(readList(document, 'dates'), 'type', ['137', '4']), 'date').slice(0, 8),
      currency: readText(readList(document, 'currencies')[0], 'currency'),
      buyer: party('BY'),
      shipTo: party('DP'),
      lines: readList(document, 'lines').map(readLine),
    }
  },
  answer: ({ number, reference, outcome, lines, currency }, at) => ({
    type: 'ORDRSP',
    document: {
      beginning: { type: '231', number: reference, function: FUNCTIONS[outcome] },
      dates: [date('137', dayOf(at))],
      references: references(number),
      ...currencyOf(currency),
      lines: lines.map((line) => answered(line, at)),
      ...END,
      counts: [{ type: '2', value: String(lines.length) }],
    },
  }),
  notice({ number, order, parcel, sscc, lines }, at) {
    const units: Json[] = [{ packages: '1', packaging: 'CT', marks: [{ instruction: '33E', serials: [{ type: 'BJ', from: sscc }] }] }]
    const goods: Json[] = lines.map(({ line, quantity }) => ({
      line: line.line,
      ...idsOf(line),
      quantities: [counted('12', quantity, line.unit)],
      references: [{ type: 'ON', value: order.number, line: line.line }],
    }))
    const packages: Json[] = [{ id: '1' }, { id: '2', parent: '1', units, lines: goods }]
    const document: Readonly<Record<string, Json>> = {
      beginning: { type: '351', number, function: '9' },
      dates: [date('137', dayOf(at)), date('11', dayOf(at)), date('17', dayOf(at, DAYS.onTheWay))],
      references: references(order.number, { type: 'CN', value: parcel }),
      ...(order.shipTo !== '' && { parties: [{ role: 'DP', id: order.shipTo, agency: '9' }] }),
      packages,
      counts: [{ type: '2', value: String(lines.length) }],
    }
    return { type: 'DESADV', document }
  },
  invoice: ({ number, shipment, net, taxRate, tax, total, lines }, at) => ({
    type: 'INVOIC',
    document: {
      beginning: { type: '380', number, function: '9' },
      dates: [date('137', dayOf(at))],
      references: references(shipment.order.number, { type: 'DQ', value: shipment.number }),
      taxes: [{ function: '7', type: 'VAT', rate: taxRate, category: 'S' }],
      ...currencyOf(shipment.order.currency),
      terms: [{ type: '1', dates: [date('13', dayOf(at, DAYS.toPay))] }],
      lines: lines.map(({ line, quantity, amount }) => ({
        line: line.line,
        ...idsOf(line),
        quantities: [counted('47', quantity, line.unit)],
        amounts: [{ type: '203', amount }],
        prices: [{ type: 'AAA', price: line.price }],
      })),
      ...END,
      counts: [{ type: '2', value: String(lines.length) }],
      amounts: [
        { type: '77', amount: total },
        { type: '79', amount: net },
        { type: '125', amount: net },
        { type: '124', amount: tax },
      ],
    },
  }),
  readReceipt: (document) => ({
    of: readText(document, 'interchange', 'control'),
    accepted:
      TAKEN.includes(readText(document, 'interchange', 'action')) &&
      readList(document, 'messages').every((message) => readText(message, 'action') !== '4'),
  }),
  miscount: (text) => text.replace(/(\bUNT\+)(\d+)/, (_, tag: string, count: string) => `${tag}${Number(count) + 7}`),
}

const currencyOf = (currency: string): Readonly<Record<string, Json>> =>
  currency === '' ? {} : { currencies: [{ usage: '2', currency, currencyType: '4' }] }

/** 5 as ordered, 3 changed, 7 not accepted; quantities: 21 ordered, 113 to be delivered, 83 on backorder. */
function answered({ accepted, backordered, rejected, ...line }: ConfirmedLine, at: Date): Json {
  const isNone = accepted === '0' && backordered === '0'
  const action = isNone ? '7' : backordered === '0' && rejected === '0' ? '5' : '3'
  return {
    line: line.line,
    action,
    ...idsOf(line),
    quantities: [
      counted('21', line.quantity, line.unit),
      ...(isNone ? [] : [counted('113', accepted, line.unit)]),
      ...(backordered === '0' ? [] : [counted('83', backordered, line.unit)]),
    ],
    ...(!isNone && { dates: [date('67', dayOf(at, backordered === '0' ? DAYS.onTheWay : DAYS.backorder))] }),
    prices: [{ type: 'AAA', price: line.price }],
  }
}
