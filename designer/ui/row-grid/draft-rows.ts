// The rows of a lookup table while they are edited, and what is pasted, checked and compared among them.
import type { LookupRow } from '#shared/model/connections.ts'

/** `id` only keeps the place on the screen. */
export interface DraftRow {
  readonly id: number
  readonly key: string
  readonly value: unknown
  readonly note: string
}

let lastId = 0
export const newRow = (part: Partial<LookupRow> = {}): DraftRow => ({
  id: ++lastId,
  key: part.key ?? '',
  value: part.value ?? '',
  note: part.note ?? '',
})
export const toDraft = (rows: readonly LookupRow[]): readonly DraftRow[] => rows.map(newRow)
/** Wholly empty rows are left out: they are only places to type in. */
export const fromDraft = (rows: readonly DraftRow[]): readonly LookupRow[] =>
  rows.filter((row) => !isEmpty(row)).map(({ key, value, note }) => ({ key, value, ...(note !== '' && { note }) }))

export const isEmpty = (row: DraftRow) => row.key === '' && textOf(row.value) === '' && row.note === ''
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
}

export function checkRows(rows: readonly DraftRow[]): RowProblems {
  const seen = new Set<string>()
  const duplicates = new Set<string>()
  const keyless = new Set<number>()
  for (const row of rows) {
    if (row.key === '') {
      if (!isEmpty(row)) keyless.add(row.id)
    } else if (seen.has(row.key)) duplicates.add(row.key)
    else seen.add(row.key)
  }
  return { duplicates, keyless }
}

export interface RowChange {
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
}

export function compareRows(before: readonly LookupRow[], after: readonly LookupRow[]): readonly RowChange[] {
  const old = new Map(before.map((row) => [row.key, row]))
  const now = new Map(after.map((row) => [row.key, row]))
  const text = (row: LookupRow) => JSON.stringify([row.value, row.note ?? ''])
  return [
    ...[...now.values()].flatMap((row): RowChange[] => {
      const was = old.get(row.key)
      if (was === undefined) return [{ key: row.key, kind: 'added', after: row.value }]
      return text(was) === text(row) ? [] : [{ key: row.key, kind: 'changed', before: was.value, after: row.value }]
    }),
    ...[...old.values()].filter((row) => !now.has(row.key)).map((row): RowChange => ({ key: row.key, kind: 'removed', before: row.value })),
  ]
}

/** My changes since `base`, made again on `theirs`. */
export function rebaseRows(base: readonly LookupRow[], mine: readonly LookupRow[], theirs: readonly LookupRow[]): readonly LookupRow[] {
  const merged = new Map(theirs.map((row) => [row.key, row]))
  const myRows = new Map(mine.map((row) => [row.key, row]))
  for (const change of compareRows(base, mine)) {
    const row = myRows.get(change.key)
    if (row) merged.set(change.key, row)
    else merged.delete(change.key)
  }
  return [...merged.values()]
}
