// Balance contracts in the document: checked, compared, merged, and followed when a step is renamed.
import { describe, expect, it } from 'vitest'
import { aFlow } from './a-flow.fixture.ts'
import { checkFlow } from './check.ts'
import { diffFlows } from './diff.ts'
import type { FlowDocument, MapNode } from './document.ts'
import { mergeFlows } from './merge.ts'
import type { BalanceContract } from './nodes/balance.ts'
import { readFlow } from './read.ts'
import { renameSteps } from './rename-steps.ts'

const TOTAL: BalanceContract = {
  label: 'Order total',
  left: [{ label: 'Lines', amount: '$sumMoney(lines.price)' }],
  right: [{ label: 'Total', amount: '$source.total' }],
}

function flow(balance?: BalanceContract[], rows: MapNode['config']['rows'] = []): FlowDocument {
  return aFlow()
    .node('map-order', 'map', { rows, ...(balance && { balance }) }, 'Map order')
    .edge('start', 'map-order')
    .build()
}
const codes = (document: FlowDocument) => checkFlow(document).map(({ code, path }) => `${code} ${path}`)

describe('a balance contract', () => {
  it('is valid, and knows $source', () => {
    expect(readFlow(flow([TOTAL]))).toMatchObject({ ok: true })
    expect(codes(flow([TOTAL]))).toEqual([])
  })

  it.each<[string, BalanceContract[], string]>([
    [
      'a syntax error',
      [{ ...TOTAL, left: [{ label: 'L', amount: '1 +' }] }],
      'expression-invalid /nodes/map-order/config/balance/0/left/0/amount',
    ],
    [
      'an unknown function',
      [{ ...TOTAL, left: [{ label: 'L', amount: '$summe(x)' }] }],
      'function-unknown /nodes/map-order/config/balance/0/left/0/amount',
    ],
    ['a name that is taken', [TOTAL, TOTAL], 'balance-duplicate /nodes/map-order/config/balance/1/label'],
    [
      'a field that a row fills',
      [{ ...TOTAL, tolerance: '1', residual: 'total' }],
      'target-conflict /nodes/map-order/config/balance/0/residual',
    ],
    [
      'a field below one that a row fills',
      [{ ...TOTAL, tolerance: '1', residual: 'total.rest' }],
      'target-conflict /nodes/map-order/config/balance/0/residual',
    ],
    [
      'a field that is none',
      [{ ...TOTAL, tolerance: '1', residual: '__proto__' }],
      'target-invalid /nodes/map-order/config/balance/0/residual',
    ],
    ['a field without a tolerance', [{ ...TOTAL, residual: 'rest' }], 'balance-no-tolerance /nodes/map-order/config/balance/0/tolerance'],
  ])('is refused for %s', (_, balance, issue) => {
    expect(codes(flow(balance, [{ target: 'total', rule: { kind: 'constant', value: 1 } }]))).toContain(issue)
  })

  it('is compared in sentences', () => {
    const sentences = (before: FlowDocument, after: FlowDocument) => diffFlows(before, after).map(({ sentence }) => sentence)
    expect(sentences(flow(), flow([TOTAL]))).toEqual([
      'Step "Map order": the balance "Order total" is checked: Lines ($sumMoney(lines.price)) = Total ($source.total)',
    ])
    expect(sentences(flow([TOTAL]), flow([{ ...TOTAL, tolerance: '0.05', residual: 'rounding' }]))).toEqual([
      'Step "Map order": the balance "Order total" is now Lines ($sumMoney(lines.price)) = Total ($source.total), within 0.05, the rest to rounding',
    ])
    expect(sentences(flow([TOTAL]), flow())).toEqual(['Step "Map order": the balance "Order total" is no longer checked'])
    expect(sentences(flow([TOTAL]), flow([TOTAL]))).toEqual([])
  })

  it('is merged by its name', () => {
    const [mine, theirs] = [
      { ...TOTAL, label: 'Mine' },
      { ...TOTAL, label: 'Theirs' },
    ]
    const balances = (document: FlowDocument) => (document.nodes['map-order'] as MapNode).config.balance
    const merged = mergeFlows(flow(), flow([mine]), flow([theirs]))
    expect(merged.conflicts).toEqual([])
    expect(balances(merged.document)?.map(({ label }) => label)).toEqual(['Theirs', 'Mine'])
    const both = mergeFlows(flow([TOTAL]), flow([{ ...TOTAL, tolerance: '1' }]), flow([{ ...TOTAL, tolerance: '2' }]))
    expect(both.conflicts).toMatchObject([{ nodeId: 'map-order' }])
    expect(balances(mergeFlows(flow([TOTAL]), flow(), flow([TOTAL])).document)).toBeUndefined()
  })

  it('follows a step that gets another id', () => {
    const node = flow([{ ...TOTAL, right: [{ label: 'T', amount: '$steps.old.total' }] }]).nodes['map-order'] as MapNode
    expect(renameSteps(node, new Map([['old', 'new']])).config.balance?.[0]?.right[0]?.amount).toBe('$steps.`new`.total')
  })
})
