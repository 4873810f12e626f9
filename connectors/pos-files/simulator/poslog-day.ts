// A day of the six shops as their tills would export it: one POSLog file for each shop, with returns, a voided sale and one of the training mode.
import { Decimal } from 'decimal.js'
import { dayInTheLife, type RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { SoldLine } from '#connectors/kit/retailer/sold.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { writeXml } from '#connectors/kit/formats/xml-value.ts'
import type { Json } from '#shared/json.ts'

type Sale = Extract<RetailEvent, { kind: 'store-sale' }>
const SALES = 40
const TENDER = { card: 'CreditDebit', cash: 'Cash', 'gift-card': 'GiftCard' } as const

export function poslogDay(day: string): Readonly<Record<string, string>> {
  const retailer = harbourFinch()
  const seed = Number(day.replaceAll('-', '')) % 10_000
  const events = dayInTheLife(retailer, { seed, orders: 0, sales: SALES })
  const sales = new Map(events.flatMap((event) => (event.kind === 'store-sale' ? [[event.id, event] as const] : [])))
  return Object.fromEntries(retailer.stores.map(({ code }) => [`/poslog/${code}-${day}.xml`, fileOf(code)]))

  function fileOf(store: string): string {
    const numbers = new Map<string, number>()
    const transactions: Json[] = []
    const add = (sale: Sale, lines: readonly SoldLine[], extra: Record<string, Json>, returned?: number) => {
      const sequence = transactions.length + 1
      transactions.push(transactionOf(day, sequence, sale, lines, extra, returned))
      return sequence
    }
    for (const event of events) {
      if (event.kind === 'store-sale' && event.store === store) numbers.set(event.id, add(event, event.lines, {}))
      const sold = event.kind === 'return' ? sales.get(event.of) : undefined
      const number = sold && numbers.get(sold.id)
      if (event.kind === 'return' && sold && number !== undefined) {
        add(
          { ...sold, second: event.second },
          event.lines.flatMap((index) => sold.lines[index] ?? []),
          {},
          number,
        )
      }
    }
    const [last] = [...sales.values()].filter((sale) => sale.store === store)
    if (last) {
      add(last, last.lines, { '@CancelFlag': 'true' })
      add(last, last.lines, { '@TrainingModeFlag': 'true' })
    }
    return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml('POSLog', {
      '@xmlns': 'http://www.nrf-arts.org/IXRetail/namespace/',
      '@MajorVersion': '6',
      Transaction: transactions,
    })}`
  }
}

function transactionOf(
  day: string,
  sequence: number,
  sale: Sale,
  sold: readonly SoldLine[],
  extra: Record<string, Json>,
  returned?: number,
) {
  const amounts = sold.map(({ price, quantity }) => new Decimal(price).times(quantity))
  const total = amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed(2)
  const time = new Date(new Date(`${day}T00:00:00Z`).getTime() + sale.second * 1_000).toISOString()
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
    ...extra,
    BusinessUnit: { UnitID: sale.store },
    WorkstationID: '1',
    SequenceNumber: String(sequence),
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
