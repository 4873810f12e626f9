// The rows of one receipt as the retail model's store sale, checked to add up.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSale, StoreSaleTender } from '#connectors/kit/retail/store-sale.ts'
import { addedTaxes } from '../added-taxes.ts'
import { clockReader, dayBefore, instantOf, type ReadClock } from './clock.ts'
import type { Row } from './layout.ts'
import { numberIn, numberReader } from './numbers.ts'
import type { SalesFile, ValueName } from './options.ts'
import { wrong } from './problem.ts'
import { saleLine, saleTax, type RowReading } from './sale-lines.ts'
import { meaningReader, type Meaning } from './types.ts'

export interface SaleReading {
  /** Throws a sentence for a row that cannot be part of a sale, whatever the others are. */
  check(row: Row): void
  /** Nothing for what is no sale. Throws a sentence where the rows are no sale that adds up. */
  toSale(rows: readonly Row[]): StoreSale | undefined
}

export function saleReading(options: SalesFile): SaleReading {
  const reading: RowReading = { options, number: numberReader(options), meaning: meaningReader(options) }
  const readDate = clockReader(options.dateFormat)
  const readTime = clockReader(options.timeFormat)
  const decimal = (row: Row, name: ValueName) => numberIn(reading.number, options, row, name)
  return {
    check(row) {
      if (row.kind === 'header' || row.kind === 'line') reading.meaning(row.value('type'))
      for (const name of ['total', 'rounding', 'tenderAmount', 'change'] as const) decimal(row, name)
      const [date, time] = [row.value('businessDate'), row.value('time')]
      if (date !== undefined) readDate(date)
      if (time !== undefined) readTime(time)
      // In whatever currency: what is asked here is whether its numbers can be read.
      if (isArticle(row)) saleLine(row, reading, undefined, '1', 'EUR')
    },
    toSale: (rows) => toSale(rows, reading, readDate, readTime),
  }
}

/** A row of a file that knows no kinds is a tender where it has no item. */
const isArticle = (row: Row): boolean => row.kind === 'line' && !(row.value('sku') === undefined && row.value('tender') !== undefined)
/** In a file that knows no tenders of their own, any line may say how it was paid. */
function isTender(row: Row, { kinds, tenderList }: SalesFile): boolean {
  if (row.kind === 'tender') return true
  if (row.kind !== 'line' || tenderList !== undefined || kinds?.some(({ kind }) => kind === 'tender')) return false
  return (row.value('tender') ?? row.value('tenderAmount')) !== undefined
}

function toSale(rows: readonly Row[], reading: RowReading, readDate: ReadClock, readTime: ReadClock): StoreSale | undefined {
  const { options } = reading
  const headers = rows.filter(({ kind }) => kind === 'header')
  const [header, second] = headers
  if (second) {
    throw wrong(
      `it has two records of its head (lines ${header?.line ?? ''} and ${second.line}): where receipts have the same number, the setting "Same receipt" must name what tells them apart`,
    )
  }
  const whole = header ? [header] : rows
  const articles = rows.filter(isArticle)
  const status = statusOf(header ? [header] : articles, reading)
  if (status === 'no-sale') return undefined

  const name = nameOf(rows, options, readDate, readTime)
  const currency = same(rows, 'currency', options) ?? options.fixed?.currency
  if (currency === undefined) throw wrong('nothing says its currency')
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong(`its currency "${currency.slice(0, 20)}" is no ISO code such as EUR`)

  const ofReceipt = header && reading.meaning(header.value('type'))
  const sold = status.status === 'voided' ? articles : articles.filter((row) => reading.meaning(row.value('type')) !== 'void')
  const lines = sold.map((row, index) => at(row, () => saleLine(row, reading, ofReceipt, String(index + 1), currency)))
  const isReturn = ofReceipt === 'return' || (lines.length > 0 && lines.every(({ kind }) => kind === 'return'))
  const stated = rows.flatMap((row) =>
    row.kind === 'tax' || row.kind === 'header' ? at(row, () => saleTax(row, reading, isReturn, currency)) : [],
  )
  const taxes = stated.length > 0 ? stated : addedTaxes(lines, currency)
  const tenders = tendersOf(rows, reading, isReturn, currency)
  const numberOf = (value: ValueName) => {
    const text = same(whole, value, options)
    return text === undefined ? undefined : reading.number(text, options.values[value] ?? value)
  }
  const rounding = numberOf('rounding') ?? new Decimal(0)
  const added = sum(lines.map(({ amount }) => amount.amount))
    .plus(sum(taxes.filter(({ included }) => !included).map(({ amount }) => amount.amount)))
    .plus(rounding)
  const written = numberOf('total')
  const total = written && isReturn ? written.abs().neg() : (written ?? added)
  if (status.status === 'completed') {
    if (lines.length === 0) throw wrong('it has no lines')
    mustBe(added, total, 'the lines, taxes and rounding')
    if (tenders.length > 0) mustBe(sum(tenders.map(({ amount }) => amount.amount)), total, 'the tenders')
  }
  const original = same(rows, 'originalReceipt', options)
  return {
    ...name,
    ...status,
    offline: false,
    cashier: whole.map((row) => row.value('cashier')).find((cashier) => cashier !== undefined) ?? null,
    currency,
    lines,
    taxes,
    tenders,
    rounding: moneyOf(rounding, currency),
    total: moneyOf(total, currency),
    links: original === undefined ? [] : [{ reason: 'Return', store: null, register: null, businessDay: null, sequence: original }],
  }
}

function statusOf(rows: readonly Row[], { meaning }: RowReading): Pick<StoreSale, 'status' | 'training'> | 'no-sale' {
  const means = rows.map((row) => meaning(row.value('type')))
  const all = (one: Meaning) => means.length > 0 && means.every((each) => each === one)
  if (all('no-sale')) return 'no-sale'
  return {
    status: all('void') ? 'voided' : means.includes('suspended') ? 'suspended' : 'completed',
    training: means.includes('training'),
  }
}

function nameOf(rows: readonly Row[], options: SalesFile, readDate: ReadClock, readTime: ReadClock) {
  const store = same(rows, 'store', options) ?? options.fixed?.store
  if (store === undefined) throw wrong('nothing says its store')
  const register = same(rows, 'register', options) ?? options.fixed?.register ?? '1'
  const sequence = same(rows, 'receipt', options)
  if (sequence === undefined) throw wrong('it has no receipt number')
  const written = same(rows, 'businessDate', options)
  const stated = written === undefined ? undefined : readDate(written).date
  // The last one: a receipt ends when its last line is written.
  const clockText = rows.findLast((row) => row.value('time') !== undefined)?.value('time')
  const clock = clockText === undefined ? undefined : readTime(clockText)
  const businessDay = stated ?? dayOf(clock, options.dayBegins)
  if (businessDay === undefined) throw wrong('nothing says its business date')
  return {
    id: [store, register, businessDay, sequence].join('/'),
    store,
    register,
    businessDay,
    sequence,
    endedAt: clock ? instantOf({ ...clock, date: clock.date ?? businessDay }, options.fixed?.timeZone) : null,
    tillClock: clockText ?? null,
  }
}

function dayOf(clock: ReturnType<ReadClock> | undefined, dayBegins: string | undefined): string | undefined {
  if (clock?.date === undefined) return undefined
  const isEarly = dayBegins !== undefined && clock.time !== undefined && clock.time < dayBegins
  return isEarly ? dayBefore(clock.date) : clock.date
}

function tendersOf(rows: readonly Row[], { options, number }: RowReading, isReturn: boolean, currency: string): StoreSaleTender[] {
  const found = rows
    .filter((row) => isTender(row, options))
    .map((row) =>
      at(row, () => {
        const given = numberIn(number, options, row, 'tenderAmount')
        if (!given) throw wrong(`it has a tender without an amount (${options.values.tenderAmount ?? 'no setting says where it stands'})`)
        const amount = isReturn ? given.abs().neg() : given.minus(numberIn(number, options, row, 'change')?.abs() ?? 0)
        return { row, type: row.value('tender') ?? 'Tender', id: row.value('tenderId') ?? null, amount }
      }),
    )
  const groups = new Map<string, (typeof found)[number]>()
  for (const [index, tender] of found.entries()) {
    const { row, type, id, amount } = tender
    // Only what stands in a line of goods is repeated there; a record of its own is a tender of its own.
    if (!isArticle(row)) groups.set(`row ${index}`, tender)
    else if (options.tenderRows === 'line') {
      const key = JSON.stringify([type, id])
      groups.set(key, { ...tender, amount: amount.plus(groups.get(key)?.amount ?? 0) })
    } else groups.set(JSON.stringify([type, id, amount.toFixed()]), tender)
  }
  return [...groups.values()].map(({ type, id, amount }) => ({
    type,
    id,
    amount: moneyOf(amount, currency),
    cashback: moneyOf(0, currency),
  }))
}

/** What all rows that say it say alike. */
function same(rows: readonly Row[], name: ValueName, { values }: SalesFile): string | undefined {
  const found = new Set(rows.flatMap((row) => row.value(name) ?? []))
  if (found.size > 1) throw wrong(`its records differ in ${values[name] ?? name}: ${[...found].slice(0, 3).join(', ')}`)
  return [...found][0]
}

/** Says which line it is. */
function at<T>(row: Row, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw wrong(`line ${row.line}: ${error instanceof Error ? error.message : 'it cannot be read'}`)
  }
}

const sum = (amounts: readonly string[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

function mustBe(added: Decimal, total: Decimal, what: string): void {
  if (!added.eq(total)) throw wrong(`${what} add up to ${added.toString()}, and the total is ${total.toString()}`)
}
