// Lists as Business Central answers them, with lines of a document where they are asked for (`$expand`).
import type { Context } from 'hono'
import { simulateList } from '#connectors/kit/odata/simulated-list.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { Refusal } from './refusal.ts'

const LARGEST_PAGE = 20_000

export function listed(c: Context, set: string, all: readonly SimulatorRecord[], key = 'id'): Response {
  const { records, next } = simulateList(c, {
    all,
    key,
    pageSize: LARGEST_PAGE,
    largestPage: LARGEST_PAGE,
    continuation: '$skiptoken',
    refuse(message) {
      throw new Refusal('BadRequest', message)
    },
  })
  const { origin, pathname } = new URL(c.req.url)
  return c.json({
    '@odata.context': `${origin}${pathname.replace(/\/companies.*/, '')}/$metadata#${set}`,
    value: records.map((record) => shown(record, c.req.query('$expand'))),
    ...(next && { '@odata.nextLink': `${origin}${pathname}?${next.toString()}` }),
  })
}

/** Lines of a document are shown when they are asked for. */
export function shown(record: SimulatorRecord, expand: string | undefined): SimulatorRecord {
  const entries = Object.entries(record).filter(([name, value]) => !Array.isArray(value) || name === expand)
  return Object.fromEntries(entries) as SimulatorRecord
}
