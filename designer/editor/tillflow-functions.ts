// Tillflow's own functions, for completion and hover: exact arithmetic on amounts, and lookup tables.
import type { FunctionDoc } from './jsonata-builtins.ts'

export const TILLFLOW_FUNCTIONS: readonly FunctionDoc[] = [
  {
    name: 'add',
    signature: '$add(a, b, …)',
    doc: 'Adds amounts exactly. Takes decimal texts or numbers, gives a decimal text.',
    example: '$add("0.10", "0.20") → "0.30"',
  },
  {
    name: 'subtract',
    signature: '$subtract(a, b)',
    doc: 'The first amount less the second, exactly.',
    example: '$subtract("5.00", "1.20") → "3.80"',
  },
  { name: 'multiply', signature: '$multiply(a, b)', doc: 'Multiplies exactly.', example: '$multiply(price, quantity)' },
  {
    name: 'divide',
    signature: '$divide(a, b, scale)',
    doc: 'Divides and rounds to `scale` digits, halves away from zero.',
    example: '$divide("10.00", 3, 2) → "3.33"',
  },
  { name: 'sumMoney', signature: '$sumMoney(list)', doc: 'The exact sum of a list of amounts.', example: '$sumMoney(line_items.price)' },
  {
    name: 'roundMoney',
    signature: '$roundMoney(x, scale)',
    doc: 'An amount rounded to `scale` digits.',
    example: '$roundMoney("2.345", 2) → "2.35"',
  },
  {
    name: 'allocate',
    signature: '$allocate(total, weights, scale)',
    doc: 'Splits an amount by weights so that the parts add up to it to the last digit.',
    example: '$allocate("10.00", [1, 1, 1], 2) → ["3.34", "3.33", "3.33"]',
  },
  {
    name: 'lookup',
    signature: '$lookup("table", key, onMissing?, default?)',
    doc: 'Reads a lookup table of the client. Without an entry the record is rejected; `"blank"` gives nothing, `"default"` the value behind it.',
    example: '$lookup("tenders", gateway, "default", "cash")',
  },
]
