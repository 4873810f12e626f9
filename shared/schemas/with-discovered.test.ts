import { describe, expect, it } from 'vitest'
import { checkAgainstSchema } from '../mapping/check-schema.ts'
import type { JsonSchema } from '../model/descriptors.ts'
import { actionWith, withDiscovered } from './with-discovered.ts'

const declared: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    reference: { type: 'string', title: 'Reference' },
    fields: { type: 'object', patternProperties: { '^.*$': {} } },
    lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
  },
}
const row = (target: string) => ({ target, rule: { kind: 'constant' as const, value: 1 } })

describe('a schema with discovered fields', () => {
  it('has them in groups and in lists, and leaves what is declared as it is', () => {
    const schema = withDiscovered(declared, {
      'fields.x_gift': { kind: 'boolean', title: 'Gift' },
      'lines.engraving': { kind: 'text', choices: ['front', 'back'] },
      reference: { kind: 'integer' },
    })
    expect(schema).toMatchObject({
      properties: {
        reference: { type: 'string', title: 'Reference' },
        fields: { additionalProperties: false, properties: { x_gift: { type: 'boolean', title: 'Gift', 'x-discovered': true } } },
        lines: { items: { properties: { sku: { type: 'string' }, engraving: { enum: ['front', 'back'] } } } },
      },
    })
    expect(declared['properties']).not.toHaveProperty('fields.properties')
  })
  it('keeps groups apart from each other', () => {
    const schema = withDiscovered(
      { type: 'object' },
      { a: { kind: 'group' }, 'a.x': { kind: 'text' }, b: { kind: 'group' }, 'b.y': { kind: 'text' } },
    )
    expect(schema).toMatchObject({ properties: { a: { properties: { x: {} } }, b: { properties: { y: {} } } } })
    expect(Object.keys((schema as { properties: { a: { properties: object } } }).properties.a.properties)).toEqual(['x'])
  })
  it('tells of rows for fields that the system does not have, unless some were left out', () => {
    const fields = { 'fields.x_gift': { kind: 'boolean' as const } }
    const found = (leftOut: number) =>
      checkAgainstSchema([row('fields.x_gift'), row('fields.x_gone')], withDiscovered(declared, fields, leftOut), 'Order').map(
        ({ code, path }) => `${path} ${code}`,
      )
    expect(found(0)).toEqual(['/1/target target-unknown'])
    expect(found(3)).toEqual([])
  })
  it('is that of the action they were read for', () => {
    const action = {
      id: 'a',
      label: 'A',
      description: '',
      effect: 'write',
      safety: 'key',
      input: declared,
      output: {},
      example: null,
    } as const
    const discovered = { action: 'b', readAt: '', fields: { 'fields.x': { kind: 'text' as const } } }
    expect(actionWith(action, discovered)).toBe(action)
    expect(actionWith(action, { ...discovered, action: 'a' }).input).toHaveProperty('properties.fields.properties.x')
  })
})
