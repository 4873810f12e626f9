// How a simulated Dolibarr answers: numbers as text, an empty list as 404, wrong input as 500, and `sqlfilters` as version 16 reads them.
import type { Context } from 'hono'
import type { Fault } from '#connectors/kit/simulator-faults.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 401 | 404 | 500 | 503
  readonly reason: string | undefined
  constructor(status: 400 | 401 | 404 | 500 | 503, message: string, cause?: string) {
    super(message)
    this.status = status
    this.reason = cause
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
export const problem = (status: number, message: string, cause?: string) => ({
  error: { code: status, message: `${TITLES[status] ?? ''}: ${message}`, ...(cause !== undefined && { 0: cause }) },
})

export const faultAnswer = (fault: Fault): Response | undefined =>
  fault.kind === 'unauthorized' ? Response.json(problem(401, 'Access denied'), { status: 401 }) : undefined

export const FIREWALL_ANSWER = 'Access refused to 127.0.0.1 by SQL or Script injection protection in main.inc.php - GETPOST type=2'

/** Columns have other names than members. */
const MEMBER: Readonly<Record<string, string>> = {
  rowid: 'id',
  nom: 'name',
  fk_product: 'product_id',
  fk_entrepot: 'warehouse_id',
}

export function listed(c: Context, all: readonly SimulatorRecord[], name: string): Response {
  const { sqlfilters = '', sortfield = 't.rowid', sortorder = 'ASC', limit = '100', page = '0' } = c.req.query()
  const tests = conditions(sqlfilters)
  const found = all.filter((record) => tests.every((test) => test(record)))
  const order = sortfield.split(',').map((field) => memberOf(field))
  const sorted = found.toSorted((a, b) => {
    for (const member of order) {
      const by = compare(a[member], b[member])
      if (by !== 0) return sortorder.startsWith('DESC') ? -by : by
    }
    return 0
  })
  const from = Number(limit) * Number(page)
  const rows = sorted.slice(from, from + Number(limit))
  if (rows.length === 0) throw new Refusal(404, `No ${name} found`)
  return c.json(rows.map(shown))
}

function conditions(text: string): readonly ((record: SimulatorRecord) => boolean)[] {
  if (text === '') return []
  const parts = text.split(/ and /i)
  return parts.map((part) => {
    const inner = /^\(([^:'()]+:[^:'()]+:[^()]+)\)$/.exec(part)?.[1]
    if (inner === undefined) throw new Refusal(503, `Error when validating parameter sqlfilters ${text}`)
    // The value ends at its first colon.
    const [column = '', operator = '', value = ''] = inner.split(':')
    const wanted = value.replace(/^'(.*)'$/, '$1')
    const member = memberOf(column)
    return (record: SimulatorRecord) => {
      const held = column === 't.tms' ? String(record['tms']).replaceAll(/\D/g, '') : record[member]
      const by = compare(held ?? '', /^\d+$/.test(wanted) && typeof held === 'number' ? Number(wanted) : wanted)
      return operator === '=' ? by === 0 : operator === '>=' ? by >= 0 : by > 0
    }
  })
}

const memberOf = (column: string): string => {
  const name = column.replace(/^t\./, '')
  return MEMBER[name] ?? name
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [textOf(a), textOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))

/** Numbers are text, amounts with eight decimals; times of change stand under another name than their column. */
export function shown(record: SimulatorRecord): SimulatorRecord {
  const { tms: _, lines, ...members } = record
  const texts = Object.entries(members).map(([name, value]) => [
    name,
    typeof value === 'number' && !TIMES.has(name) ? written(name, value) : value,
  ])
  return {
    ...Object.fromEntries(texts),
    ...(Array.isArray(lines) && { lines: lines.map((line) => shown(line as SimulatorRecord)) }),
  } as SimulatorRecord
}
const TIMES: ReadonlySet<string> = new Set(['date', 'date_modification', 'date_creation', 'date_shipping'])
const AMOUNTS = /^(total_|price|subprice|remaintopay|tva_tx|remise_percent|amount)/
const written = (name: string, value: number): string => (AMOUNTS.test(name) ? value.toFixed(name === 'tva_tx' ? 4 : 8) : String(value))
