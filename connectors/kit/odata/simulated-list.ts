// A list as an OData version 4 service answers it: `$filter`, `$orderby`, `$top`, `$skip`, `$select`, and pages of the size that `Prefer` wishes.
import type { Context } from 'hono'
import type { SimulatorRecord } from '../simulator-records.ts'
import { orderOf, parseFilter } from './simulated-filter.ts'

export interface SimulatedList {
  readonly all: readonly SimulatorRecord[]
  /** What tells records apart and orders them where nothing else does. */
  readonly key: string
  readonly pageSize: number
  readonly largestPage: number
  /** How the next link goes on: after the key of the last record, or after so many rows (which moves when rows are made or go). */
  readonly continuation: '$skiptoken' | '$skip'
  /** Members that a record of the set may have and those of a new simulator do not. */
  readonly known?: readonly string[]
  /** Throws the vendor's refusal. */
  refuse(message: string): never
}

export interface SimulatedPage {
  readonly records: readonly SimulatorRecord[]
  /** Parameters of the next page. */
  readonly next: URLSearchParams | undefined
}

export function simulateList(
  c: Context,
  { all, key, pageSize, largestPage, continuation, known = [], refuse }: SimulatedList,
): SimulatedPage {
  const asked = c.req.query()
  const fields = new Set([...all.flatMap((record) => Object.keys(record)), ...known])
  let matches: (record: SimulatorRecord) => boolean
  try {
    matches = parseFilter(asked['$filter'] ?? '', (field) => all.length === 0 || fields.has(field))
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'The filter is not valid.')
  }
  const order = [...(asked['$orderby'] ?? '').split(',').filter((part) => part !== ''), key].map((part) => part.trim().split(' '))
  const sorted = all
    .filter((record) => matches(record))
    .toSorted((a, b) => {
      for (const [field = '', direction] of order) {
        const by = orderOf(a[field] ?? null, b[field] ?? null) || 0
        if (by !== 0) return direction === 'desc' ? -by : by
      }
      return 0
    })
  const token = asked['$skiptoken']
  const after = token === undefined ? 0 : sorted.findIndex((record) => String(record[key]) === token) + 1
  if (token !== undefined && after === 0) refuse('The skip token is not valid.')
  const skipped = Number(asked['$skip'] ?? 0)
  const start = after + skipped
  const wanted = sorted.slice(start, asked['$top'] === undefined ? undefined : start + Number(asked['$top']))
  const wished = Number(/odata\.maxpagesize=(\d+)/.exec(c.req.header('prefer') ?? '')?.[1] ?? pageSize)
  const page = wanted.slice(0, Math.min(wished === 0 ? largestPage : wished, largestPage))
  const next = new URLSearchParams(asked)
  if (continuation === '$skiptoken') {
    next.set('$skiptoken', String(page.at(-1)?.[key]))
    next.delete('$skip')
  } else next.set('$skip', String(skipped + page.length))
  if (asked['$top'] !== undefined) next.set('$top', String(Number(asked['$top']) - page.length))
  return { records: page.map((record) => selected(record, asked['$select'])), next: wanted.length > page.length ? next : undefined }
}

function selected(record: SimulatorRecord, select: string | undefined): SimulatorRecord {
  if (select === undefined) return record
  const wanted = new Set(select.split(',').map((name) => name.trim()))
  return Object.fromEntries(Object.entries(record).filter(([name]) => wanted.has(name) || name === '@odata.etag')) as SimulatorRecord
}

/** The record may be changed with this `If-Match`: it names the version that is held. */
export const isHeldVersion = (c: Context, etag: string): boolean => {
  const given = c.req.header('if-match')
  return given === '*' || given?.split(/,\s*/).includes(etag) === true
}
