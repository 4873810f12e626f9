// A day of the six shops as their tills would export it: one POSLog file for each shop, with returns, a voided sale and one of the training mode.
import { Decimal } from 'decimal.js'
import { dayInTheLife, inTwoSteps } from '#connectors/kit/retailer/day.ts'
import { returnedLines, type StoreSale } from '#connectors/kit/retailer/sold.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { writeXml } from '#connectors/kit/formats/xml-value.ts'
import type { Json } from '#shared/json.ts'

const SALES = 40
const TENDER = { card: 'CreditDebit', cash: 'Cash', 'gift-card': 'GiftCard' } as const

export function poslogDay(day: string): Readonly<Record<string, string>> {
  const retailer = harbourFinch()
  const seed = Number(day.replaceAll('-', '')) % 10_000
  const events = dayInTheLife(retailer, { seed, orders: 0, sales: SALES })
  const sales = new Map(events.flatMap((event) => (event.kind === 'store-sale' ? [[event.id, event] as const] : [])))
  const steps = events.flatMap((event) => {
    const sold = event.kind === 'exchange' ? sales.get(event.of) : undefined
    if (event.kind !== 'exchange' || !sold) return event
    const { back, sale } = inTwoSteps(event, sold)
    return [back, sale]
  })
  return Object.fromEntries(retailer.stores.map(({ code }) => [`/poslog/${code}-${day}.xml`, fileOf(code)]))

  function fileOf(store: string): string {
    const receipts: Receipt[] = []
    const numbers = new Map<string, number>()
    const add = (receipt: Omit<Receipt, 'number'>) => receipts.push({ ...receipt, number: receipts.length + 1 })
    for (const event of steps) {
      if (event.kind === 'store-sale' && event.store === store) numbers.set(event.id, add({ sale: event, second: event.second }))
      const sale = event.kind === 'return' ? sales.get(event.of) : undefined
      const of = sale && numbers.get(sale.id)
      if (event.kind === 'return' && sale && of !== undefined)
        add({ sale: { ...sale, lines: returnedLines(sale, event.lines) }, second: event.second, of })
    }
    const [last] = [...sales.values()].filter((sale) => sale.store === store)
    if (last) {
      add({ sale: last, second: last.second, mark: '@CancelFlag' })
      add({ sale: last, second: last.second, mark: '@TrainingModeFlag' })
    }
    return poslogOf(day, receipts)
  }
}

export interface Receipt {
  readonly number: number
  /** With the lines that come back, where it is a return. */
  readonly sale: StoreSale
  /** Of the day. */
  readonly second: number
  /** The number of the sale that it is a return of. */
  readonly of?: number
  readonly mark?: '@CancelFlag' | '@TrainingModeFlag'
}

export const poslogOf = (day: string, receipts: readonly Receipt[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml('POSLog', {
    '@xmlns': 'http://www.nrf-arts.org/IXRetail/namespace/',
    '@MajorVersion': '6',
    Transaction: receipts.map((receipt) => transactionOf(day, receipt)),
  })}`

function transactionOf(day: string, { number, sale, second, of: returned, mark }: Receipt): Json {
  const sold = sale.lines
  const amounts = sold.map(({ price, quantity }) => new Decimal(price).times(quantity))
  const total = amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed(2)
  const time = new Date(new Date(`${day}T00:00:00Z`).getTime() + second * 1_000).toISOString()
  const kind = returned === undefined ? 'Sale' : 'Return'
  const lines = sold.map((line, index) => ({
    SequenceNumber: String(index + 1),
    [kind]: {
      '@ItemType': line.giftCard ? 'GiftCertificate' : 'Stock',
      ItemID: line.sku,
      Description: line.title,
      ActualSalesUnitPrice: line.price,
      ExtendedAmount: amounts[index]?.toFixed(2) ?? '0',
      Quantity: String(line.quantity),
      ...(!line.giftCard && { Tax: taxOf(amounts[index] ?? new Decimal(0), sale.currency) }),
    },
  }))
  const tender = {
    SequenceNumber: String(lines.length + 1),
    Tender: { '@TenderType': TENDER[sale.tender], '@TypeCode': returned === undefined ? 'Sale' : 'Refund', Amount: total },
  }
  return {
    ...(mark && { [mark]: 'true' }),
    BusinessUnit: { UnitID: sale.store },
    WorkstationID: '1',
    SequenceNumber: String(number),
    BusinessDayDate: day,
    EndDateTime: time,
    OperatorID: '17',
    CurrencyCode: sale.currency,
    RetailTransaction: {
      ...(returned !== undefined && {
        TransactionLink: {
          '@ReasonCode': 'Return',
          BusinessUnit: { UnitID: sale.store },
          WorkstationID: '1',
          BusinessDayDate: day,
          SequenceNumber: String(returned),
        },
      }),
      LineItem: [...lines, tender],
      Total: { '@TotalType': 'TransactionGrandAmount', '#text': total },
    },
  }
}

function taxOf(gross: Decimal, currency: string): Json {
  const percent = currency === 'GBP' ? 20 : 21
  return {
    TaxAuthority: 'VAT',
    TaxableAmount: { '@TaxIncludedInTaxableAmountFlag': 'true', '#text': gross.toFixed(2) },
    Amount: gross
      .times(percent)
      .div(100 + percent)
      .toFixed(2),
    Percent: String(percent),
    TaxGroupID: 'S',
  }
}
