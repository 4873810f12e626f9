import { expect, it } from 'vitest'
import { inferFields } from '#shared/schemas/infer.ts'
import { suggestMappings } from '#shared/mapping/suggest.ts'
import { applySuggestions, openSuggestions } from './apply-suggestions.ts'
import { targetFields } from './target-fields.ts'

const text = { type: 'string' }
const fields = targetFields({
  type: 'object',
  required: ['currency', 'lines'],
  properties: {
    customer: { type: 'object', properties: { email: text } },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: text, quantity: { type: 'number' } } } },
    currency: text,
  },
})
const order = { currency: 'EUR', customer: { email: 'a@b.eu' }, line_items: [{ sku: 'A', quantity: 1 }] }
const suggestions = suggestMappings(fields, inferFields([order, order]))

it('makes rows of what is suggested, lists with the rows of their items, in the order of the target', () => {
  const rows = applySuggestions([], suggestions, fields)
  expect(rows).toEqual([
    { target: 'customer.email', rule: { kind: 'expression', expression: 'customer.email' } },
    {
      target: 'lines',
      required: true,
      rule: {
        kind: 'each',
        items: 'line_items',
        rows: [
          { target: 'sku', required: true, rule: { kind: 'expression', expression: 'sku' } },
          { target: 'quantity', rule: { kind: 'expression', expression: 'quantity' } },
        ],
      },
    },
    { target: 'currency', required: true, rule: { kind: 'expression', expression: 'currency' } },
  ])
  expect(openSuggestions(suggestions, rows)).toEqual([])
})

it('leaves alone what somebody has mapped, also above or below', () => {
  const mapped = [{ target: 'customer', rule: { kind: 'expression' as const, expression: '$' } }]
  expect(applySuggestions(mapped, suggestions, fields).filter(({ target }) => target.startsWith('customer'))).toEqual(mapped)
})

it('makes no row of a list that nobody accepted', () => {
  const inner = suggestions.filter(({ within }) => within.length > 0)
  expect(inner.length).toBeGreaterThan(0)
  expect(applySuggestions([], inner, fields)).toEqual([])
})
