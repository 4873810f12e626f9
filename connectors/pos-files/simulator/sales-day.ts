// A day of the six shops as tills without POSLog export it: one CSV file for each shop, with a line for each item and one of counts and totals at
// its end, and one JSON file of all shops, whose records are whole receipts.
import { Decimal } from 'decimal.js'
import { dayInTheLife, type RetailEvent } from '#connectors/kit/retailer/day.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'

type Sale = Extract<RetailEvent, { kind: 'store-sale' }>
const SALES = 40
const HEAD = 'Kind;Receipt;Date;Time;Item;Text;Quantity;Price;Amount;VAT;Tender;Paid'

export function salesDay(day: string): Readonly<Record<string, string>> {
  const retailer = harbourFinch()
  const events = dayInTheLife(retailer, { seed: Number(day.replaceAll('-', '')) % 10_000, orders: 0, sales: SALES })
  const sales = events.filter((event) => event.kind === 'store-sale')
  const files = retailer.stores.map(({ code }) => [
    `/sales/${code}-${day}.csv`,
    csvOf(
      day,
      sales.filter(({ store }) => store === code),
    ),
  ])
  return { ...Object.fromEntries(files), [`/sales-json/${day}.json`]: JSON.stringify(sales.map((sale, at) => jsonOf(day, sale, at + 1))) }
}

const amountOf = ({ price, quantity }: Sale['lines'][number]) => new Decimal(price).times(quantity)
const totalOf = ({ lines }: Sale) => lines.reduce((sum, line) => sum.plus(amountOf(line)), new Decimal(0))
const comma = (amount: Decimal | string) => new Decimal(amount).toFixed(2).replace('.', ',')
const timeOf = ({ second }: Sale) => new Date(second * 1_000).toISOString().slice(11, 19)

function csvOf(day: string, sales: readonly Sale[]): string {
  const date = day.split('-').toReversed().join('.')
  const rows = sales.flatMap((sale, at) =>
    sale.lines.map((line) =>
      [
        'S',
        String(at + 1),
        date,
        timeOf(sale),
        line.sku,
        line.title,
        line.quantity,
        comma(line.price),
        comma(amountOf(line)),
        line.giftCard ? '' : sale.currency === 'GBP' ? '20' : '21',
        sale.tender.toUpperCase(),
        comma(totalOf(sale)),
      ].join(';'),
    ),
  )
  const total = sales.reduce((sum, sale) => sum.plus(totalOf(sale)), new Decimal(0))
  return [HEAD, ...rows, ['E', rows.length, comma(total)].join(';'), ''].join('\r\n')
}

const jsonOf = (day: string, sale: Sale, number: number) => ({
  number,
  shop: { code: sale.store },
  till: '1',
  soldAt: `${day}T${timeOf(sale)}Z`,
  currency: sale.currency,
  total: totalOf(sale).toFixed(2),
  items: sale.lines.map((line, at) => ({
    line: at + 1,
    sku: line.sku,
    name: line.title,
    quantity: line.quantity,
    price: line.price,
    amount: amountOf(line).toFixed(2),
  })),
  payments: [{ method: sale.tender, amount: totalOf(sale).toFixed(2) }],
})
