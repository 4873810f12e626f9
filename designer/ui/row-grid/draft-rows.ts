// The rows of a lookup table while they are edited, and what is pasted, checked and compared among them.
import { lookupIssues } from '#shared/lookups/check-rows.ts'
import type { LookupRow } from '#shared/model/connections.ts'

/** `id` only keeps the place on the screen. */
export interface DraftRow {
  readonly id: number
  readonly key: string
  readonly value: unknown
  readonly note: string
  /** First and last day, empty for always. */
  readonly from: string
  readonly to: string
}

let lastId = 0
export const newRow = (part: Partial<LookupRow> = {}): DraftRow => ({
  id: ++lastId,
  key: part.key ?? '',
  value: part.value ?? '',
  note: part.note ?? '',
  from: part.from ?? '',
  to: part.to ?? '',
})
export const toDraft = (rows: readonly LookupRow[]): readonly DraftRow[] => rows.map(newRow)
/** Wholly empty rows are left out: they are only places to type in. */
export const fromDraft = (rows: readonly DraftRow[]): readonly LookupRow[] => rows.filter((row) => !isEmpty(row)).map(lookupRow)

const lookupRow = ({ key, value, note, from, to }: DraftRow): LookupRow => ({
  key,
  value,
  ...(note !== '' && { note }),
  ...(from !== '' && { from }),
  ...(to !== '' && { to }),
})

export const hasDays = (rows: readonly DraftRow[]): boolean => rows.some(({ from, to }) => from !== '' || to !== '')

export const isEmpty = (row: DraftRow) => row.key === '' && textOf(row.value) === '' && row.note === '' && row.from === '' && row.to === ''
export const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Keeps the kind of the value that stood there: numbers stay numbers, texts stay texts (`007` must not become 7). */
export function valueOf(text: string, before: unknown): unknown {
  if (typeof before === 'string') return text
  if (typeof before === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  if (typeof before === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** New rows follow the table: a number where all others hold numbers. */
export function kindOf(rows: readonly DraftRow[]): unknown {
  const filled = rows.filter((row) => row.value !== '')
  return filled.length > 0 && filled.every((row) => typeof row.value === 'number') ? 0 : ''
}

/** Cells of a spreadsheet as it lands in the clipboard, or lines with semicolons or commas. The first two columns and a note count. */
export function readPaste(text: string, kind: unknown): readonly DraftRow[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const separator = lines.some((line) => line.includes('\t')) ? '\t' : lines.some((line) => line.includes(';')) ? ';' : ','
  return lines.map((line) => {
    const [key = '', value = '', note = ''] = line.split(separator).map(unquote)
    return newRow({ key, value: valueOf(value, kind), note })
  })
}

function unquote(cell: string): string {
  const text = cell.trim()
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}

export interface RowProblems {
  readonly duplicates: ReadonlySet<string>
  /** Ids of rows with a value but without a key. */
  readonly keyless: ReadonlySet<number>
  /** Ids of rows whose days are wrong. */
  readonly wrongDays: ReadonlySet<number>
  /** What is wrong, in sentences; the first of many. */
  readonly sentences: readonly string[]
}

const MOST_SENTENCES = 3

export function checkRows(rows: readonly DraftRow[]): RowProblems {
  const filled = rows.filter((row) => !isEmpty(row))
  const keyless = new Set(filled.filter(({ key }) => key === '').map(({ id }) => id))
  const keyed = filled.filter(({ key }) => key !== '')
  const issues = lookupIssues(keyed.map(lookupRow))
  const rowAt = (path: string) => keyed[Number(path.split('/')[2])]
  const duplicates = issues
    .filter(({ code }) => code === 'key-double' || code === 'key-blanks')
    .flatMap(({ path }) => rowAt(path)?.key ?? [])
  const wrongDays = issues
    .filter(({ code }) => code === 'date-invalid' || code === 'period-invalid')
    .flatMap(({ path }) => rowAt(path)?.id ?? [])
  return {
    duplicates: new Set(duplicates),
    keyless,
    wrongDays: new Set(wrongDays),
    sentences: issues.slice(0, MOST_SENTENCES).map(({ message, fix }) => (fix === undefined ? message : `${message} ${fix}`)),
  }
}

export interface RowChange {
  readonly key: string
  /** Tells rows of one key apart. */
  readonly place: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
}

/** A key may stand there once for each time: the day it begins tells such rows apart. */
const placeOf = ({ key, from = '' }: LookupRow) => `${from} ${key}`

export function compareRows(before: readonly LookupRow[], after: readonly LookupRow[]): readonly RowChange[] {
  const old = new Map(before.map((row) => [placeOf(row), row]))
  const now = new Map(after.map((row) => [placeOf(row), row]))
  const text = (row: LookupRow) => JSON.stringify([row.value, row.note ?? '', row.to ?? ''])
  return [
    ...[...now.values()].flatMap((row): RowChange[] => {
      const was = old.get(placeOf(row))
      if (was === undefined) return [{ key: row.key, place: placeOf(row), kind: 'added', after: row.value }]
      return text(was) === text(row) ? [] : [{ key: row.key, place: placeOf(row), kind: 'changed', before: was.value, after: row.value }]
    }),
    ...[...old.values()]
      .filter((row) => !now.has(placeOf(row)))
      .map((row): RowChange => ({ key: row.key, place: placeOf(row), kind: 'removed', before: row.value })),
  ]
}

/** My changes since `base`, made again on `theirs`. */
export function rebaseRows(base: readonly LookupRow[], mine: readonly LookupRow[], theirs: readonly LookupRow[]): readonly LookupRow[] {
  const merged = new Map(theirs.map((row) => [placeOf(row), row]))
  const myRows = new Map(mine.map((row) => [placeOf(row), row]))
  for (const change of compareRows(base, mine)) {
    const row = myRows.get(change.place)
    if (row) merged.set(change.place, row)
    else merged.delete(change.place)
  }
  return [...merged.values()]
}
