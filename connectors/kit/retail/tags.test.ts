import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { isRecord } from '#shared/json.ts'
import { validate } from '#connectors/kit/validate.ts'
import { checkTags } from './check-tags.ts'
import { kindOfTag, modelsIn, RETAIL_MODELS } from './models.ts'
import { CanonicalOrder } from './order.ts'
import { aLine, anOrder, usd } from './order.testing.ts'
import { speaking } from './speaking.ts'

const tagOf = (schema: unknown, ...names: readonly string[]): unknown => {
  const at = names.reduce<unknown>((node, name) => {
    if (!isRecord(node)) return undefined
    const branch = Array.isArray(node['anyOf']) ? node['anyOf'].find((one) => isRecord(one) && one['type'] !== 'null') : node
    const within = isRecord(branch) && isRecord(branch['items']) ? branch['items'] : branch
    return isRecord(within) && isRecord(within['properties']) ? within['properties'][name] : undefined
  }, schema)
  return isRecord(at) ? at['retail'] : undefined
}

describe('the models', () => {
  it.each([
    ['order.total', 'money'],
    ['order.line.sku', 'text'],
    ['order.line', 'list'],
    ['order.line.tax.rate', 'text'],
    ['order.billingAddress.postalCode', 'text'],
    ['order.billingAddress.name', 'text'],
    ['order.customer.taxNumber', 'text'],
    ['sale.tender.amount', 'money'],
    ['stock.available', 'number'],
    ['order.nothing', undefined],
  ])('%s is %s', (tag, kind) => expect(kindOfTag(tag)).toBe(kind))

  it.each(RETAIL_MODELS)('$id has a tag for each of its fields, and none twice by place', ({ id, schema }) => {
    expect(checkTags(schema, id)).toEqual([])
    expect(modelsIn(schema)).toEqual(id === 'address' ? [] : [id])
  })

  it('tag the fields of one schema by where it stands', () => {
    expect(tagOf(CanonicalOrder, 'lines', 'taxes', 'rate')).toBe('order.line.tax.rate')
    expect(tagOf(CanonicalOrder, 'taxes', 'rate')).toBe('order.tax.rate')
    expect(tagOf(CanonicalOrder, 'shippingAddress', 'city')).toBe('order.shippingAddress.city')
    expect(tagOf(CanonicalOrder, 'email')).toBe('order.customer.email')
  })

  it('check as they did before', () => {
    const order = anOrder({
      lines: [aLine({ id: '1', sku: 'MUG', title: 'Mug', quantity: 1, lineTotal: usd('5.00') })],
      total: usd('5.00'),
    })
    expect(validate(CanonicalOrder, order)).toEqual([])
    expect(validate(CanonicalOrder, { ...order, lines: [{}] })).not.toEqual([])
  })
})

describe('speaking', () => {
  const Line = Type.Object({ code: Type.Optional(Type.String()), qty: Type.Integer() }, { additionalProperties: false })
  const Input = Type.Object({ ref: Type.String(), rows: Type.Union([Type.Array(Line), Type.Null()]) }, { additionalProperties: false })
  const Order = speaking('order', Input, { ref: 'order.name', rows: 'order.line', 'rows.code': 'order.line.sku' })

  it('tags a copy, lists and choices gone through', () => {
    expect(tagOf(Order, 'rows', 'code')).toBe('order.line.sku')
    expect(tagOf(Order, 'rows')).toBe('order.line')
    expect(JSON.stringify(Input)).not.toContain('retail')
    expect(modelsIn(Order)).toEqual(['order'])
    expect(modelsIn(Type.Object({ orders: Type.Array(Order) }))).toEqual(['order'])
  })
  it('changes nothing of what is valid', () => {
    expect(validate(Order, { ref: '1', rows: [{ qty: 1 }] })).toEqual([])
    expect(validate(Order, { ref: '1', rows: [{ qty: 1, more: 2 }] })).not.toEqual([])
  })
  it('refuses a path that is not there', () => {
    expect(() => speaking('order', Input, { 'rows.price': 'order.line.unitPrice' })).toThrow('no "rows.price"')
  })
  it.each([
    [{ ref: 'order.nme' }, 'has no "order.nme"'],
    [{ rows: 'order.name' }, 'is list'],
    [{ 'rows.qty': 'order.total' }, undefined],
    [{ 'rows.qty': 'order.billingAddress' }, 'is number'],
  ])('is checked: %j', (fields, problem) => {
    const problems = checkTags(speaking('order', Input, fields), 'test')
    expect(problems.join()).toContain(problem ?? '')
    expect(problems).toHaveLength(problem === undefined ? 0 : 1)
  })
})
