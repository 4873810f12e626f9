// The records of a file as rows of a receipt: which kind each is, and its values by what they mean.
import { isRecord, type Json } from '#shared/json.ts'
import { csvValues } from '#connectors/kit/formats/csv.ts'
import { parseNumbersAsText } from '#connectors/kit/exact-json.ts'
import { openRecords, type ByteSource } from '#connectors/kit/formats/read-records.ts'
import type { SalesFile, ValueName } from './options.ts'
import { unreadable, wrong } from './problem.ts'

export type RowKind = 'header' | 'line' | 'tender' | 'tax' | 'totals'

export interface Row {
  readonly kind: RowKind
  /** Where its record begins in the file, from 1. */
  readonly line: number
  /** By the name that the file has for it; undefined where there is nothing. */
  column(name: string): string | undefined
  /** By what the settings say it is. */
  value(name: ValueName): string | undefined
}

export interface Layout {
  /** Reads pages of records; `rows` understands their text. */
  open(source: ByteSource): ReturnType<typeof openRecords>
  /** Throws `file-unreadable` where the header line lacks columns that the settings name. */
  checkNames(names: readonly string[]): void
  /** None for a record that is passed over. Throws a sentence for one that cannot be understood. `names`: of the header line. */
  rows(json: string, line: number, names: readonly string[]): readonly Row[]
  /** What names the receipt of a row within its file; undefined for a row that belongs to the receipt before it. */
  receiptOf(row: Row): string | undefined
  readonly hasHeaders: boolean
}

type Lookup = (name: string) => string | undefined

export function layoutOf(options: SalesFile): Layout {
  const { kinds = [], kindColumn, values, lineList, tenderList } = options
  const isCsv = options.format === 'csv'
  const hasHeaders = lineList !== undefined || kinds.some(({ kind }) => kind === 'header')
  const namesOwnColumns = isCsv && kinds.some(({ columns }) => columns !== undefined)
  const everyKindNames =
    namesOwnColumns && kinds.every(({ kind, columns }) => columns !== undefined || kind === 'nothing' || kind === 'totals')
  const hasLineKind = kinds.some(({ kind }) => kind === 'line')
  // Without a header line: what the settings name, or nothing where each kind of record has names of its own.
  const ownNames = options.columns ?? (everyKindNames && hasLineKind ? [] : undefined)
  const named = Object.values(values)
  const key = options.sameReceipt ?? keyColumns(options, hasHeaders)

  const kindOf = (value: string | undefined): (typeof kinds)[number] | { readonly kind: 'line'; readonly columns?: undefined } => {
    const found = kinds.find((one) => one.value === value)
    if (found) return found
    if (kindColumn === undefined || !hasLineKind) return { kind: 'line' }
    throw wrong(`"${(value ?? '').slice(0, 40)}" in ${kindColumn} is none of the kinds of records that the settings name`)
  }

  function csvRows(fields: readonly string[], line: number, header: readonly string[]): readonly Row[] {
    const at = kindColumn === undefined ? -1 : positionOf(kindColumn, header)
    const { kind, columns } = kindOf(at < 0 ? undefined : fields[at]?.trim())
    if (kind === 'nothing') return []
    const names = columns ?? header
    // A line of totals is often shorter than the others, and never one of them.
    if (fields.length !== names.length && kind !== 'totals') {
      throw wrong(`it has ${fields.length} ${fields.length === 1 ? 'value' : 'values'} instead of ${names.length}`)
    }
    return [toRow(kind, line, (name) => clean(fields[names.indexOf(name)]))]
  }

  function positionOf(column: string, header: readonly string[]): number {
    if (/^\d+$/.test(column)) return Number(column) - 1
    const inHeader = header.indexOf(column)
    return inHeader >= 0 ? inHeader : (kinds.find(({ columns }) => columns?.includes(column))?.columns?.indexOf(column) ?? -1)
  }

  function jsonRows(record: Json, line: number): readonly Row[] {
    if (!isRecord(record)) throw wrong('it is no JSON object')
    const whole = memberOf(record)
    const { kind } = kindOf(kindColumn === undefined ? undefined : whole(kindColumn))
    if (kind === 'nothing') return []
    if (lineList === undefined || kind === 'totals') return [toRow(kind, line, whole)]
    const parts = (list: string | undefined, partKind: RowKind) =>
      listAt(record, list).map((part) => toRow(partKind, line, within(memberOf(part), whole, values.receipt)))
    return [toRow('header', line, whole), ...parts(lineList, 'line'), ...parts(tenderList, 'tender')]
  }

  const toRow = (kind: RowKind, line: number, column: Lookup): Row => ({
    kind,
    line,
    column,
    value(name) {
      const at = values[name]
      return at === undefined ? undefined : column(at)
    },
  })

  return {
    hasHeaders,
    open(source) {
      const { format, delimiter, encoding } = options
      if (!isCsv) return openRecords({ format }, source)
      const settings = { ...(delimiter && { delimiter }), ...(encoding && { encoding }) }
      return openRecords({ format, ...settings }, source, csvValues({ ...settings, ...(ownNames && { columns: [...ownNames] }) }))
    },
    checkNames(header) {
      if (!isCsv) return
      const known = new Set([...header, ...kinds.flatMap(({ columns }) => columns ?? [])])
      const missing = [
        ...named,
        ...(options.sameReceipt ?? []),
        ...(kindColumn === undefined || /^\d+$/.test(kindColumn) ? [] : [kindColumn]),
      ].filter((name) => !known.has(name))
      if (missing.length === 0) return
      throw unreadable(`It has no column "${missing.join('", "')}". Its columns are ${[...known].slice(0, 60).join(', ')}.`)
    },
    rows(json, line, header) {
      if (isCsv) return csvRows(JSON.parse(json) as readonly string[], line, header)
      // Numbers of JSON have points whatever its texts have.
      return jsonRows(parseNumbersAsText(json, options.numbers === 'comma' ? (number) => number.replace('.', ',') : undefined), line)
    },
    receiptOf(row) {
      if (row.value('receipt') === undefined) {
        if (hasHeaders && row.kind !== 'header') return undefined
        throw wrong(`it has no receipt number (${values.receipt})`)
      }
      return JSON.stringify(key.map((name) => row.column(name) ?? null))
    },
  }
}

/** Lines and tenders of a file with headers say rarely more of their receipt than its number. */
function keyColumns({ values }: SalesFile, hasHeaders: boolean): readonly string[] {
  if (hasHeaders) return [values.receipt]
  return [values.store, values.register, values.businessDate, values.receipt].filter((name) => name !== undefined)
}

const clean = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim())

/** What a part of a receipt does not say itself is not asked of the whole, but for the receipt it belongs to. */
const within =
  (part: Lookup, whole: Lookup, receipt: string): Lookup =>
  (name) =>
    part(name) ?? (name === receipt ? whole(name) : undefined)

function find(record: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path]
  let at: unknown = record
  for (const name of path.split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, name)) return undefined
    at = at[name]
  }
  return at
}

const memberOf =
  (record: Readonly<Record<string, unknown>>): Lookup =>
  (path) => {
    const found = find(record, path)
    if (found === undefined || found === null) return undefined
    if (typeof found === 'object') throw wrong(`${path} is a list or an object, and no value`)
    return clean(String(found as string | boolean))
  }

function listAt(record: Readonly<Record<string, unknown>>, path: string | undefined): readonly Readonly<Record<string, unknown>>[] {
  const found = path === undefined ? undefined : find(record, path)
  if (found === undefined || found === null) return []
  if (!Array.isArray(found)) throw wrong(`${path ?? ''} is no list`)
  return found.map((part) => {
    if (!isRecord(part)) throw wrong(`${path ?? ''} has an entry that is no object`)
    return part
  })
}
