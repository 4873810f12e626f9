// A day of the six shops as tills without POSLog export it: one CSV file for each shop, with a line for each item and one of counts and totals at
// its end, and one JSON file of all shops, whose records are whole receipts.
import { Decimal } from 'decimal.js'
import { dayInTheLife } from '#connectors/kit/retailer/day.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { amountOf as sumOf, type SoldLine } from '#connectors/kit/retailer/sold.ts'
import type { Receipt } from './poslog-day.ts'

const SALES = 40
const HEAD = 'Kind;Receipt;Date;Time;Item;Text;Quantity;Price;Amount;VAT;Tender;Paid'

export function salesDay(day: string): Readonly<Record<string, string>> {
  const retailer = harbourFinch()
  const events = dayInTheLife(retailer, { seed: Number(day.replaceAll('-', '')) % 10_000, orders: 0, sales: SALES })
  const sales = events.filter((event) => event.kind === 'store-sale')
  const numbered = (all: typeof sales): Receipt[] => all.map((sale, at) => ({ number: at + 1, sale, second: sale.second }))
  const files = retailer.stores.map(({ code }) => [
    `/sales/${code}-${day}.csv`,
    csvOf(day, numbered(sales.filter(({ store }) => store === code))),
  ])
  return { ...Object.fromEntries(files), [`/sales-json/${day}.json`]: salesJsonOf(day, numbered(sales)) }
}

/** What comes back is negative. */
const signed = ({ sale, of }: Receipt): readonly SoldLine[] =>
  of === undefined ? sale.lines : sale.lines.map((line) => ({ ...line, quantity: -line.quantity }))
const amountOf = (line: SoldLine) => sumOf([line])
const totalOf = (receipt: Receipt) => sumOf(signed(receipt))
const comma = (amount: Decimal | string) => new Decimal(amount).toFixed(2).replace('.', ',')
const timeOf = ({ second }: Receipt) => new Date(second * 1_000).toISOString().slice(11, 19)

export function csvOf(day: string, receipts: readonly Receipt[]): string {
  const date = day.split('-').toReversed().join('.')
  const rows = receipts.flatMap((receipt) =>
    signed(receipt).map((line) =>
      [
        'S',
        String(receipt.number),
        date,
        timeOf(receipt),
        line.sku,
        line.title,
        line.quantity,
        comma(line.price),
        comma(amountOf(line)),
        line.giftCard ? '' : receipt.sale.currency === 'GBP' ? '20' : '21',
        receipt.sale.tender.toUpperCase(),
        comma(totalOf(receipt)),
      ].join(';'),
    ),
  )
  const total = receipts.reduce((sum, receipt) => sum.plus(totalOf(receipt)), new Decimal(0))
  return [HEAD, ...rows, ['E', rows.length, comma(total)].join(';'), ''].join('\r\n')
}

export const salesJsonOf = (day: string, receipts: readonly Receipt[]): string =>
  JSON.stringify(receipts.map((receipt) => jsonOf(day, receipt)))

const jsonOf = (day: string, receipt: Receipt) => ({
  number: receipt.number,
  shop: { code: receipt.sale.store },
  till: '1',
  soldAt: `${day}T${timeOf(receipt)}Z`,
  currency: receipt.sale.currency,
  total: totalOf(receipt).toFixed(2),
  items: signed(receipt).map((line, at) => ({
    line: at + 1,
    sku: line.sku,
    name: line.title,
    quantity: line.quantity,
    price: line.price,
    amount: amountOf(line).toFixed(2),
  })),
  payments: [{ method: receipt.sale.tender, amount: totalOf(receipt).toFixed(2) }],
})
