// What the crash sweep runs: a flow, the events it gets, and what the other system must hold afterwards.
import { newFlow } from '#shared/flow/new.ts'
import type { FlowDocument, FlowEdge, FlowNode } from '#shared/flow/document.ts'

/** `key`: what the other system does with a repetition under the same key is nothing. `none`: it does it again. */
export const SAFETY = { post: 'key', 'post-once': 'none' } as const

export interface Scenario {
  readonly name: string
  readonly document: FlowDocument
  readonly events: readonly { readonly key: string; readonly input: unknown }[]
  /** `ref` of each record that must be in the ledger, once; those of `unsafe` may be missing where a person is asked about them. */
  readonly expected: readonly string[]
  readonly unsafe: readonly string[]
  /** Where there are more than events: a window that closes begins one. */
  readonly runs?: number
  /** Of so many points that do the same again and again (a line like the one before), these are enough: the first ones in a row, the others spread. */
  readonly enough?: number
}

const flow = (nodes: Record<string, FlowNode>, edges: readonly FlowEdge[]): FlowDocument => ({
  ...newFlow('Crash sweep'),
  slots: { erp: { connector: 'ledger', label: 'Ledger' } },
  nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } }, ...nodes },
  edges: [...edges],
})
const edge = (from: string, to: string, port = 'out'): FlowEdge => ({ from, port, to })
const post = (ref: string, action: keyof typeof SAFETY = 'post'): FlowNode => ({
  kind: 'call',
  label: `Post ${action}`,
  config: { slot: 'erp', action, rows: [{ target: 'ref', rule: { kind: 'expression', expression: ref } }], into: 'answer' },
})
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** An order and its shipping label: the label's service prints a second one when it is asked twice. */
const order: Scenario = {
  name: 'order',
  document: flow({ order: post("'order-' & id"), label: post("'label-' & id", 'post-once') }, [
    edge('start', 'order'),
    edge('order', 'label'),
  ]),
  events: numbers(4).map((id) => ({ key: `order-${id}`, input: { id } })),
  expected: numbers(4).flatMap((id) => [`order-${id}`, `label-${id}`]),
  unsafe: numbers(4).map((id) => `label-${id}`),
}

const LINES = 1_000

/** A delivery note of a thousand lines, each posted alone, then closed. */
const loop: Scenario = {
  name: 'loop',
  document: flow(
    {
      each: { kind: 'loop', label: 'Each line', config: { items: 'lines', itemKey: '$string(no)' } },
      line: post("'line-' & no"),
      close: post("'note-' & id"),
    },
    [edge('start', 'each'), edge('each', 'line', 'item'), edge('each', 'close', 'done')],
  ),
  events: [{ key: 'note', input: { id: 1, lines: numbers(LINES).map((no) => ({ no })) } }],
  expected: [...numbers(LINES).map((no) => `line-${no}`), 'note-1'],
  unsafe: [],
  enough: 40,
}

const TILLS = 2
const SALES = 12

/** Two stores' day: sales of many runs collected into one journal each, which is posted when the last sale is there. */
const storeDay: Scenario = {
  name: 'store-day',
  document: flow(
    {
      collect: {
        kind: 'aggregate',
        label: 'Collect the day',
        config: { key: 'store', keep: '{ "no": no }', close: { count: SALES }, late: 'exception' },
      },
      // Says how many different sales are in it: one that was added twice, or not at all, gives another name.
      post: post("'journal-' & key & '-' & $count($distinct(records.no)) & '-' & count"),
    },
    [edge('start', 'collect'), edge('collect', 'post')],
  ),
  events: numbers(SALES).flatMap((no) =>
    numbers(TILLS).map((store) => ({ key: `sale-${store}-${no}`, input: { store: `s${store}`, no } })),
  ),
  expected: numbers(TILLS).map((store) => `journal-s${store}-${SALES}-${SALES}`),
  unsafe: [],
  runs: SALES * TILLS + TILLS,
  enough: 60,
}

export const SCENARIOS: readonly Scenario[] = [order, loop, storeDay]

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name)
  if (!found) throw new Error(`There is no scenario ${name}.`)
  return found
}
