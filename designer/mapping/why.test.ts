import { expect, it } from 'vitest'
import type { MappingSample } from './mapping-samples.ts'
import { readingOf, readingsOf } from './why.ts'

const sample = (id: string, record: unknown): MappingSample => ({
  id,
  name: id,
  record,
  trigger: record,
  steps: { 'read-payments': { paid: true } },
  unreached: false,
})
const simple = sample('simple', {
  customer: { e_mail: 'a@b.eu', name: 'A' },
  contact: { email: 'c@d.eu' },
  lines: [{ sku: 'X', 'tax lines': [] }, { sku: null }],
})
const guest = sample('guest', { customer: null, lines: [] })
const regular = sample('regular', { customer: { email: 'x@y.eu' }, lines: [{ sku: 'Y' }] })
const samples = [simple, guest, regular]
const reading = (source: string, at: string, of = simple) => readingOf({ source, reads: 2, missing: [{ at, times: 1 }] }, of, samples)

it('names what stands in the place of a name that is not there, and the same name elsewhere', () => {
  expect(reading('customer.email', 'customer.email')).toMatchObject({
    read: true,
    values: [],
    missing: { at: 'customer.email', times: 1, reads: 2, instead: ['customer.e_mail', 'contact.email'] },
    presentIn: 1,
  })
})

it('mends the first step that is missing and keeps the rest of the path', () => {
  expect(reading('costumer.name', 'costumer').missing?.instead[0]).toBe('customer.name')
})

it('offers nothing that has no value on any sample, and nothing where a filter left nothing', () => {
  expect(reading('customer.adress.city', 'customer.adress').missing?.instead).toEqual([])
  const filtered = readingOf({ source: 'lines.sku', reads: 1, missing: [{ at: 'lines.sku', filtered: true, times: 1 }] }, simple, samples)
  expect(filtered).toMatchObject({ values: ['X', null], missing: { filtered: true, instead: [] }, presentIn: 2 })
})

it('reads through lists, quoted names and earlier steps', () => {
  const read = (source: string) => readingOf({ source, reads: 1, missing: [] }, simple, samples)
  expect(read('lines.sku').values).toEqual(['X', null])
  expect(read('$steps.`read-payments`.paid')).toMatchObject({ values: [true], presentIn: 3 })
  expect(read('lines.`tax lines`').values).toEqual([[]])
})

it('knows that a part of the rule was not reached, and says nothing of what is computed', () => {
  expect(readingOf({ source: 'customer.name', reads: 0, missing: [] }, simple, samples).read).toBe(false)
  expect(readingOf({ source: '….name', reads: 1, missing: [{ at: '….name', times: 1 }] }, simple, samples)).toMatchObject({
    values: [],
    presentIn: undefined,
  })
})

it('says each source once, and does not offer what the rule falls back to', () => {
  const readings = readingsOf(
    [
      { source: 'customer.email', reads: 1, missing: [{ at: 'customer.email', times: 1 }] },
      { source: 'customer.email', reads: 0, missing: [] },
      { source: 'contact.email', reads: 1, missing: [] },
    ],
    simple,
    samples,
  )
  expect(readings.map(({ source, read }) => [source, read])).toEqual([
    ['customer.email', true],
    ['contact.email', true],
  ])
  expect(readings[0]?.missing?.instead).toEqual(['customer.e_mail'])
})
