import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { speaking } from './retail/speaking.ts'
import { checkOf, validate } from './validate.ts'

const Order = Type.Object(
  {
    reference: Type.String({ minLength: 2 }),
    quantity: Type.Integer({ minimum: 1 }),
    method: Type.Union([Type.Literal('ship'), Type.Literal('collect')]),
    lines: Type.Optional(
      Type.Array(Type.Object({ sku: Type.String(), 'odd/na~me': Type.Optional(Type.String()) }, { additionalProperties: false })),
    ),
    price: Type.Optional(Type.Union([Type.String({ pattern: '^\\d+$' }), Type.Integer()])),
  },
  { additionalProperties: false },
)
const good = { reference: 'R1', quantity: 1, method: 'ship' }
const found = (value: unknown) => validate(Order, value).map(({ path, message }) => [path, message])

describe('validate', () => {
  it('finds nothing wrong with what is right', () => {
    expect(found(good)).toEqual([])
    expect(found({ ...good, lines: [{ sku: 'A', 'odd/na~me': 'x' }], price: '12' })).toEqual([])
  })
  it.each([
    [{ quantity: 1, method: 'ship' }, '/reference', '"reference" is required.'],
    [{ ...good, colour: 'red' }, '/colour', '"colour" is not known here.'],
    [{ ...good, quantity: 'one' }, '/quantity', '"quantity" must be a whole number.'],
    [{ ...good, method: 'post' }, '/method', '"method" must be one of "ship", "collect".'],
    [{ ...good, lines: [{ sku: 'A' }, { sku: 7 }] }, '/lines/1/sku', '"lines/1/sku" must be text.'],
    [{ ...good, lines: [{ sku: 'A', 'odd/na~me': 7 }] }, '/lines/0/odd~1na~0me', '"lines/0/odd/na~me" must be text.'],
    [{ ...good, lines: {} }, '/lines', '"lines" must be a list.'],
    ['no', '', 'The value must be an object.'],
  ])('says where and what: %j', (value, path, message) => {
    expect(found(value)).toContainEqual([path, message])
  })
})

describe('a schema that says what its fields are in the retail model', () => {
  it('is compiled once, with the one it was made of', () => {
    const spoken = speaking('order', Order, { reference: 'order.id', 'lines.sku': 'order.line.sku' })
    expect(spoken).not.toBe(Order)
    expect(checkOf(spoken)).toBe(checkOf(Order))
    expect(checkOf(speaking('order', spoken, { quantity: 'order.line.quantity' }))).toBe(checkOf(Order))
    expect(validate(spoken, { ...good, quantity: 0 })).toEqual(validate(Order, { ...good, quantity: 0 }))
  })
})
