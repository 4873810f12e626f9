// CSV as RFC 4180 has it, with other separators too. Where a record ends is found by quotes, so that a file can be read from any record on.
import { FORBIDDEN_KEYS } from '#shared/json.ts'
import type { FileFormat } from '#shared/model/file-format.ts'
import { withPoints } from './decimal-comma.ts'
import { markLength, unreadable, type Cut, type Format, type Parsed } from './format.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
/** A quote that is never closed must not swallow the rest of the file. */
const LONGEST_RECORD = 1_000_000

export function csvFormat({ delimiter = ',', quotes, columns, encoding = 'utf-8', decimalComma = [] }: FileFormat): Format {
  return csv({ delimiter, isQuoted: quotes !== 'letters', columns, encoding }, (values, names) => toRecord(values, names, decimalComma))
}

/** Each record is the list of its values, however many it has: for files whose lines are of several kinds. `columns: []`: without a header line. */
export const csvValues = ({
  delimiter = ',',
  columns,
  encoding = 'utf-8',
  quotes,
}: Pick<FileFormat, 'delimiter' | 'quotes' | 'columns' | 'encoding'>): Format =>
  csv({ delimiter, isQuoted: quotes !== 'letters', columns, encoding }, (values) => ({ json: JSON.stringify(values) }))

interface CsvSettings {
  readonly delimiter: string
  /** Else a quotation mark is a letter like others, and a line break ends the record. */
  readonly isQuoted: boolean
  readonly columns: readonly string[] | undefined
  readonly encoding: string
}

function csv(
  { delimiter, isQuoted, columns, encoding }: CsvSettings,
  toParsed: (values: readonly string[], names: readonly string[]) => Parsed,
): Format {
  const parseOne = (text: string, names: readonly string[]): Parsed | undefined => {
    if (text.trim() === '') return undefined
    const fields = splitFields(text, delimiter, isQuoted)
    return 'problem' in fields ? fields : toParsed(fields.values, names)
  }

  const cut = (bytes: Buffer, from: number, isEnd: boolean) => cutRecord(bytes, from, isEnd, isQuoted)

  return {
    unit: 'Line',
    cut,
    begin(bytes, isEnd) {
      const mark = markLength(bytes)
      if (columns) return { skip: mark, columns, lines: 0 }
      const first = cut(bytes, mark, isEnd)
      if (first === undefined) return undefined
      const text = first === null ? '' : new TextDecoder(encoding).decode(bytes.subarray(first.start, first.end))
      const names = namesOf(text, delimiter, isQuoted)
      checkNames(names)
      return { skip: first?.next ?? bytes.length, columns: names, lines: 1 }
    },
    parse: (texts, names) => texts.map((text) => parseOne(text, names)),
  }
}

const namesOf = (text: string, delimiter: string, isQuoted: boolean): readonly string[] => {
  const fields = splitFields(text, delimiter, isQuoted)
  if ('problem' in fields) throw unreadable(`Line 1 should name the columns, but ${fields.problem}.`)
  return text === '' ? [] : fields.values
}

/** The values of one record. A value is quoted as a whole or not at all; a quote inside quotes is written twice. */
function splitFields(
  text: string,
  delimiter: string,
  isQuoted: boolean,
): { readonly values: readonly string[] } | { readonly problem: string } {
  if (!isQuoted || !text.includes('"')) return { values: text.split(delimiter) }
  const values: string[] = []
  for (let at = 0; ;) {
    if (text[at] !== '"') {
      const found = text.indexOf(delimiter, at)
      const end = found < 0 ? text.length : found
      const value = text.slice(at, end)
      if (value.includes('"')) return { problem: 'a quote stands in the middle of a value' }
      values.push(value)
      if (found < 0) return { values }
      at = end + 1
      continue
    }
    let end = text.indexOf('"', at + 1)
    let isDoubled = false
    while (end >= 0 && text[end + 1] === '"') {
      isDoubled = true
      end = text.indexOf('"', end + 2)
    }
    if (end < 0) return { problem: 'a quote is opened and not closed' }
    const value = text.slice(at + 1, end)
    values.push(isDoubled ? value.replaceAll('""', '"') : value)
    if (end + 1 === text.length) return { values }
    if (text[end + 1] !== delimiter) return { problem: 'a quote stands in the middle of a value' }
    at = end + 2
  }
}

function cutRecord(bytes: Buffer, from: number, isEnd: boolean, isQuoted: boolean): Cut | undefined | null {
  if (from >= bytes.length) return isEnd ? null : undefined
  const first = lineEnd(bytes, from, isEnd)
  let end = first
  let quotes = end === undefined || !isQuoted ? 0 : count(bytes, from, end)
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

function toRecord(fields: readonly string[], names: readonly string[], decimalComma: readonly string[]): Parsed {
  if (fields.length !== names.length) {
    return { problem: `it has ${fields.length} ${fields.length === 1 ? 'value' : 'values'} instead of ${names.length}` }
  }
  return withPoints(Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])), decimalComma)
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
