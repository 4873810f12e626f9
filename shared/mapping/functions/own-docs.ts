// The functions that Tillflow adds to JSONata. Amounts are decimal strings: exact, never a double.
import type { FunctionDoc } from './docs.ts'

const PAYMENTS = { 'payment methods': { shopify_payments: 'CARD', cash: 'CASH' } }

export const OWN_DOCS: readonly FunctionDoc[] = [
  {
    name: '$add',
    group: 'money',
    signature: '$add(a, b, …)',
    summary: 'Adds amounts exactly. Keeps as many decimals as the most precise of them. A missing amount is an error.',
    examples: [
      { expression: '$add("0.1", "0.2")', result: '0.3' },
      { expression: '$add("12.50", "0.50", 1)', result: '14.00' },
    ],
  },
  {
    name: '$subtract',
    group: 'money',
    signature: '$subtract(a, b)',
    summary: 'a minus b, exactly. A missing amount is an error, where JSONata’s - would silently give nothing.',
    examples: [{ expression: '$subtract("100.00", "2.50")', result: '97.50' }],
  },
  {
    name: '$multiply',
    group: 'money',
    signature: '$multiply(a, b)',
    summary: 'a times b, exactly. Round the result with $roundMoney where a currency needs it.',
    examples: [
      { expression: '$multiply("19.99", 3)', result: '59.97' },
      { expression: '$multiply("0.25", "0.25")', result: '0.0625' },
    ],
  },
  {
    name: '$divide',
    group: 'money',
    signature: '$divide(a, b, decimals)',
    summary: 'a divided by b, rounded to the given decimals, a half away from zero.',
    examples: [{ expression: '$divide("10.00", 3, 2)', result: '3.33' }],
  },
  {
    name: '$sumMoney',
    group: 'money',
    signature: '$sumMoney(list)',
    summary: 'The exact sum of a list of amounts; "0" for an empty or missing list.',
    examples: [
      { expression: '$sumMoney(lines.price)', input: { lines: [{ price: '0.10' }, { price: '0.20' }] }, result: '0.30' },
      { expression: '$sumMoney(refunds.amount)', result: '0' },
    ],
  },
  {
    name: '$roundMoney',
    group: 'money',
    signature: '$roundMoney(x, decimals?)',
    summary: 'Exactly that many decimals (2 when left out), a half away from zero.',
    examples: [
      { expression: '$roundMoney("2.345")', result: '2.35' },
      { expression: '$roundMoney("-2.345")', result: '-2.35' },
      { expression: '$roundMoney("1250.5", 0)', result: '1251' },
    ],
  },
  {
    name: '$allocate',
    group: 'money',
    signature: '$allocate(total, weights, decimals?)',
    summary: 'Splits an amount in proportion to the weights so that the parts add up to it exactly (largest remainder).',
    examples: [
      { expression: '$allocate("10.00", [1, 1, 1])', result: ['3.34', '3.33', '3.33'] },
      { expression: '$allocate("-5.00", ["50.00", "25.00"])', result: ['-3.33', '-1.67'] },
    ],
  },
  {
    name: '$lookup',
    group: 'lookup',
    signature: '$lookup(table, key, "blank" | "default"?, value?)',
    summary:
      'The value for a key in a lookup table. A key that is not there rejects the record, unless "blank" (nothing) or "default" (a value) follows. With an object first, it reads that object’s key.',
    examples: [
      { expression: '$lookup("payment methods", gateway)', input: { gateway: 'cash' }, tables: PAYMENTS, result: 'CASH' },
      { expression: '$lookup("payment methods", "cheque", "default", "OTHER")', tables: PAYMENTS, result: 'OTHER' },
      { expression: '$lookup("payment methods", "cheque", "blank")', tables: PAYMENTS },
      { expression: '$lookup({ "a": 1 }, "a")', result: 1 },
    ],
  },
]
