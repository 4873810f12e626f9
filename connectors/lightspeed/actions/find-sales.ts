// Sales of a time, such as a store's day, over Lightspeed's search. The search is an index of its own, and skips and repeats records where sales are made
// while its pages are read: they are read to the end and each sale is taken once.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { FULL_SALE } from '../examples.ts'
import { SaleHead, toSaleHead } from '../sale.ts'
import { listOf, SaleHead as LightspeedSaleHead } from '../schemas.ts'
import { Id } from '../values.ts'

/** The search gives no more at once. */
const PAGE_SIZE = 1_000
const MOST = 10_000
const instant = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})$' })

const Input = Type.Object(
  {
    from: instant('From', 'ISO instant with its zone: sold then or later.'),
    before: instant('Before', 'ISO instant with its zone.'),
    outletId: Type.Optional(Id('Outlet', 'Only sales of this outlet.')),
    registerId: Type.Optional(Id('Register', 'Only sales of this register.')),
    state: Type.Optional(
      Type.Union([Type.Literal('closed'), Type.Literal('pending'), Type.Literal('parked'), Type.Literal('voided')], {
        title: 'State',
        description: 'Default: all.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const findSales = {
  id: 'find-sales',
  label: 'Find sales',
  description: 'Lists the sales of a time, such as a store-day, without their lines.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Type.Object({ sales: Type.Array(SaleHead, { title: 'Sales', description: 'In the order they were sold' }) }),
  example: { sales: [FULL_SALE.head] },
  async run(input, context) {
    const { from, before, outletId, registerId, state } = parseInput(Input, input)
    const [begin, end] = [new Date(from), new Date(before)]
    const found = new Map<string, SaleHead>()
    for (let offset = 0; ;) {
      const { data } = await read(context, '/search', listOf(LightspeedSaleHead), {
        type: 'sales',
        date_from: secondsOf(begin),
        date_to: secondsOf(end),
        outlet_id: outletId,
        register_id: registerId,
        state,
        page_size: PAGE_SIZE,
        offset,
      })
      for (const sale of data) found.set(sale.id, toSaleHead(sale))
      offset += data.length
      if (data.length === 0) break
      if (offset > MOST)
        throw new AppError('action-input-invalid', {
          message: say`There are more than ${MOST} sales between ${from} and ${before}.`,
          fix: 'Ask for a shorter time, or for one outlet at a time.',
        })
    }
    // Whether Lightspeed counts a sale at the last second to the time is not said.
    const sales = [...found.values()].filter(({ soldAt }) => soldAt === null || Date.parse(soldAt) < end.getTime())
    return { sales: sales.toSorted((a, b) => Date.parse(a.soldAt ?? '') - Date.parse(b.soldAt ?? '') || (a.id < b.id ? -1 : 1)) }
  },
} as const satisfies Action

/** Such as `2016-08-08T12:00:00Z`: whole seconds, in UTC. */
const secondsOf = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`
