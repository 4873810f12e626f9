import { describe, expect, it } from 'vitest'
import { driftSince, reviewOf, wordsOfSamples, wordsOfSchema } from './field-drift.ts'
import { inferFields, inferSchema } from './infer.ts'

const SAMPLES = [
  {
    id: 1,
    total: '12.50',
    paid: true,
    at: '2026-03-02T09:14:27Z',
    note: null,
    customer: { email: 'a@b.example' },
    lines: [{ sku: 'A', qty: 1 }, { sku: 'B' }],
  },
  { id: 2, total: '7.00', paid: false, at: '2026-03-03', lines: [] },
]

describe('inference', () => {
  const fields = new Map(inferFields(SAMPLES).map((field) => [field.names.join('.'), field]))

  it.each([
    ['id', 'number', 1],
    ['total', 'decimal', 1],
    ['paid', 'yes/no', 1],
    ['customer', 'object', 0.5],
    ['customer.email', 'e-mail', 1],
    ['lines.sku', 'text', 1],
    ['lines.qty', 'number', 0.5],
    ['note', 'text', 0],
  ])('sees that %s is %s, present in %d', (name, kind, presence) => {
    expect(fields.get(name)).toMatchObject({ kind, presence })
  })

  it('is less sure where values differ, and surer the more it has seen', () => {
    expect(fields.get('at')?.confidence).toBeLessThan(fields.get('total')?.confidence ?? 0)
    const [many] = inferFields(Array.from({ length: 20 }, (_, id) => ({ id })))
    expect(many?.confidence).toBeGreaterThan(fields.get('id')?.confidence ?? 1)
  })

  it('makes a schema whose required fields no sample lacks', () => {
    expect(inferSchema(SAMPLES)).toMatchObject({
      type: 'object',
      required: ['id', 'total', 'paid', 'at', 'lines'],
      properties: {
        total: { type: 'string', format: 'decimal', examples: ['12.50'] },
        customer: { type: 'object', properties: { email: { format: 'email' } }, required: ['email'] },
        lines: { type: 'array', items: { properties: { sku: { type: 'string' } }, required: ['sku'] } },
      },
    })
  })

  it('ends with records that are deep, wide, strange or no records', () => {
    let deep: unknown = 1
    for (let i = 0; i < 1_000; i++) deep = { deep }
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, i]))
    expect(inferFields([deep]).length).toBeLessThan(20)
    expect(inferFields([wide]).length).toBe(5_000)
    expect(inferFields([JSON.parse('{"__proto__":{"a":1},"constructor":2,"a.b \\"c\\"":3}')]).map(({ names }) => names)).toEqual([
      ['__proto__'],
      ['__proto__', 'a'],
      ['constructor'],
      ['a.b "c"'],
    ])
    expect(inferFields([null, 7, 'text', []])).toEqual([])
  })

  it('reads a record of 20 MB at once', () => {
    const line = { sku: 'A'.repeat(100), price: '1.00', taxes: [{ rate: '0.2' }] }
    const large = { lines: Array.from({ length: 130_000 }, () => line) }
    const begun = performance.now()
    expect(inferFields([large])).toHaveLength(5)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

describe('drift', () => {
  const text = { type: 'string' }
  const object = (properties: Record<string, unknown>, required: string[] = []) => ({ type: 'object', properties, required })
  const schemaDrift = (before: object, after: object) => driftSince(reviewOf(wordsOfSchema(before as never)), wordsOfSchema(after as never))

  it('tells what is new, missing and changed', () => {
    const before = object({
      a: text,
      b: text,
      gone: object({ x: text }),
      status: { enum: ['open', 'done'] },
      lines: { type: 'array', items: object({ sku: text }) },
    })
    const after = object(
      {
        a: { type: 'integer' },
        b: text,
        fresh: object({ y: text }),
        status: { enum: ['open', 'held'] },
        lines: { type: 'array', items: object({ sku: text, qty: { type: 'number' } }, ['qty']) },
      },
      ['b'],
    )
    expect(schemaDrift(before, after)).toEqual([
      { target: 'a', kind: 'changed', required: false, before: 'text', after: 'a whole number' },
      { target: 'b', kind: 'changed', required: true, before: 'text', after: 'text!' },
      { target: 'fresh', kind: 'new', required: false, after: 'a group' },
      { target: 'status', kind: 'changed', required: false, before: 'anything=open|done', after: 'anything=open|held' },
      { target: 'lines.qty', kind: 'new', required: true, after: 'a number!' },
      { target: 'gone', kind: 'missing', required: false, before: 'a group' },
    ])
    expect(schemaDrift(before, before)).toEqual([])
  })

  it('ends with schemas that contain themselves', () => {
    const category = { type: 'object', properties: { name: text, parent: { $ref: '#' } } }
    const changed = { type: 'object', properties: { name: { type: 'number' }, parent: { $ref: '#' } } }
    expect(schemaDrift(category, category)).toEqual([])
    expect(schemaDrift(category, changed)[0]).toMatchObject({ target: 'name', kind: 'changed' })
    const loop = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }
    expect(schemaDrift(loop, loop)).toEqual([])
  })

  it('tells fields that a sample shows for the first time; what has no value says nothing of its kind', () => {
    const words = (...samples: unknown[]) => wordsOfSamples(inferFields(samples))
    const reviewed = reviewOf(words({ id: 1, total: '1.00', note: null, customer: { email: 'a@b.example' } }))
    expect(driftSince(reviewed, words({ id: 1, total: '1.00', note: 'x', customer: { email: 'a@b.example' } }))).toEqual([])
    expect(driftSince(reviewed, words({ id: 1, total: 2, customer: { email: 'a@b.example', vat: 'DE1' } }))).toEqual([
      { target: 'customer.vat', kind: 'new', required: false, after: 'text' },
      { target: 'note', kind: 'missing', required: false, before: '' },
    ])
  })
})
