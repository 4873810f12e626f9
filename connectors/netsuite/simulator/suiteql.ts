// As much of SuiteQL as the connector and its users' simple queries need: one table with what is joined to it in its rows,
// conditions joined by AND, an order.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

export interface QueryResult {
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** Tables by their names; columns as the rows have them. Throws a sentence for what it does not understand. */
export function runQuery(query: string, tables: Readonly<Record<string, readonly SimulatorRecord[]>>): QueryResult {
  const text = query.replaceAll(/\s+/g, ' ').trim()
  const match = /^SELECT (?:DISTINCT )?(.+?) FROM (\w+)(?: \w+)?(?: JOIN \w+ \w+ ON \S+ = \S+)*(?: WHERE (.+?))?(?: ORDER BY (.+))?$/i.exec(
    text,
  )
  const table = tables[match?.[2]?.toLowerCase() ?? '']
  if (!match || !table)
    throw new Error(`Invalid search query. Detailed unprocessed description follows. Search error occurred: ${text.slice(0, 120)}`)
  const columns = splitOutside(match[1] ?? '').map(readColumn)
  const conditions = (match[3] ?? '').split(/ AND /i).filter((part) => part !== '')
  const kept = table.filter((row) => conditions.every((condition) => holds(row, condition)))
  const order = (match[4] ?? 'id').split(',').map((part) => {
    const [, by = 'id', direction] = /^(?:\w+\.)?(\w+)(?: (DESC|ASC))?$/i.exec(part.trim()) ?? []
    return { by: by.toLowerCase(), sign: direction?.toUpperCase() === 'DESC' ? -1 : 1 }
  })
  const ordered = kept.toSorted((a, b) => order.map(({ by, sign }) => compare(a[by], b[by]) * sign).find((sign) => sign !== 0) ?? 0)
  return {
    rows: ordered.map((row) =>
      Object.fromEntries(columns.flatMap(({ from, as }) => (row[from] === undefined || row[from] === null ? [] : [[as, told(row[from])]]))),
    ),
  }
}

/** NetSuite's yes and no, the id of what a field names, and everything else as text. */
const told = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'T' : 'F') : String(isRecord(value) && 'id' in value ? value['id'] : value)

function readColumn(text: string): { readonly from: string; readonly as: string } {
  const match = /^(?:TO_CHAR\()?(?:\w+\.)?(\w+)(?:, '[^']*'\))?(?: AS (\w+))?$/i.exec(text.trim())
  if (!match) throw new Error(`Invalid column: ${text}`)
  const as = (match[2] ?? match[1] ?? '').toLowerCase()
  // The joined currency's symbol stands in the order's row under its own name.
  return {
    from: match[1]?.toLowerCase() === 'symbol' || match[1]?.toLowerCase() === 'foreigntotal' ? as : (match[1] ?? '').toLowerCase(),
    as,
  }
}

function holds(row: SimulatorRecord, condition: string): boolean {
  const list = /^(?:\w+\.)?(\w+) IN \((.*)\)$/i.exec(condition)
  if (list) {
    const wanted = /'/.test(list[2] ?? '') ? texts(list[2] ?? '') : (list[2] ?? '').split(',').map((id) => id.trim())
    return wanted.includes(String(row[(list[1] ?? '').toLowerCase()]))
  }
  const match = /^(?:\w+\.)?(\w+) (=|>=|>) (?:TO_DATE\()?('(?:[^']|'')*'|\d+)(?:, '[^']*'\))?$/i.exec(condition.trim())
  if (!match) throw new Error(`Invalid condition: ${condition}`)
  const value = row[(match[1] ?? '').toLowerCase()] as unknown
  const wanted = texts(match[3] ?? '')[0] ?? match[3] ?? ''
  const order = compare(value, /^\d+$/.test(wanted) && typeof value === 'number' ? Number(wanted) : wanted)
  return match[2] === '=' ? order === 0 : match[2] === '>' ? order > 0 : order >= 0
}

const texts = (list: string) => [...list.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"))
const compare = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0

/** At commas that stand in no parentheses. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}
