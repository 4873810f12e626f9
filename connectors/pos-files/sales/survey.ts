// A look through the whole file before anything of it is taken: where the last record of each receipt stands, so that a receipt is complete when it
// is given however its records are scattered; whether the file's own counts and totals agree; whether it fits its settings at all. It is kept in
// memory only, and made again by a process that does not have it.
import { Decimal } from 'decimal.js'
import type { ByteSource, RecordCursor } from '#connectors/kit/formats/read-records.ts'
import type { Layout, Row } from './layout.ts'
import { numberReader } from './numbers.ts'
import type { SalesFile } from './options.ts'
import { unreadable } from './problem.ts'
import type { SaleReading } from './to-sale.ts'

/** Bytes that are looked through before the poll gives an account of itself. */
const STEP_BYTES = 8_000_000
const RECORDS_AT_ONCE = 2_000
/** When so many records and most of all are wrong, the file is not what the settings say it is. */
const MOST_WRONG = 100
/** What may wait for the rest of its receipts while a file is read: it is kept with the cursor of every page. */
const MOST_WAITING = 1_000_000

export interface Survey {
  /** The file was seen to its end. */
  isDone(): boolean
  /** Goes on, for a bounded time. Throws `file-unreadable` for a file that is not to be taken. */
  step(source: ByteSource): Promise<void>
  /** Number of the last record of a receipt; undefined for one that the file does not have. */
  lastOf(receipt: string): number | undefined
}

export function surveyOf(options: SalesFile, layout: Layout, reading: SaleReading): Survey {
  let cursor: RecordCursor | undefined
  let isDone = false
  let current: string | undefined
  const places = new Map<number, number>()
  const [first, last, bytes]: [number[], number[], number[]] = [[], [], []]
  const counted = { records: 0, lines: 0, wrong: 0, firstWrong: '' }
  const totals: Row[] = []
  const sums = (options.totals?.sums ?? []).map(({ of, total }) => ({ of, total, sum: new Decimal(0) }))
  const number = numberReader(options)

  function see(json: string, at: number, line: number, names: readonly string[]): void {
    const rows = layout.rows(json, line, names)
    const [row] = rows
    if (!row) return
    if (row.kind === 'totals') return void totals.push(row)
    counted.records++
    counted.lines += rows.filter(({ kind }) => kind === 'line').length
    for (const one of sums) {
      for (const part of rows) {
        const text = part.column(one.of)
        if (text !== undefined) one.sum = one.sum.plus(number(text, one.of))
      }
    }
    const receipt = layout.receiptOf(row) ?? current
    current = receipt
    if (receipt !== undefined) remember(receipt, at, json.length)
    for (const part of rows) reading.check(part)
  }

  function remember(receipt: string, at: number, size: number): void {
    const name = shortNameOf(receipt)
    const place = places.get(name) ?? first.length
    if (place === first.length) {
      places.set(name, place)
      first.push(at)
      bytes.push(0)
    }
    last[place] = at
    bytes[place] = (bytes[place] ?? 0) + size
  }

  function finish(records: number): void {
    if (counted.wrong > 0 && (counted.wrong === records || (counted.wrong >= MOST_WRONG && counted.wrong * 2 > records))) {
      throw unreadable(`${counted.wrong} of its ${records} records cannot be understood. ${counted.firstWrong}`)
    }
    checkTotals(options, totals, { records: counted.records, lines: counted.lines, receipts: places.size }, sums, number)
    checkWaiting(first, last, bytes, records)
  }

  return {
    isDone: () => isDone,
    async step(source) {
      const read = layout.open(source)
      const end = (cursor?.offset ?? 0) + STEP_BYTES
      for (;;) {
        const page = await read(cursor, RECORDS_AT_ONCE)
        if (cursor === undefined) layout.checkNames(page.cursor.columns)
        cursor = page.cursor
        for (const item of page.items) {
          try {
            if (item.kind === 'rejected') throw new Error(item.reason)
            see(item.json, item.number, item.line, cursor.columns)
          } catch (error) {
            counted.wrong++
            if (counted.firstWrong === '')
              counted.firstWrong = `Line ${item.line}: ${error instanceof Error ? error.message : 'it cannot be read'}`
          }
        }
        if (!page.more) {
          finish(cursor.records)
          isDone = true
          return
        }
        if (cursor.offset >= end) return
      }
    },
    lastOf(receipt) {
      const place = places.get(shortNameOf(receipt))
      return place === undefined ? undefined : last[place]
    },
  }
}

/**
 * A number instead of a text, so that a million receipts need little memory: 52 bits, mixed as MurmurHash does. Two receipts of one number would
 * only be given later than they could be: what belongs together is told by the whole name.
 */
function shortNameOf(receipt: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < receipt.length; at++) {
    const unit = receipt.charCodeAt(at)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 2 ** 32 * (low & 0xfffff) + (high >>> 0)
}

type Sum = { readonly of: string; readonly total: string; readonly sum: Decimal }
type Counts = Readonly<Record<'records' | 'lines' | 'receipts', number>>

function checkTotals(
  options: SalesFile,
  rows: readonly Row[],
  counts: Counts,
  sums: readonly Sum[],
  number: ReturnType<typeof numberReader>,
): void {
  const expected = options.totals
  if (!expected) return
  if (rows.length === 0) throw unreadable('It has no record of counts and totals: it was not written or sent to its end.')
  const stated = (column: string) => {
    const row = rows.find((one) => one.column(column) !== undefined)
    if (!row) throw unreadable(`Its record of counts and totals has no ${column}.`)
    return { line: row.line, value: number(row.column(column) ?? '', column) }
  }
  for (const name of ['records', 'receipts', 'lines'] as const) {
    const column = expected[name]
    if (column === undefined) continue
    const { line, value } = stated(column)
    if (!value.eq(counts[name])) throw unreadable(`Line ${line} says that it has ${value.toString()} ${name}, and it has ${counts[name]}.`)
  }
  for (const { of, total, sum } of sums) {
    const { line, value } = stated(total)
    if (!value.eq(sum))
      throw unreadable(`Line ${line} says that ${of} adds up to ${value.toString()}, and it adds up to ${sum.toString()}.`)
  }
}

/** Throws where more would have to wait for the rest of its receipts than a cursor can keep. */
function checkWaiting(first: readonly number[], last: readonly number[], bytes: readonly number[], records: number): void {
  const change = new Float64Array(records + 2)
  for (const [place, size] of bytes.entries()) {
    const [from, to] = [first[place] ?? 0, last[place] ?? 0]
    if (from === to) continue
    change[from] = (change[from] ?? 0) + size
    change[to + 1] = (change[to + 1] ?? 0) - size
  }
  let waiting = 0
  for (const [at, by] of change.entries()) {
    waiting += by
    if (waiting <= MOST_WAITING) continue
    throw unreadable(
      `The records of its receipts lie too far apart: at record ${at} more than ${MOST_WAITING / 1_000_000} MB wait for the rest of their receipts. Have it sorted by receipt.`,
    )
  }
}
