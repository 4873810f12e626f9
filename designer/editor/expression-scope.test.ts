import { describe, expect, it } from 'vitest'
import { contextAt, pathToComplete, valuesOf } from './expression-scope.ts'
import { tokenizeLine } from './jsonata-tokens.ts'
import { namesBelow } from './path-values.ts'

const scope = {
  record: {
    customer: { email: 'a@b.eu' },
    line_items: [
      { sku: 'A', tax_lines: [{ rate: 0.2 }] },
      { sku: 'B', grams: 5 },
    ],
  },
  trigger: { id: 7 },
  steps: { 'read-payments': { paid: true } },
}

/** The names offered at the end of a text. */
function offered(before: string): string[] {
  const context = contextAt(before, scope)
  const path = pathToComplete(before)
  return [...namesBelow(path === undefined ? context : valuesOf(path, context, scope)).keys()]
}

describe('what completion knows', () => {
  it.each([
    ['', ['customer', 'line_items']],
    ['"x" & customer.', ['email']],
    ['line_items.', ['sku', 'tax_lines', 'grams']],
    ['line_items[0].tax_lines.', ['rate']],
    ['line_items[', ['sku', 'tax_lines', 'grams']],
    ['line_items.(sku & ', ['sku', 'tax_lines', 'grams']],
    ['$sum(line_items.', ['sku', 'tax_lines', 'grams']],
    ['$trigger.', ['id']],
    ['$steps.`read-payments`.', ['paid']],
    ['$contains("(", ', ['customer', 'line_items']],
  ])('after %j it offers the names that stand there', (before, names) => {
    expect(offered(before)).toEqual(names)
  })
})

describe('the colours of an expression', () => {
  const kinds = (line: string) =>
    tokenizeLine(line)
      .tokens.filter((token) => token.kind !== 'space')
      .map((token) => `${token.kind}:${line.slice(token.start, token.end)}`)

  it('tells a function from a variable, and a pattern from a division', () => {
    expect(kinds('$replace(name, /[0-9]+/, "") & $x / 2')).toEqual([
      'function:$replace',
      'bracket:(',
      'field:name',
      'operator:,',
      'regex:/[0-9]+/',
      'operator:,',
      'string:""',
      'bracket:)',
      'operator:&',
      'variable:$x',
      'operator:/',
      'number:2',
    ])
  })

  it('covers every character of any line, also of broken ones', () => {
    for (const line of ['"open', '`open', '/* open', '§ λ é', '$', '']) {
      const { tokens } = tokenizeLine(line)
      expect(tokens.map((token) => line.slice(token.start, token.end)).join('')).toBe(line)
    }
  })
})
