// Lists as Business Central answers them: `$filter` of comparisons joined by `and`, `$orderby`, `$top`, `$skip`, `$expand`, and pages.
import type { Context } from 'hono'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { Refusal } from './refusal.ts'

const DEFAULT_PAGE = 20_000

export function listed(c: Context, set: string, all: readonly SimulatorRecord[]): Response {
  const asked = c.req.query()
  const conditions = (asked['$filter'] ?? '')
    .split(' and ')
    .filter((part) => part !== '')
    .map(condition)
  const found = all.filter((record) => conditions.every((matches) => matches(record)))
  const by = asked['$orderby'] ?? 'id'
  const sorted = found.toSorted((a, b) => compare(a[by], b[by]) || compare(a['id'], b['id']))
  const after = sorted.findIndex(({ id }) => id === asked['$skiptoken']) + 1
  if (asked['$skiptoken'] !== undefined && after === 0) throw new Refusal('BadRequest', 'The skip token is not valid.')
  const start = after + Number(asked['$skip'] ?? 0)
  const wanted = sorted.slice(start, asked['$top'] === undefined ? undefined : start + Number(asked['$top']))
  const size = Number(/odata\.maxpagesize=(\d+)/.exec(c.req.header('prefer') ?? '')?.[1] ?? DEFAULT_PAGE)
  const page = wanted.slice(0, size)
  const url = new URL(c.req.url)
  url.searchParams.set('$skiptoken', String(page.at(-1)?.['id']))
  return c.json({
    '@odata.context': `${url.origin}${url.pathname.replace(/\/companies.*/, '')}/$metadata#${set}`,
    value: page.map((record) => shown(record, asked['$expand'])),
    ...(wanted.length > page.length && { '@odata.nextLink': url.href }),
  })
}

/** Lines of a document are shown when they are asked for. */
export function shown(record: SimulatorRecord, expand: string | undefined): SimulatorRecord {
  const entries = Object.entries(record).filter(([name, value]) => !Array.isArray(value) || name === expand)
  return Object.fromEntries(entries) as SimulatorRecord
}

function condition(part: string): (record: SimulatorRecord) => boolean {
  const [, field = '', operator, text, bare = ''] = /^(\w+) (eq|ge) (?:'((?:[^']|'')*)'|([\w.:+-]+))$/.exec(part) ?? []
  if (operator === undefined) throw new Refusal('BadRequest', `Syntax error at position ${part.length} in '${part}'.`)
  const value = text?.replaceAll("''", "'") ?? bare
  return (record) => {
    if (!(field in record)) throw new Refusal('BadRequest', `Could not find a property named '${field}'.`)
    return operator === 'eq' ? String(record[field]) === value : compare(record[field], value) >= 0
  }
}

const compare = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)
