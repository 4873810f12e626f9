import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import type { FlowDocument } from '../../flow/document.ts'
import { everyRow } from '../check-rows.ts'
import { parseExpression } from '../parse.ts'
import type { Operand } from './operand.ts'
import { isCompleteMode, readListMode, writeListMode, type ListMode } from './list-modes.ts'
import {
  isComplete,
  pathsOf,
  readExpression,
  readRule,
  writeExpression,
  writeRule,
  type ExpressionForm,
  type RuleForm,
} from './rule-form.ts'
import { isPath, nameText, saysTheSame } from './syntax.ts'
import { COMPARISONS, type Test } from './test.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
/** Leaves out members that are undefined, as the forms do. */
const tidy = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const name = fc.constantFrom('name', 'total_price', 'a b', 'é', 'and', 'x-y', 'it.em', '"', '__proto__').map(nameText)
const position = fc.constantFrom('', '', '', '[0]', '[-1]')
const path = fc
  .tuple(fc.constantFrom('', '', '', '$parent.', '$trigger.', '$$.'), fc.array(fc.tuple(name, position), { minLength: 1, maxLength: 4 }))
  .map(([start, names]) => start + names.map(([one, at]) => one + at).join('.'))
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc.boolean(),
  fc.constant(null),
)
const operand: fc.Arbitrary<Operand> = fc.oneof(
  path.map((one): Operand => ({ kind: 'path', path: one })),
  value.map((one): Operand => ({ kind: 'value', value: one === 0 ? 0 : one })),
)
const test: fc.Arbitrary<Test> = fc.oneof(
  fc
    .record({
      kind: fc.constant('compare' as const),
      path,
      operator: fc.constantFrom(...COMPARISONS),
      with: operand,
      asNumber: maybe(fc.constant(true)),
    })
    .map(tidy) as fc.Arbitrary<Test>,
  fc.record({ kind: fc.constant('contains' as const), path, text: operand }),
  fc.record({ kind: fc.constant('one-of' as const), path, values: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constantFrom('filled' as const, 'blank' as const), path }),
)
const tests = fc.oneof(
  test.map((one) => ({ all: true, tests: [one] })),
  fc.record({ all: fc.boolean(), tests: fc.array(test, { minLength: 2, maxLength: 3 }) }),
)
const blank = fc.constantFrom('empty' as const, 'falsy' as const, 'missing' as const)
const picture = fc.constantFrom('[Y0001]-[M01]-[D01]', '[D01].[M01].[Y0001]')
const FORMS: Readonly<Record<string, fc.Arbitrary<RuleForm>>> = {
  constant: fc.record({ form: fc.constant('constant' as const), value: fc.jsonValue() }),
  lookup: fc.record({
    form: fc.constant('lookup' as const),
    table: fc.constant('tenders'),
    key: path,
    onMissing: fc.constantFrom('reject' as const, 'blank' as const),
  }),
  copy: fc.record({ form: fc.constant('copy' as const), path }),
  join: fc
    .record({ form: fc.constant('join' as const), parts: fc.array(operand, { minLength: 2, maxLength: 4 }), separator: maybe(text) })
    .map(tidy) as fc.Arbitrary<RuleForm>,
  date: fc
    .oneof(
      fc.record({ form: fc.constant('date' as const), path, sourcePicture: maybe(picture) }),
      fc.record({ form: fc.constant('date' as const), path, picture, offset: maybe(fc.constant('+0100')), sourcePicture: maybe(picture) }),
    )
    .map(tidy) as fc.Arbitrary<RuleForm>,
  number: fc
    .oneof(
      fc.record({
        form: fc.constant('number' as const),
        path,
        as: fc.constantFrom('number' as const, 'amount' as const),
        decimals: maybe(fc.integer({ min: 0, max: 6 })),
      }),
      fc.record({ form: fc.constant('number' as const), path, as: fc.constant('text' as const) }),
    )
    .map(tidy) as fc.Arbitrary<RuleForm>,
  'first-match': fc
    .record({
      form: fc.constant('first-match' as const),
      paths: fc.array(path, { minLength: 1, maxLength: 3 }),
      otherwise: maybe(operand),
      blank,
    })
    .map(tidy) as fc.Arbitrary<RuleForm>,
  condition: fc
    .record({
      form: fc.constant('condition' as const),
      cases: fc.array(fc.record({ when: tests, gives: operand }), { minLength: 1, maxLength: 3 }),
      otherwise: maybe(operand),
    })
    .map(tidy) as fc.Arbitrary<RuleForm>,
  sum: fc
    .record({ form: fc.constant('sum' as const), list: path, field: name, times: maybe(name), where: maybe(tests), exact: fc.boolean() })
    .map(tidy) as fc.Arbitrary<RuleForm>,
  allocate: fc
    .record({
      form: fc.constant('allocate' as const),
      total: path,
      weights: path,
      decimals: maybe(fc.integer({ min: 0, max: 4 })),
      give: fc.constantFrom('item' as const, 'list' as const),
    })
    .map(tidy) as fc.Arbitrary<RuleForm>,
}

/** A condition that only asks whether the field it gives is there is a first match, and is read as one. */
const isAlsoFirstMatch = (form: RuleForm) => form.form === 'condition' && readExpression(writeExpression(form))?.form === 'first-match'

describe.each(Object.entries(FORMS))('the form %s', (_kind, arbitrary) => {
  it('gives a rule that gives the form back', () => {
    fc.assert(
      fc.property(arbitrary, (form) => {
        const rule = writeRule(form)
        if (rule.kind === 'expression') expect(parseExpression(rule.expression)).toMatchObject({ ok: true })
        fc.pre(!isAlsoFirstMatch(form))
        expect(readRule(rule)).toEqual(form)
      }),
      { numRuns: 300 },
    )
  })

  it('names only plain paths as its sources, and is complete', () => {
    fc.assert(
      fc.property(arbitrary, (form) => {
        expect(pathsOf(form).filter((one) => !isPath(one))).toEqual([])
        expect(isComplete(form)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

const MODES: fc.Arbitrary<ListMode> = fc.oneof(
  fc.record({ mode: fc.constant('per-line' as const), list: path, where: maybe(tests) }).map(tidy) as fc.Arbitrary<ListMode>,
  fc.record({ mode: fc.constant('per-inner-line' as const), list: path, inner: path }),
  fc.record({
    mode: fc.constant('several' as const),
    sources: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('list' as const), path, name: text, notZero: maybe(path) }).map(tidy),
        fc.record({ kind: fc.constant('amount' as const), path, name: text }),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }) as fc.Arbitrary<ListMode>,
  fc.record({ mode: fc.constant('grouped' as const), list: path, by: path }),
)

describe('how lines come about', () => {
  it('is read back from what it writes', () => {
    fc.assert(
      fc.property(MODES, (mode) => {
        expect(readListMode(writeListMode(mode))).toEqual(mode)
      }),
      { numRuns: 400 },
    )
  })

  const order = {
    lines: [
      { sku: 'A', quantity: 2, taxes: [{ rate: 0.2 }, { rate: 0.05 }] },
      { sku: 'B', quantity: 0, taxes: [{ rate: 0.2 }] },
    ],
    shipping: [
      { title: 'Post', price: '4.90' },
      { title: 'Free', price: '0.00' },
    ],
    tip: '3.00',
    duties: '0.00',
    payments: [{ by: 'card', amount: 1 }, { by: 'cash', amount: 2 }, { by: 'card', amount: 3 }, { amount: 4 }],
  }
  const lines = async (mode: ListMode) => JSON.parse(JSON.stringify(await jsonata(writeListMode(mode)).evaluate(order))) as unknown

  it.each<readonly [string, ListMode, unknown]>([
    [
      'one line for each line that is sold',
      {
        mode: 'per-line',
        list: 'lines',
        where: { all: true, tests: [{ kind: 'compare', path: 'quantity', operator: '>', with: { kind: 'value', value: 0 } }] },
      },
      { sku: 'A' },
    ],
    [
      'one line for each tax of each line, which stays in reach',
      { mode: 'per-inner-line', list: 'lines', inner: 'taxes' },
      [{ rate: 0.2, line: { sku: 'A' } }, { rate: 0.05 }, { rate: 0.2, line: { sku: 'B' } }],
    ],
    [
      'a line more for shipping and for a tip that is not zero',
      {
        mode: 'several',
        sources: [
          { kind: 'list', path: 'lines', name: 'item' },
          { kind: 'list', path: 'shipping', name: 'shipping', notZero: 'price' },
          { kind: 'amount', path: 'tip', name: 'tip' },
          { kind: 'amount', path: 'duties', name: 'duties' },
        ],
      },
      [{ sku: 'A', lineType: 'item' }, { sku: 'B' }, { title: 'Post', lineType: 'shipping' }, { lineType: 'tip', amount: '3.00' }],
    ],
    [
      'one line for each tender',
      { mode: 'grouped', list: 'payments', by: 'by' },
      [
        { key: 'card', lines: [{ amount: 1 }, { amount: 3 }] },
        { key: 'cash', lines: [{ amount: 2 }] },
      ],
    ],
  ])('makes %s', async (_what, mode, expected) => {
    expect(isCompleteMode(mode)).toBe(true)
    const made = await lines(mode)
    expect(made).toMatchObject(expected as object)
    if (Array.isArray(expected)) expect(made).toHaveLength(expected.length)
  })
})

describe('what forms read of JSONata that somebody wrote', () => {
  it.each<readonly [string, ExpressionForm['form'] | 'constant' | undefined]>([
    ['name', 'copy'],
    ['$parent.name', 'copy'],
    ['"Shopify " & name', 'join'],
    ['phone ?? mobile ?? "none"', 'first-match'],
    ['phone ?: mobile', 'first-match'],
    ['$boolean(phone) ? phone : $boolean(billing_address.phone) ? billing_address.phone', 'first-match'],
    ['status = "paid" /* money is here */ ? "A" : "B"', 'condition'],
    ['$sumMoney(line_items[quantity > 0].price)', 'sum'],
    ['"EUR"', 'constant'],
    ['-5', 'constant'],
    // What a form cannot say without changing it stays JSONata.
    ['$uppercase(name)', undefined],
    ['line_items[]', undefined],
    ['$boolean(a) ? b : c.(d)', undefined],
    ['(name)', undefined],
    ['a & (b & c)', undefined],
    ['$number(a, b)', undefined],
    ['$sum(a.b[c > 0])', undefined],
    ['name +', undefined],
  ])('%s is %s', (source, kind) => {
    expect(readExpression(source)?.form).toBe(kind)
  })

  it('has a form for half of the rules of the shipped template, and says the same in each', () => {
    const flow = JSON.parse(readFileSync('templates/shopify-order-to-erp/flow.json', 'utf8')) as FlowDocument
    const node = flow.nodes['map-order']
    const rules = [...everyRow(node?.kind === 'map' ? node.config.rows : [])]
      .map(({ row }) => row.rule)
      .filter(({ kind }) => kind !== 'each')
    const forms = rules.flatMap((rule) => {
      const form = readRule(rule)
      return form ? [{ rule, form }] : []
    })
    expect(forms.length / rules.length).toBeGreaterThan(0.5)
    for (const { rule, form } of forms) {
      const written = writeRule(form)
      if (rule.kind === 'expression' && written.kind === 'expression') expect(saysTheSame(written.expression, rule.expression)).toBe(true)
      else if (written.kind === rule.kind) expect(written).toEqual(rule)
    }
  })

  it('takes 0 for a value and an empty text for none, unless told otherwise', async () => {
    const first = async (blankness: 'empty' | 'falsy' | 'missing') =>
      (await jsonata(writeExpression({ form: 'first-match', paths: ['a', 'b', 'c', 'd'], blank: blankness })).evaluate({
        a: null,
        b: '',
        c: 0,
        d: 1,
      })) as unknown
    expect([await first('empty'), await first('falsy'), await first('missing')]).toEqual([0, 1, null])
  })
})
