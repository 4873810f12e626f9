// The sales of a file, page by page from a checkpoint. Records of one receipt are kept until its last one was read; a record that cannot be read is
// set aside with its line, and so is every sale that it may belong to where nothing else would show that something is missing.
import type { Json } from '#shared/json.ts'
import type { PollRecord, RejectedRecord } from '#connectors/kit/contract.ts'
import { keyInFile, type FileCursor, type PageOfFile, type ReadFilePage } from '#connectors/kit/folder/poll-folder.ts'
import type { RecordCursor } from '#connectors/kit/formats/read-records.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { isWanted } from '../others.ts'
import { isTimeZone } from './clock.ts'
import { layoutOf, type Row } from './layout.ts'
import type { SalesFile } from './options.ts'
import { unreadable } from './problem.ts'
import { surveyOf, type Survey } from './survey.ts'
import { saleReading } from './to-sale.ts'

interface Receipt {
  readonly name: string
  readonly records: { readonly number: number; readonly line: number; readonly json: string }[]
  /** Line of a record that cannot be read and may be one of it. */
  unsure?: number
}

/** Plain JSON, kept between pages. */
interface SalesCursor extends FileCursor {
  readonly at?: RecordCursor
  /** All was read; what is left is to be given. */
  readonly isRead?: boolean
  /** The receipt that records without a number belong to. */
  readonly current?: string
  /** Receipts whose last record was not read yet, and the one whose last record was the last one that was read. */
  readonly open: readonly Receipt[]
  readonly ended: readonly Receipt[]
  /** Line of a record that cannot be read, where nothing was read behind it yet. */
  readonly unsure?: number
}

/** Values of a page together: as much as a step can evaluate with room to spare. */
const PAGE_BYTES = 3_000_000
const START: SalesCursor = { records: 0, open: [], ended: [] }

/** `surveyFor`: the survey of a file, kept by whoever calls. */
export function readSales(options: SalesFile, surveyFor: (digest: string, make: () => Survey) => Survey): ReadFilePage {
  const zone = options.fixed?.timeZone
  const layout = layoutOf(options)
  const reading = saleReading(options)

  return async (file, source, known, limit): Promise<PageOfFile> => {
    if (zone !== undefined && !isTimeZone(zone)) throw unreadable(`The settings name a time zone "${zone}" that does not exist.`)
    const before = (known as SalesCursor | undefined) ?? START
    const survey = surveyFor(file.digest, () => surveyOf(options, layout, reading))
    if (!survey.isDone()) {
      await survey.step(source)
      return { records: [], rejected: [], at: before, more: true }
    }
    const page = openPage(before)
    const read = layout.open(source)
    let { at } = before
    let more = before.isRead !== true
    let size = 0
    while (more && page.given() < limit && size < PAGE_BYTES) {
      // A record ends one receipt at most.
      const part = await read(at, limit - page.given())
      size += part.cursor.offset - (at?.offset ?? 0)
      at = part.cursor
      more = part.more
      for (const item of part.items) {
        if (item.kind === 'rejected') page.reject(item)
        else page.take(item, at.columns)
      }
    }
    const isGiven = !more && page.finish(limit)
    const next: SalesCursor = { ...page.cursor(), ...(at && { at }), ...(!more && { isRead: true }), records: at?.records ?? 0 }
    return { ...page.result(), at: next, more: !isGiven }

    function openPage(start: SalesCursor) {
      const open = new Map(start.open.map((receipt) => [receipt.name, receipt]))
      let ended = [...start.ended]
      let { current, unsure } = start
      const sales: PollRecord[] = []
      const rejected: RejectedRecord[] = []
      // What was understood when it was read is not read a second time, but for what came with the cursor.
      const understood = new WeakMap<object, readonly Row[]>()

      const setAside = (key: string, line: number, why: string, text: string) =>
        rejected.push({ key: keyInFile(file, key), reason: `${file.name}, line ${line}: ${why}.`, text: text.slice(0, 200_000) })

      function give(receipt: Receipt, columns: readonly string[]): void {
        const [begin] = receipt.records
        if (!begin) return
        try {
          const sale = reading.toSale(receipt.records.flatMap((one) => understood.get(one) ?? layout.rows(one.json, one.line, columns)))
          if (!sale || !isWanted(sale, options.also)) return
          if (receipt.unsure !== undefined && !isProven(sale, options)) {
            throw new Error(
              `line ${receipt.unsure} beside it cannot be read and may be one of it, and nothing in the file says what it adds up to`,
            )
          }
          sales.push({ key: sale.id, value: sale as Json })
        } catch (error) {
          const why = `receipt ${shown(receipt.name)} is not taken: ${error instanceof Error ? error.message : 'it cannot be read'}`
          setAside(`receipt:${begin.number}`, begin.line, why, receipt.records.map(({ json }) => json).join('\n'))
        }
      }
      function giveEnded(columns: readonly string[]): void {
        for (const receipt of ended) give(receipt, columns)
        ended = []
      }

      return {
        given: () => sales.length,
        result: () => ({ records: sales, rejected }),
        cursor: () => ({
          open: [...open.values()],
          ended,
          ...(current !== undefined && { current }),
          ...(unsure !== undefined && { unsure }),
        }),
        reject({
          number,
          line,
          reason,
          text,
        }: {
          readonly number: number
          readonly line: number
          readonly reason: string
          readonly text: string
        }) {
          setAside(String(number), line, lowerFirst(reason.replace(/^(Line|Record) .*? cannot be read: /, '').replace(/\.$/, '')), text)
          unsure = line
          for (const receipt of [...open.values(), ...ended]) receipt.unsure ??= line
        },
        take(record: { readonly number: number; readonly line: number; readonly json: string }, columns: readonly string[]) {
          let receipt: string | undefined
          let rows: readonly Row[]
          try {
            rows = layout.rows(record.json, record.line, columns)
            const [row] = rows
            if (!row || row.kind === 'totals') return
            receipt = layout.receiptOf(row) ?? current
            if (receipt === undefined) throw new Error('it belongs to no receipt: no record of one stands before it')
          } catch (error) {
            const reason = error instanceof Error ? error.message : 'it cannot be read'
            return this.reject({ ...record, reason, text: record.json })
          }
          giveEnded(columns)
          current = receipt
          const one = open.get(receipt) ?? { name: receipt, records: [], ...(unsure !== undefined && { unsure }) }
          unsure = undefined
          const kept = { number: record.number, line: record.line, json: record.json }
          understood.set(kept, rows)
          one.records.push(kept)
          if (survey.lastOf(receipt) === record.number) {
            open.delete(receipt)
            ended.push(one)
          } else open.set(receipt, one)
        },
        /** False while there is more to give than a page takes. */
        finish(most: number): boolean {
          const columns = at?.columns ?? []
          ended.push(...open.values())
          open.clear()
          while (ended.length > 0 && sales.length < most) {
            const receipt = ended.shift()
            if (receipt) give(receipt, columns)
          }
          return ended.length === 0
        },
      }
    }
  }
}

/** Whether a missing line would be seen: its total or its tenders would not agree. */
const isProven = (sale: StoreSale, { values }: SalesFile): boolean => values.total !== undefined || sale.tenders.length > 0

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** As `receiptOf` of the layout names it, for people. */
const shown = (name: string): string => (JSON.parse(name) as (string | null)[]).filter((part) => part !== null).join('/')
