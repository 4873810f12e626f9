// Lists as Xero answers them: a `where` of equalities, `order`, what changed since, and pages.
import type { Context } from 'hono'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { XeroRefusal } from './refusal.ts'

export function listed(c: Context, name: string, id: string, all: readonly SimulatorRecord[]): Response {
  const asked = c.req.query()
  const conditions = (asked['where'] ?? '')
    .split(' AND ')
    .filter((part) => part !== '')
    .map(condition)
  const since = c.req.header('if-modified-since')
  const numbers = asked['InvoiceNumbers']?.split(',')
  const statuses = asked['Statuses']?.split(',')
  const found = all.filter(
    (record) =>
      conditions.every(([field, value]) => record[field] === value) &&
      (since === undefined || millis(record['UpdatedDateUTC']) > Date.parse(since)) &&
      (numbers === undefined || numbers.includes(String(record['InvoiceNumber']))) &&
      (statuses === undefined || statuses.includes(String(record['Status']))),
  )
  const [by = id] = (asked['order'] ?? '').split(' ')
  const sorted = found.toSorted((a, b) =>
    by === 'UpdatedDateUTC' ? millis(a[by]) - millis(b[by]) : String(a[by]).localeCompare(String(b[by])),
  )
  const size = Number(asked['pageSize'] ?? 100)
  const page = Number(asked['page'] ?? 1)
  return c.json({
    Id: '00000000-0000-4000-8000-000000000000',
    Status: 'OK',
    ...(asked['page'] !== undefined && {
      pagination: { page, pageSize: size, pageCount: Math.ceil(sorted.length / size), itemCount: sorted.length },
    }),
    [name]: asked['page'] === undefined ? sorted : sorted.slice((page - 1) * size, page * size),
  })
}

function condition(part: string): readonly [string, unknown] {
  const [, field = '', value = ''] = /^(\w+)==(".*")$/.exec(part) ?? []
  if (field === '') throw new XeroRefusal(`The where clause ${part} cannot be read.`)
  return [field, JSON.parse(value) as unknown]
}

const millis = (date: unknown) => Number(/\((-?\d+)/.exec(String(date))?.[1] ?? 0)
