import { describe, expect, it } from 'vitest'
import { inferFields } from '../schemas/infer.ts'
import { suggestMappings, type SuggestTarget } from './suggest.ts'
import { wordsOf } from './vocabulary.ts'

const field = (path: string, type = 'text', more: Partial<SuggestTarget> = {}): SuggestTarget => ({ names: path.split('.'), type, ...more })
const ORDER = {
  order_number: 1001,
  email: 'maya@example.com',
  created_at: '2026-03-02T09:14:20Z',
  processed_at: '2026-03-02T09:14:27Z',
  total_price: '12.50',
  taxes_included: true,
  name: '#1001',
  billing_address: { zip: 'BS1 4DJ', city: 'Bristol', country_code: 'GB' },
  shipping_address: { zip: 'EC1A 1BB' },
  line_items: [{ sku: 'MUG', quantity: 2, price: '6.25', tax_lines: [{ rate: '0.2' }] }],
  'strange name': { __proto__x: 1 },
}
const suggest = (...targets: SuggestTarget[]) => suggestMappings(targets, inferFields([ORDER]))
const pairs = (...targets: SuggestTarget[]) => suggest(...targets).map(({ target, expression }) => [target, expression])

describe('suggestions', () => {
  it.each<[string, SuggestTarget, string | undefined]>([
    ['the same name', field('email', 'e-mail'), 'email'],
    ['another way to write it', field('orderNumber', 'number'), 'order_number'],
    ['another word, the better one', field('date', 'date and time'), 'processed_at'],
    ['a field of a group that is called alike', field('billing.postcode'), 'billing_address.zip'],
    ['the title of a target with a name of its own', field('x_studio_12', 'decimal', { title: 'Order total' }), 'total_price'],
    ['no date for a yes or no', field('taxesIncluded', 'date'), undefined],
    ['no name of another thing', field('customer.name'), undefined],
    ['nothing for what nobody knows', field('fiscal_position_id', 'number'), undefined],
    ['no value of a list for a single field', field('sku'), undefined],
  ])('find %s', (_, target, expression) => {
    expect(suggest(target)[0]?.expression).toBe(expression)
  })

  it('go over lists, and look for the fields of their items in there', () => {
    const lines = field('lines', 'list', { items: [field('article_number'), field('qty', 'whole number'), field('unitPrice', 'decimal')] })
    expect(suggest(lines).map(({ target, within, expression, isList }) => [target, within, expression, isList])).toEqual([
      ['lines', [], 'line_items', true],
      ['article_number', ['lines'], 'sku', false],
      ['qty', ['lines'], 'quantity', false],
      ['unitPrice', ['lines'], 'price', false],
    ])
  })

  it('take each source field once, for the target it fits best', () => {
    expect(pairs(field('zip'), field('billing.zip'))).toEqual([
      ['zip', 'shipping_address.zip'],
      ['billing.zip', 'billing_address.zip'],
    ])
  })

  it('say why', () => {
    expect(suggest(field('billing.postcode'))[0]).toMatchObject({
      reasons: ['“zip” is another word for “postcode”.', 'They stand in “billing” and “billing address”.'],
    })
  })

  it('quote names with blanks', () => {
    const found = suggestMappings([field('gift message')], inferFields([{ 'gift message': 'Hello' }]))
    expect(found[0]?.expression).toBe('`gift message`')
  })
})

it.each([
  ['billingAddress1', 'billing address 1'],
  ['SKUCode', 'sku code'],
  ['date_order', 'date order'],
  ['x.y-z', 'x y z'],
])('%s is told apart as %s', (name, words) => {
  expect(wordsOf(name)).toBe(words)
})
