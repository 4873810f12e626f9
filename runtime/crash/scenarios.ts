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
}

const SALES = 300
const PAGE = 25

/** A store's day: its sales in batches, then a pause, then the day's total. */
const storeDay: Scenario = {
  name: 'store-day',
  document: flow(
    {
      pages: { kind: 'batch', label: 'Sales in batches', config: { items: 'sales', size: PAGE } },
      page: post("'sales-' & $string($[0].no)"),
      later: { kind: 'delay', label: 'Wait for late tills', config: { for: { amount: 1, unit: 'seconds' } } },
      total: post("'day-' & day"),
    },
    [edge('start', 'pages'), edge('pages', 'page', 'batch'), edge('pages', 'later', 'done'), edge('later', 'total')],
  ),
  events: [1, 2].map((day) => ({ key: `day-${day}`, input: { day, sales: numbers(SALES).map((no) => ({ no: day * 1_000 + no })) } })),
  expected: [1, 2].flatMap((day) => [...numbers(SALES / PAGE).map((page) => `sales-${day * 1_000 + (page - 1) * PAGE + 1}`), `day-${day}`]),
  unsafe: [],
}

export const SCENARIOS: readonly Scenario[] = [order, loop, storeDay]

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name)
  if (!found) throw new Error(`There is no scenario ${name}.`)
  return found
}
