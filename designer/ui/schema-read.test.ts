// What a form understands of the schemas that connectors describe themselves with.
import { describe, expect, it } from 'vitest'
import { emptyValue, missingFields, readSchema, wordsOf } from './schema-read.ts'

const auth = {
  anyOf: [
    { type: 'object', title: 'No sign-in', properties: { kind: { const: 'none', type: 'string' } }, required: ['kind'] },
    {
      type: 'object',
      title: 'Bearer token',
      properties: { kind: { const: 'bearer', type: 'string' }, header: { type: 'string' } },
      required: ['kind', 'header'],
    },
  ],
}

describe('reading a schema', () => {
  it('tells variants apart by their fixed member', () => {
    const field = readSchema(auth)
    expect(field.kind === 'variants' && field.variants.map((v) => [v.label, v.member, v.value])).toEqual([
      ['No sign-in', 'kind', 'none'],
      ['Bearer token', 'kind', 'bearer'],
    ])
  })

  it('reads constants in anyOf as a choice with their titles', () => {
    expect(readSchema({ anyOf: [{ const: 'a', title: 'First' }, { const: 'b-c' }] })).toEqual({
      kind: 'choice',
      choices: [
        { value: 'a', label: 'First' },
        { value: 'b-c', label: 'B c' },
      ],
    })
  })

  it('reads an object without named members as pairs', () => {
    expect(readSchema({ type: 'object', patternProperties: { '^.*$': { type: 'string' } } })).toEqual({
      kind: 'pairs',
      value: { type: 'string' },
    })
  })

  it('falls back to free text for what it does not know', () => {
    expect(readSchema({})).toEqual({ kind: 'any' })
    expect(readSchema({ anyOf: [{ type: 'string' }, { type: 'number' }] })).toEqual({ kind: 'any' })
  })

  it('begins a value with its defaults and fixed members only', () => {
    const schema = {
      type: 'object',
      properties: { auth, retries: { type: 'integer', default: 3 }, name: { type: 'string' } },
      required: ['auth', 'name'],
    }
    expect(emptyValue(schema)).toEqual({ auth: { kind: 'none' }, retries: 3 })
  })

  it('points at required fields without a value, inside the chosen variant too', () => {
    const schema = { type: 'object', properties: { auth, name: { type: 'string' } }, required: ['auth', 'name'] }
    expect(missingFields(schema, { auth: { kind: 'bearer' }, name: '' })).toEqual(['/auth/header', '/name'])
  })

  it('makes words of names', () => {
    expect([wordsOf('itemsPath'), wordsOf('tax-lines'), wordsOf('base_url')]).toEqual(['Items path', 'Tax lines', 'Base url'])
  })
})
