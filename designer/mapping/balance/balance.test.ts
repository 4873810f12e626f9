// What is offered for a balance, what a preset fills in, and what of a draft reaches the document.
import { describe, expect, it } from 'vitest'
import type { MappingRow } from '#shared/flow/document.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import { targetFields } from '../target-fields.ts'
import { amountChoices } from './amount-choices.ts'
import { contractOf, draftOf, NEW_TERM, writtenOf, type ContractDraft } from './drafts.ts'
import { freeFields } from './free-fields.ts'
import { presetDraft } from './presets.ts'

const decimal = { type: 'string', format: 'decimal' }
const fields = targetFields({
  type: 'object',
  properties: {
    reference: { type: 'string' },
    total: { ...decimal, title: 'Order total' },
    tax: decimal,
    discount: decimal,
    rounding: decimal,
    memo: { type: 'string' },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' }, amount: decimal, paid: { type: 'boolean' } } },
    },
  },
})
const copy = (target: string): MappingRow => ({ target, rule: { kind: 'expression', expression: target } })
const rows: MappingRow[] = [
  copy('reference'),
  copy('total'),
  copy('tax'),
  copy('discount'),
  { target: 'lines', rule: { kind: 'each', items: 'items', rows: [copy('sku'), copy('amount'), copy('paid')] } },
]
const outputs = [
  { reference: '1001', total: '12.50', tax: '2.50', discount: '0.00', lines: [{ sku: '4711', amount: '10.00', paid: true }] },
]
const records = [
  {
    id: 99,
    name: '#1001',
    total_price: '12.50',
    line_items: [{ sku: '4711', price: '10.00' }],
    shop_money: { amount: '3', currency: 'EUR' },
  },
]
const choices = amountChoices({ fields, rows, outputs, records })

describe('the amounts that can be picked', () => {
  it('are the mapped amounts, sums over lines, and those of the source; no codes, no ids', () => {
    expect(choices.map(({ amount: { of }, path }) => `${of} ${path}`)).toEqual([
      'result total',
      'result tax',
      'result discount',
      'result lines[].amount',
      'source total_price',
      'source line_items[].price',
      'source shop_money',
      'source shop_money.amount',
    ])
    expect(choices[0]).toMatchObject({ value: 'total', label: 'Order total', example: '"12.50"' })
    expect(choices[3]).toMatchObject({ value: '$sumMoney(lines, "amount")', label: 'Lines amount' })
  })

  it('are those that are declared while no sample is there', () => {
    expect(amountChoices({ fields, rows, outputs: [undefined], records: [] }).map(({ path }) => path)).toEqual([
      'total',
      'tax',
      'discount',
      'lines[].amount',
    ])
  })

  it('leave a field for what is left over: one that no row fills, amounts first', () => {
    expect(freeFields(fields, rows)).toEqual(['rounding', 'memo'])
  })
})

describe('a preset', () => {
  it('fills in an order total by the names of the fields', () => {
    expect(contractOf(presetDraft('order-total', choices, []))).toEqual({
      label: 'Order total',
      left: [
        { label: 'Lines', amount: '$sumMoney(lines, "amount")' },
        { label: 'Tax', amount: 'tax' },
        { label: 'Discounts', amount: 'discount', subtract: true },
      ],
      right: [{ label: 'Total', amount: 'total' }],
    })
  })

  it('multiplies price and quantity where lines have no amount, and takes the total of the source', () => {
    const found = amountChoices({
      fields: [],
      rows: [],
      outputs: [{ order_line: [{ unitPrice: '5.00', quantity: 2 }] }],
      records,
    })
    expect(contractOf(presetDraft('order-total', found, ['Order total']))).toEqual({
      label: 'Order total 2',
      left: [{ label: 'Lines', amount: '$sumMoney(order_line.$multiply(unitPrice, quantity))' }],
      right: [{ label: 'Total', amount: '$source.total_price' }],
    })
  })

  it('puts debits against credits, and leaves open what it cannot tell', () => {
    const journal = amountChoices({ fields: [], rows: [], outputs: [{ entries: [{ debit: '1.00', credit: '1.00' }] }], records: [] })
    expect(contractOf(presetDraft('debits-credits', journal, []))).toMatchObject({
      left: [{ amount: '$sumMoney(entries, "debit")' }],
      right: [{ amount: '$sumMoney(entries, "credit")' }],
    })
    expect(contractOf(presetDraft('debits-credits', choices, []))).toBeUndefined()
  })
})

const TOTAL: BalanceContract = {
  label: 'Total',
  left: [{ label: 'A', amount: 'a', subtract: true }],
  right: [{ label: 'B', amount: '$source.b' }],
  tolerance: '0.05',
  currency: 'EUR',
  residual: 'rest',
}

describe('a draft', () => {
  it('is the contract again', () => {
    expect(contractOf(draftOf(TOTAL))).toEqual(TOTAL)
  })

  it.each<[string, Partial<ContractDraft>]>([
    ['no name', { label: ' ' }],
    ['no amount picked', { left: [NEW_TERM] }],
    ['an amount without a name', { right: [{ label: '', amount: 'b', subtract: false }] }],
    ['a formula that cannot be read', { right: [{ label: 'B', amount: '1 +', subtract: false }] }],
    ['a tolerance that is none', { tolerance: '0,05' }],
    ['a currency of two letters', { currency: 'EU' }],
  ])('with %s leaves the document as it was', (_, change) => {
    const broken = { ...draftOf(TOTAL), ...change }
    expect(contractOf(broken)).toBeUndefined()
    expect(writtenOf([broken])).toEqual({ contracts: [TOTAL], at: [0] })
  })

  it('that was never whole is not in the document, and those behind it keep their results', () => {
    const { written: _, ...fresh } = { ...draftOf(TOTAL), label: '' }
    const other = draftOf({ ...TOTAL, label: 'Other' })
    expect(writtenOf([fresh, other])).toEqual({ contracts: [{ ...TOTAL, label: 'Other' }], at: [undefined, 0] })
  })
})
