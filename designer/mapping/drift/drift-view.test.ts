import { describe, expect, it } from 'vitest'
import type { MappingRow } from '#shared/flow/document.ts'
import type { MappingSample } from '../mapping-samples.ts'
import { driftOf, driftWords, fieldsNow, pathOfLine, reviewedNow } from './drift-view.ts'

const sample = (id: string, record: unknown): MappingSample => ({ id, name: id, record, trigger: undefined, steps: {}, unreached: false })
const schema = (properties: Record<string, unknown>, required: string[] = []) => ({ type: 'object', properties, required })
const text = { type: 'string' }
const rows: MappingRow[] = [
  { target: 'ref', rule: { kind: 'expression', expression: 'old_name' } },
  { target: 'lines', rule: { kind: 'each', items: 'items', rows: [{ target: 'sku', rule: { kind: 'expression', expression: 'sku' } }] } },
]

const before = reviewedNow(fieldsNow(schema({ ref: text, gone: text }), [sample('a', { old_name: 'x', other: 'y' })]))

describe('drift', () => {
  it('is none while nobody has looked, and none right after somebody has', () => {
    const now = fieldsNow(schema({ ref: text, gone: text }), [sample('a', { old_name: 'x', other: 'y' })])
    expect(driftOf(undefined, now, rows)).toEqual({ target: new Map(), source: new Map() })
    expect(driftOf(before, now, rows)).toEqual({ target: new Map(), source: new Map() })
  })

  it('tells fields of the target, and of the source those that are new or that a rule reads', () => {
    const now = fieldsNow(schema({ ref: { type: 'integer' }, fresh: text }, ['fresh']), [sample('a', { new_name: 'x' })])
    const { target, source } = driftOf(before, now, rows)
    expect([...target.values()].map((one) => `${one.target}: ${driftWords(one)}`)).toEqual([
      'ref: was text, is a whole number',
      'fresh: is new, and required',
      'gone: is not there any more',
    ])
    // `other` is missing too, but no rule reads it: a sample less is no news.
    expect([...source.values()].map(({ target: field, kind }) => `${field} ${kind}`)).toEqual(['new_name new', 'old_name missing'])
  })

  it('waits for all samples, and keeps what it has', () => {
    expect(fieldsNow(undefined, [sample('a', { x: 1 }), sample('b', undefined)])).toEqual({})
    const later = reviewedNow(fieldsNow(schema({ more: text }), [sample('a', { y: 1 })]), before)
    expect(later).toEqual(before)
    const { source: _, ...half } = before
    expect(reviewedNow(fieldsNow(undefined, [sample('a', { y: 1 })]), half)).toMatchObject({
      target: before.target,
      source: { fields: { y: 'number' } },
    })
  })

  it('finds the field of a line within lists', () => {
    expect(pathOfLine(rows, '1', 'sku')).toBe('lines.sku')
    expect(pathOfLine(rows, '', 'a.`b c`')).toBe('a.`b c`')
  })
})
