// A store's day at the tills: sales of several stores arrive in any order, are collected by store and business day, and become one journal for
// each. Reusable: a test that kills the program runs the same day and asks the same questions of the ledger.
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import type { LatePolicy } from '#shared/flow/nodes/windows.ts'
import { addMoney } from '#shared/mapping/functions/money.ts'
import { aFlow, call, manual } from './engine.testing.ts'

export interface Sale {
  readonly id: string
  readonly store: string
  readonly day: string
  readonly amount: string
  /** On the till's last record of the day: how many records there are, this one included. */
  readonly expected?: number
}

export interface Journal {
  readonly store: string
  readonly day: string
  readonly total: string
  readonly sales: number
  readonly opening: number
}

const collect = (late: LatePolicy): FlowNode => ({
  kind: 'aggregate',
  label: 'Collect the day',
  config: {
    key: 'store & " " & day',
    keep: '{ "id": id, "amount": amount }',
    value: 'amount',
    close: { expected: 'expected', schedule: { cron: '0 4 * * *', timeZone: 'Europe/Oslo' } },
    late,
  },
})

/** Sales into one journal for each store and day, posted once per opening of the window. */
export function posDayFlow(late: LatePolicy = 'reopen'): FlowDocument {
  const expression = (target: string, source: string) => ({ target, rule: { kind: 'expression' as const, expression: source } })
  return aFlow({
    start: manual,
    collect: collect(late),
    journal: {
      kind: 'map',
      label: 'Journal',
      config: {
        rows: [
          expression('store', '$substringBefore(key, " ")'),
          expression('day', '$substringAfter(key, " ")'),
          expression('total', '$sumMoney(records.amount)'),
          expression('sales', '$count(records)'),
          expression('opening', 'opening'),
        ],
      },
    },
    post: call(),
  })
}

/** Sales of each store, in turn; each store's last one tells how many there are. */
export function salesOf(stores: readonly string[], each: number, day = '2026-03-01'): readonly Sale[] {
  return Array.from({ length: each }, (_, n) =>
    stores.map((store, s) => ({
      id: `${store}-${n}`,
      store,
      day,
      amount: `${n}.${String((s * 7 + n) % 100).padStart(2, '0')}`,
      ...(n === each - 1 && { expected: each }),
    })),
  ).flat()
}

/** What the ledger has to hold after these sales, when nothing came late. */
export function journalsFor(sales: readonly Sale[]): readonly Journal[] {
  const days = Map.groupBy(sales, ({ store, day }) => `${store} ${day}`)
  return [...days.values()]
    .map((of) => {
      const { store = '', day = '' } = of[0] ?? {}
      return { store, day, total: addMoney(of.map(({ amount }) => amount)), sales: of.length, opening: 1 }
    })
    .toSorted((a, b) => a.store.localeCompare(b.store))
}
