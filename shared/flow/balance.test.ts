// Balance contracts in the document: checked, compared, merged, and followed when a step is renamed.
import { describe, expect, it } from 'vitest'
import { aFlow } from './a-flow.fixture.ts'
import { checkFlow } from './check.ts'
import { diffFlows } from './diff.ts'
import type { ConnectorDescriptor } from '../model/descriptors.ts'
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

const ROWS: MapNode['config']['rows'] = [
  { target: 'total', rule: { kind: 'constant', value: 1 } },
  {
    target: 'lines',
    rule: { kind: 'each', items: 'line_items', rows: [{ target: 'price', rule: { kind: 'expression', expression: 'price' } }] },
  },
]

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
    [
      'a field that no row fills',
      [{ ...TOTAL, right: [{ label: 'T', amount: 'totel' }] }],
      'balance-field-unknown /nodes/map-order/config/balance/0/right/0/amount',
    ],
    [
      'a field that no item of a list has',
      [{ ...TOTAL, left: [{ label: 'L', amount: '$sumMoney(lines, "prize")' }] }],
      'balance-field-unknown /nodes/map-order/config/balance/0/left/0/amount',
    ],
    [
      'a currency that is none',
      [{ ...TOTAL, tolerance: '1', currency: 'QQQ' }],
      'balance-currency /nodes/map-order/config/balance/0/currency',
    ],
  ])('is refused for %s', (_, balance, issue) => {
    expect(codes(flow(balance, ROWS))).toContain(issue)
  })

  it('may read every field that rows fill, below them too, and what an earlier balance left over', () => {
    const sum = (amount: string): BalanceContract => ({
      label: amount,
      left: [{ label: 'A', amount }],
      right: [{ label: 'B', amount: 'total' }],
    })
    const first = { ...TOTAL, right: [{ label: 'T', amount: 'total' }], tolerance: '1', residual: 'rest' }
    const fine = [
      first,
      sum('rest'),
      sum('$sumMoney(lines, "price")'),
      sum('$sumMoney(lines.*)'),
      sum('total.amount'),
      sum('$source.x'),
      sum('$trigger.y'),
    ]
    expect(codes(flow(fine, ROWS))).toEqual([])
    expect(codes(flow([{ ...first, right: [{ label: 'T', amount: 'rest' }] }], ROWS))).toEqual([
      'balance-field-unknown /nodes/map-order/config/balance/0/right/0/amount',
    ])
  })

  it('puts what is left over into a field of the target only', () => {
    const connector = {
      id: 'erp',
      name: 'ERP',
      actions: [
        {
          id: 'create-order',
          label: 'Create order',
          input: {
            type: 'object',
            additionalProperties: false,
            required: ['rounding'],
            properties: { total: {}, rounding: {}, lines: {} },
          },
        },
      ],
      triggers: [],
      polls: [],
    } as unknown as ConnectorDescriptor
    const issues = (residual: string) => {
      const document = flow([{ ...TOTAL, tolerance: '1', residual }], ROWS)
      const node = document.nodes['map-order'] as MapNode
      node.config.target = { slot: 'erp', action: 'create-order' }
      document.slots = { erp: { label: 'ERP', connector: 'erp' } }
      return checkFlow(document, { connectors: [connector] }).map(({ code, path, severity }) => `${severity} ${code} ${path}`)
    }
    expect(issues('rounding')).toEqual([])
    expect(issues('roundng')).toEqual([
      'error target-unknown /nodes/map-order/config/balance/0/residual',
      'warning required-unmapped /nodes/map-order/config/rows',
    ])
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
