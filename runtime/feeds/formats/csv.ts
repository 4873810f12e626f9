// CSV as RFC 4180 has it, with other separators too. Where a record ends is found here, by quotes, so that a file can be read from any
// record on; what its fields are says csv-parse.
import { parse } from 'csv-parse/sync'
import { FORBIDDEN_KEYS } from '#shared/json.ts'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import { unreadable, type Cut, type Format, type Parsed } from './format.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
/** A quote that is never closed must not swallow the rest of the file. */
const LONGEST_RECORD = 1_000_000

export function csvFormat({ delimiter = ',', columns, encoding = 'utf-8' }: FileConfig): Format {
  const fieldsOf = (text: string): string[][] => parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true })

  function parseOne(text: string, names: readonly string[]): Parsed | undefined {
    if (text.trim() === '') return undefined
    try {
      const [fields, ...more] = fieldsOf(text)
      if (!fields) return undefined
      return more.length === 0 ? toRecord(fields, names) : { problem: 'it has more than one line, and its quotes do not fit' }
    } catch (error) {
      return { problem: plain(error) }
    }
  }

  return {
    unit: 'Line',
    cut: cutRecord,
    begin(bytes, isEnd) {
      const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
      if (columns) return { skip: mark, columns, lines: 0 }
      const cut = cutRecord(bytes, mark, isEnd)
      if (cut === undefined) return undefined
      const names = cut === null ? [] : (fieldsOf(new TextDecoder(encoding).decode(bytes.subarray(cut.start, cut.end)))[0] ?? [])
      checkNames(names)
      return { skip: cut?.next ?? bytes.length, columns: names, lines: 1 }
    },
    parse(texts, names) {
      const full = texts.filter((text) => text.trim() !== '')
      const together = tryAll(() => fieldsOf(full.join('\n')))
      // One call for the page; where one of its records is wrong, each for itself.
      if (together?.length !== full.length) return texts.map((text) => parseOne(text, names))
      const rows = together.values()
      return texts.map((text) => (text.trim() === '' ? undefined : toRecord(rows.next().value ?? [], names)))
    },
  }
}

function cutRecord(bytes: Buffer, from: number, isEnd: boolean): Cut | undefined | null {
  if (from >= bytes.length) return isEnd ? null : undefined
  const first = lineEnd(bytes, from, isEnd)
  let end = first
  let quotes = end === undefined ? 0 : count(bytes, from, end)
  while (end !== undefined && quotes % 2 === 1) {
    const next = lineEnd(bytes, end, isEnd)
    const isBroken = next === end || (next ?? bytes.length) - from > LONGEST_RECORD
    // Its first line alone is the bad record: reading goes on behind that.
    if (isBroken) return withoutBreak(bytes, from, first ?? end)
    if (next !== undefined) quotes += count(bytes, end, next)
    end = next
  }
  if (end !== undefined) return withoutBreak(bytes, from, end)
  if (bytes.length - from > LONGEST_RECORD) return withoutBreak(bytes, from, first ?? bytes.length)
  return undefined
}

function toRecord(fields: readonly string[], names: readonly string[]): Parsed {
  if (fields.length !== names.length) {
    return { problem: `it has ${fields.length} ${fields.length === 1 ? 'value' : 'values'} instead of ${names.length}` }
  }
  return { json: JSON.stringify(Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']))) }
}

function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw unreadable('The file is empty: its first line should name the columns.')
  const empty = names.findIndex((name) => name.trim() === '')
  if (empty >= 0) throw unreadable(`Line 1 should name the columns, and column ${empty + 1} has no name.`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw unreadable(`Line 1 names two columns "${twice}".`)
  const forbidden = names.find((name) => FORBIDDEN_KEYS.has(name))
  if (forbidden !== undefined) throw unreadable(`Line 1 names a column "${forbidden}", which is not allowed.`)
}

/** Behind the line break of the line that begins at `from`; the end of the bytes where nothing more comes. */
function lineEnd(bytes: Buffer, from: number, isEnd: boolean): number | undefined {
  const at = bytes.indexOf(NEWLINE, from)
  return at >= 0 ? at + 1 : isEnd ? bytes.length : undefined
}

function count(bytes: Buffer, from: number, end: number): number {
  // Only this stretch is looked through: a file without quotes must not be searched to its end for each line.
  const part = bytes.subarray(from, end)
  let quotes = 0
  for (let at = part.indexOf(QUOTE); at >= 0; at = part.indexOf(QUOTE, at + 1)) quotes++
  return quotes
}

function withoutBreak(bytes: Buffer, start: number, next: number): Cut {
  let end = next
  if (end > start && bytes[end - 1] === NEWLINE) end--
  if (end > start && bytes[end - 1] === RETURN) end--
  return { start, end, next }
}

function tryAll<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined // each record is tried for itself then, and says what is wrong
  }
}

/** csv-parse's own sentences name its options; people need to know what is wrong with the line. */
function plain(error: unknown): string {
  const code = (error as { readonly code?: string }).code ?? ''
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and not closed'
  if (code === 'INVALID_OPENING_QUOTE' || code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE')
    return 'a quote stands in the middle of a value'
  return 'its quotes do not fit'
}
