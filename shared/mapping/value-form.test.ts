import { expect, it } from 'vitest'
import { matches, valueForm } from './value-form.ts'

it.each([
  [{ type: 'string', format: 'date' }, { isDay: true }],
  [
    { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
    { isDay: true, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
  ],
  // An instant fits as well.
  [{ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' }, { pattern: '^\\d{4}-\\d{2}-\\d{2}' }],
  [{ type: 'string', pattern: '^.*$' }, { pattern: '^.*$' }],
  [{ type: 'string', pattern: '(' }, { pattern: '(' }],
  [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, {}],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, { takesNull: true }],
  [{ type: ['string', 'null'] }, { takesNull: true }],
  [{ type: 'number' }, {}],
])('%j takes %j', (schema, form) => expect(valueForm(schema)).toEqual(form))

it('a pattern refuses what does not match; one that cannot be read refuses nothing', () => {
  expect(matches('^[A-Z]{3}$', 'EUR')).toBe(true)
  expect(matches('^[A-Z]{3}$', 'euro')).toBe(false)
  expect(matches('(', 'euro')).toBe(true)
})
