// Promotions of a price list: prices with a beginning or an end. A product is told whenever what it costs now may be another price than at the last
// look: a promotion began, ended, was moved, changed or withdrawn, or the regular price changed. It is compared what stands in Odoo, not what was planned,
// so that an outage only makes it later.
import { Type, type Static } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext, PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { idOf, readAll, searchRead, textOf, type OdooRow } from '../client.ts'
import { fromOdoo, toOdoo } from '../dates.ts'
import { promotedProducts, PromotedProduct } from '../promotions.ts'

const Options = Type.Object(
  {
    priceList: Type.String({ title: 'Price list', description: 'Its name in Odoo.', minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)

const EXAMPLE: PromotedProduct = {
  id: 2,
  name: 'Harbour mug',
  priceList: 'Default GBP',
  currency: 'GBP',
  variants: [
    { sku: 'HF-MUG-NAVY', price: '12.50', salePrice: '9.95', until: '2026-11-30T22:59:59.000Z' },
    { sku: 'HF-MUG-WHITE', price: '12.50', salePrice: null, until: null },
  ],
}

/** Their states stand in the cursor; more would make it heavy for each look. */
const MOST = 5_000

/** Of each promotion at the last look: its product, and everything that decides about the price. */
type States = Readonly<Record<string, readonly [template: number, state: string]>>

export const promotionsDue = {
  kind: 'poll',
  id: 'promotions-due',
  label: 'Promotions begin, end or change',
  description:
    'Reads products with the price that holds now and the regular one, whenever a promotion of a price list began, ended, was moved, changed or withdrawn.',
  options: Options,
  output: PromotedProduct,
  example: EXAMPLE,
  async poll({ cursor, limit, options }, context): Promise<PollPage> {
    const { priceList } = options as Static<typeof Options>
    const now = context.now()
    const before = (isRecord(cursor) ? cursor : {}) as unknown as States
    const list = await listNamed(context, priceList)
    const states = await statesNow(context, list.id, now)
    const [due, more] = dueProducts(before, states, limit)
    const products = await promotedProducts(context, list, due, now)
    // What is told in a later page keeps the state that it had.
    const told = new Set(due)
    const after = Object.fromEntries([
      ...Object.entries(before).filter(([, [template]]) => more && !told.has(template)),
      ...Object.entries(states).filter(([, [template]]) => !more || told.has(template)),
    ])
    const records = due.flatMap((id): PollRecord[] => {
      const value = products.get(id)
      return value ? [{ key: String(id), version: now.toISOString(), value: value as Json }] : []
    })
    return { records, cursor: after as unknown as Json, more }
  },
} as const satisfies PollTrigger

async function listNamed(context: CallContext, name: string): Promise<OdooRow> {
  const [list] = await searchRead(context, 'product.pricelist', [['name', '=', name]], { fields: ['name', 'currency_id'], limit: 1 })
  if (list) return list
  throw new AppError('action-input-invalid', {
    message: say`Odoo has no price list called "${name}".`,
    fix: 'Correct the name in the trigger of the flow.',
  })
}

/** Of those that run or will: what is over needs no state, for losing it is the change. */
async function statesNow(context: CallContext, list: number, now: Date): Promise<States> {
  const at = toOdoo(now.toISOString())
  const rows = await readAll(
    context,
    'product.pricelist.item',
    [
      ['pricelist_id', '=', list],
      ['product_tmpl_id', '!=', false],
      '|',
      ['date_start', '!=', false],
      ['date_end', '!=', false],
      '|',
      ['date_end', '=', false],
      ['date_end', '>=', at],
    ],
    ['product_tmpl_id', 'date_start', 'date_end', 'write_date'],
  )
  if (rows.length > MOST) throw new AppError('vendor-rejected', { message: say`The price list has more than ${MOST} promotions.` })
  const isRunning = (row: OdooRow) => (textOf(row['date_start']) ?? '') <= at
  const running = [...new Set(rows.filter(isRunning).flatMap((row) => idOf(row['product_tmpl_id']) ?? []))]
  const changed = await changesOf(context, list, running)
  return Object.fromEntries(
    rows.map((row) => {
      const template = idOf(row['product_tmpl_id']) ?? 0
      const state = [textOf(row['write_date']) ?? '', isRunning(row) ? `running ${changed.get(template) ?? ''}` : 'planned']
      return [String(row.id), [template, state.join(' ')] as const]
    }),
  )
}

/** When the regular prices of these products last changed. */
async function changesOf(context: CallContext, list: number, templates: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (templates.length === 0) return new Map()
  const variants = await readAll(context, 'product.product', [['product_tmpl_id', 'in', templates]], ['product_tmpl_id', 'write_date'])
  const regular = await readAll(
    context,
    'product.pricelist.item',
    [
      ['pricelist_id', '=', list],
      ['product_tmpl_id', 'in', templates],
      ['date_start', '=', false],
      ['date_end', '=', false],
    ],
    ['product_tmpl_id', 'write_date'],
  )
  const times = new Map<number, string>()
  for (const row of [...variants, ...regular]) {
    const [template, at] = [idOf(row['product_tmpl_id']) ?? 0, fromOdoo(textOf(row['write_date']) ?? '1970-01-01 00:00:00')]
    if (at > (times.get(template) ?? '')) times.set(template, at)
  }
  return times
}

/** A promotion that is planned anew changes no price yet; every other difference may. At the first look everything that runs is told. */
function dueProducts(before: States, now: States, limit: number): readonly [due: readonly number[], more: boolean] {
  const isPlanned = (state: string | undefined) => state === undefined || state.endsWith('planned')
  const all = Object.keys({ ...before, ...now }).flatMap((id) => {
    const [old, current] = [before[id], now[id]]
    if (old?.[1] === current?.[1] || (isPlanned(old?.[1]) && isPlanned(current?.[1]))) return []
    return [current?.[0] ?? old?.[0] ?? 0]
  })
  const due = [...new Set(all)].toSorted((one, other) => one - other)
  return [due.slice(0, limit), due.length > limit]
}
