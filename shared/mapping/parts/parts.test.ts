// Mapping parts as rules: which are used, what forbids one, and the text that runs.
import { describe, expect, it } from 'vitest'
import type { MappingRow } from '../../flow/mapping-row.ts'
import { parseExpression } from '../parse.ts'
import { compileRowsWithSpans, locateRow } from '../rows.ts'
import { checkPart } from './check-part.ts'
import { partCallsIn } from './part-calls.ts'
import { partFromRule } from './part-from-rule.ts'
import type { PartBody } from './part-body.ts'
import { partsNeeded, rowsWithParts, withParts } from './with-parts.ts'

const copy = (target: string, expression = target): MappingRow => ({ target, rule: { kind: 'expression', expression } })
const record = (...rows: MappingRow[]): PartBody => ({ kind: 'record', rows })
const value = (expression: string): PartBody => ({ kind: 'value', expression })

describe('the parts that an expression uses', () => {
  it.each([
    ['$part("address", billing_address)', ['address'], false],
    ['a.$part("b", $) & $part("a", $part("b", x))', ['b', 'a'], false],
    ['lines.{"x": $part("line", $)}', ['line'], false],
    ['x ~> $part("b", $)', ['b'], false],
    ['$map(lines, function($l) { $part("line", $l) })', ['line'], false],
    ['$part(name, x)', [], true],
    ['$map(lines, $part)', [], true],
    ['"$part(\\"a\\", x)"', [], false],
    ['$parts("a")', [], false],
    ['$part("a"', [], false],
  ])('%s', (source, names, computed) => {
    expect(partCallsIn(source)).toEqual({ names, computed })
  })

  it('are also those of the parts themselves', () => {
    const parts = {
      address: { body: record(copy('country', '$part("country", country_code)')) },
      country: { body: value('$uppercase($)') },
    }
    expect([...partsNeeded(['$part("address", a)'], parts)]).toEqual(['address', 'country'])
    expect([...partsNeeded(['$part("gone", a)'], parts)]).toEqual(['gone'])
  })
})

describe('an expression with parts', () => {
  const parts = { address: { body: record(copy('city')) }, unused: { body: value('1') } }

  it('is itself where it uses none', () => {
    expect(withParts('a.b', parts)).toBe('a.b')
  })

  it('has those in front that it uses, and can be read', () => {
    const text = withParts('$part("address", a)', parts)
    expect(text).toContain('"address"')
    expect(text).not.toContain('unused')
    expect(parseExpression(text).ok).toBe(true)
  })

  it('leads from a position back to its row', () => {
    const compiled = compileRowsWithSpans([copy('a'), copy('to', '$part("address", x + 1)')])
    const whole = rowsWithParts(compiled, parts)
    const at = whole.expression.indexOf('x + 1') + 4
    expect(locateRow(whole, at)).toMatchObject({ target: 'to', path: '1', position: '$part("address", x + 1)'.indexOf('x + 1') + 4 })
  })
})

describe('a part', () => {
  const codes = (name: string, body: PartBody, parts = {}) => checkPart(name, body, parts).map(({ code, path }) => `${code} ${path}`)

  it('is fine with rows, lists with $parent inside, tables and other parts', () => {
    const list: MappingRow = { target: 'lines', rule: { kind: 'each', items: 'lines', rows: [copy('sku', '$parent.x & sku & $index')] } }
    expect(codes('a', record(copy('b', '$part("b", x)'), list), { b: { body: value('$') } })).toEqual([])
  })

  it.each<[string, PartBody, string]>([
    ['reads the trigger', value('$trigger.id'), 'part-reads-outside /expression'],
    ['reads $parent outside of a list', record(copy('a', '$parent.b')), 'part-reads-outside /rows/0/rule/expression'],
    ['reads the whole record', record(copy('a', '$$.b')), 'part-reads-outside /rows/0/rule/expression'],
    ['has two rows for one field', record(copy('a'), copy('a')), 'target-duplicate /rows/1/target'],
    ['cannot be read', value('1 +'), 'expression-invalid /expression'],
    ['names a part that is not there', value('$part("gone", $)'), 'part-unknown /expression'],
    ['computes the name of a part', value('$part(x, $)'), 'part-computed /expression'],
    ['uses itself', value('$part("a", x)'), 'part-loop '],
  ])('is refused when it %s', (_, body, issue) => {
    expect(codes('a', body)).toContain(issue)
  })

  it('is refused when it would use itself through others', () => {
    const parts = { b: { body: value('$part("c", x)') }, c: { body: record(copy('d', '$part("a", x)')) }, a: { body: value('x') } }
    const [issue] = checkPart('a', value('$part("b", x)'), parts)
    expect(issue).toMatchObject({ code: 'part-loop', message: 'The part would use itself: "a" uses "b" uses "c" uses "a".' })
    expect(codes('d', value('$part("b", x)'), parts)).toEqual([])
  })
})

describe('a rule made a part', () => {
  it.each([
    ['an expression', { kind: 'expression' as const, expression: 'a & b' }, { body: value('a & b'), input: '$' }],
    ['a list', { kind: 'each' as const, items: 'line_items', rows: [copy('sku')] }, { body: record(copy('sku')), input: 'line_items' }],
    [
      'a lookup',
      { kind: 'lookup' as const, table: 't', key: 'k', onMissing: 'blank' as const },
      { body: value('({"value": $lookup("t", (k), "blank")}).value'), input: '$' },
    ],
    ['a fixed value', { kind: 'constant' as const, value: 1 }, undefined],
    ['what reads the record around', { kind: 'each' as const, items: 'lines', rows: [copy('a', '$parent.id')] }, undefined],
    ['what reads the trigger', { kind: 'expression' as const, expression: '$trigger.id' }, undefined],
  ])('%s', (_, rule, part) => {
    expect(partFromRule(rule, {})).toEqual(part)
  })
})
