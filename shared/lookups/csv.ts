// A lookup table as CSV, for a spreadsheet and back: key, value, note and the days on which a row holds.
import { AppError, type Issue } from '../errors.ts'
import { say, spoken } from '../sentence.ts'
import type { LookupRow } from '../model/connections.ts'

/** Values that are texts stand as they are under `value`; a table with others has them as JSON, so that 7 and "7" stay different. */
const HEADS = { text: 'value', json: 'value (JSON)' }

/** RFC 4180, with a line for the names. Columns for notes and days only where a row has them. */
export function lookupCsv(rows: readonly LookupRow[]): string {
  const isText = rows.every(({ value }) => typeof value === 'string')
  const more = (['note', 'from', 'to'] as const).filter((member) => rows.some((row) => row[member] !== undefined))
  const lines = [
    ['key', isText ? HEADS.text : HEADS.json, ...more],
    ...rows.map((row) => [row.key, isText ? String(row.value) : JSON.stringify(row.value), ...more.map((member) => row[member] ?? '')]),
  ]
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Spreadsheets write commas or semicolons, by the language they are set to, and tabs into the clipboard: what the first line has is what separates. */
export function csvLines(text: string): string[][] {
  const separator = [',', ';', '\t'].toSorted((a, b) => count(firstLine(text), b) - count(firstLine(text), a))[0] ?? ','
  const lines: string[][] = [[]]
  for (let at = 0; at <= text.length;) {
    const isQuoted = text[at] === '"'
    let end = at
    if (isQuoted) {
      // To the quotation mark that is not one of two.
      for (end = text.indexOf('"', at + 1); end >= 0 && text[end + 1] === '"';) end = text.indexOf('"', end + 2)
      if (end < 0) end = text.length
    }
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    const raw = text.slice(at, end)
    lines.at(-1)?.push(isQuoted ? raw.trimEnd().replace(/^"|"$/g, '').replaceAll('""', '"') : raw)
    if (end >= text.length) break
    if (text[end] !== separator) lines.push([])
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1
  }
  return lines.filter((line) => line.some((value) => value.trim() !== ''))
}

const firstLine = (text: string): string => text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? ''
const count = (text: string, part: string): number => text.split(part).length

/**
 * Rows of parsed CSV, the first line of which names the columns: `key` and `value` (or `value (JSON)`), perhaps `note`, `from` and `to`, in any order. Throws
 * `invalid-request` with what is wrong in which line.
 */
export function lookupRowsOf(lines: readonly (readonly string[])[]): LookupRow[] {
  const [head = [], ...rest] = lines
  const names = head.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
  const column = (name: string) => names.indexOf(name.toLowerCase())
  const [key, text, json] = [column('key'), column(HEADS.text), column(HEADS.json)]
  if (key < 0 || (text < 0 && json < 0)) {
    throw new AppError('invalid-request', {
      message: say`The first line names the columns ${names.map((name) => `"${name}"`).join(', ')}; "key" and "value" are needed.`,
      fix: 'Write the names into the first line: key, value, note, from, to.',
    })
  }
  const issues: Issue[] = []
  const rows = rest.flatMap((line, index): LookupRow[] => {
    const at = (place: number) => (place < 0 ? '' : (line[place] ?? '').trim())
    if (line.every((one) => one.trim() === '')) return []
    const number = index + 2
    if (at(key) === '') issues.push({ path: `/rows/${index}/key`, code: 'key-missing', ...spoken(say`Line ${number} has no key.`) })
    const [note, from, to] = (['note', 'from', 'to'] as const).map((name) => at(column(name)))
    return [{ key: at(key), value: text >= 0 ? at(text) : parse(at(json), index, issues), ...optional({ note, from, to }) }]
  })
  if (issues.length > 0) throw new AppError('invalid-request', { message: issues[0]?.message ?? '', issues: issues.slice(0, 100) })
  return rows
}

function parse(text: string, index: number, issues: Issue[]): unknown {
  try {
    return JSON.parse(text)
  } catch {
    issues.push({
      path: `/rows/${index}/value`,
      code: 'value-invalid',
      ...spoken(say`Line ${index + 2}: ${text.slice(0, 60)} is not JSON.`),
    })
    return null
  }
}

const optional = (members: Readonly<Record<string, string | undefined>>): Partial<LookupRow> =>
  Object.fromEntries(Object.entries(members).filter(([, text]) => text !== undefined && text !== ''))
