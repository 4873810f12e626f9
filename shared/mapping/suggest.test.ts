import { describe, expect, it } from 'vitest'
import { inferFields } from '../schemas/infer.ts'
import { suggestMappings, type SuggestTarget } from './suggest.ts'
import { withTags } from '../retail/record-tags.ts'
import { wordsOf } from './vocabulary.ts'

const field = (path: string, type = 'text', more: Partial<SuggestTarget> = {}): SuggestTarget => ({ names: path.split('.'), type, ...more })
const ORDER = {
  id: 6200000001001,
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
    ['no id of another thing', field('customer.id', 'whole number'), undefined],
    ['the id of the thing itself', field('id', 'whole number'), 'id'],
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

const TAGS: Readonly<Record<string, string>> = {
  order_number: 'order.id',
  name: 'order.name',
  email: 'order.customer.email',
  processed_at: 'order.processedAt',
  total_price: 'order.total',
  line_items: 'order.line',
  'line_items.sku': 'order.line.sku',
  'line_items.quantity': 'order.line.quantity',
  'line_items.price': 'order.line.unitPrice',
  'billing_address.first': 'order.billingAddress.firstName',
  'billing_address.last': 'order.billingAddress.lastName',
  'copy.name': 'order.name',
  state: 'order.status',
  memo: 'order.note',
}
const TOLD = {
  ...ORDER,
  billing_address: { ...ORDER.billing_address, first: 'Maya', last: 'Finch' },
  copy: { name: '#1001' },
  state: 'open',
  memo: 'Ring twice',
  number: 7,
}
const told = (targets: readonly SuggestTarget[], records: readonly unknown[] = [TOLD]) =>
  suggestMappings(
    targets,
    withTags(
      inferFields(records),
      Object.entries(TAGS).map(([path, tag]) => ({ names: path.split('.'), tag })),
    ),
  )
const is = (path: string, retail: string, type = 'text', more: Partial<SuggestTarget> = {}) => field(path, type, { retail, ...more })

describe('suggestions by the retail model', () => {
  it('come before names, and say what both are', () => {
    expect(told([is('order_number', 'order.name')])).toMatchObject([
      { expression: 'name', score: 1, reasons: ['Both are the order’s number.'] },
    ])
  })
  it('know the same field of something of the same kind', () => {
    expect(told([is('mail', 'customer.email')])).toMatchObject([{ expression: 'email', reasons: ['Both are the customer’s e-mail.'] }])
  })
  it('give one source to several targets that are the same', () => {
    expect(told([is('reference', 'order.name'), is('origin', 'order.name')]).map(({ expression }) => expression)).toEqual(['name', 'name'])
  })
  it('make one target line of each source line', () => {
    const lines = is('rows', 'sale.line', 'list', {
      items: [is('code', 'sale.line.sku'), is('each', 'order.line.unitPrice', 'decimal'), is('pieces', 'order.line.quantity', 'decimal')],
    })
    expect(told([{ ...lines, retail: 'order.line' }]).map(({ target, expression, isList }) => [target, expression, isList])).toEqual([
      ['rows', 'line_items', true],
      ['code', 'sku', false],
      ['each', 'price', false],
      ['pieces', '$string(quantity)', false],
    ])
  })
  it('put a full name together', () => {
    expect(told([is('who', 'order.billingAddress.name')])).toMatchObject([
      { expression: '$join([billing_address.first, billing_address.last][$boolean($)].$string($), " ")' },
    ])
  })
  it('take the day of an instant where only a day is taken', () => {
    expect(told([is('day', 'order.processedAt', 'text', { form: { isDay: true } })])).toMatchObject([
      {
        expression: '$fromMillis($toMillis(processed_at), "[Y0001]-[M01]-[D01]")',
        reasons: ['Both are the order’s time of purchase.', 'Only its day is taken, in UTC.'],
      },
    ])
  })
  it('leave out what is empty now and then', () => {
    expect(told([is('note', 'order.note')], [TOLD, { ...TOLD, memo: null }])[0]?.expression).toBe('$boolean(memo) ? memo')
    expect(told([is('note', 'order.note', 'text', { form: { takesNull: true } })], [TOLD, { ...TOLD, memo: null }])[0]?.expression).toBe(
      'memo',
    )
  })
  it('take what has a value more often, then what a nearer step gave', () => {
    const twice = (records: readonly unknown[], distances: readonly [number, number]) =>
      suggestMappings(
        [is('reference', 'order.name')],
        withTags(inferFields(records), [
          { names: ['name'], tag: 'order.name', distance: distances[0] },
          { names: ['copy', 'name'], tag: 'order.name', distance: distances[1] },
        ]),
      )[0]?.expression
    expect(twice([TOLD, { name: '#2' }], [1, 0])).toBe('name')
    expect(twice([TOLD], [1, 0])).toBe('copy.name')
    expect(twice([TOLD], [0, 0])).toBe('name')
  })
  it.each<[string, SuggestTarget]>([
    ['of another field that is called alike', is('email', 'order.cancelReason')],
    ['for a field that the target does not tell, by a source that is told', field('email')],
    ['that is none of the choices', is('state', 'order.status', 'choice', { choices: ['DRAFT', 'POSTED'] })],
    ['that the pattern refuses', is('email', 'order.status', 'text', { form: { pattern: '^[0-9]+$' } })],
    ['of records for a list of texts', is('rows', 'order.line', 'list of text')],
    ['of a text for a list', is('email', 'order.customer.email', 'list', { items: [] })],
  ])('suggest nothing %s', (_, target) => {
    expect(told([is('reference', 'order.name'), target]).map(({ expression }) => expression)).toEqual(['name'])
  })
  it('still go by name where the source is not told', () => {
    expect(told([is('reference', 'order.name'), field('number', 'number')]).map(({ expression }) => expression)).toEqual(['name', 'number'])
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
