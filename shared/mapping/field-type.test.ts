import { expect, it } from 'vitest'
import { typeMismatch } from './field-type.ts'

it.each<readonly [string, unknown, string | undefined]>([
  ['text', 'a', undefined],
  ['text', 5, 'a whole number'],
  ['decimal', '12.50', undefined],
  ['decimal', 12.5, 'a number'],
  ['decimal', '12,50', 'a text'],
  ['whole number', 1.5, 'a number'],
  ['yes/no', 'true', 'a text'],
  ['date', '2026-03-02T09:14:27Z', 'a text'],
  ['date and time', '2026-03-02T09:14:27Z', undefined],
  ['e-mail', 'nobody', 'a text'],
  ['list', { a: 1 }, 'an object'],
  ['list of text', ['a', 1], 'a list with a whole number'],
  ['list of text', ['a'], undefined],
  ['object', [], 'a list'],
  // Nothing to complain about: that a value is missing is another matter.
  ['text', undefined, undefined],
  ['number', '', undefined],
  ['any', 5, undefined],
])('%s is given %j: %s', (type, value, word) => {
  expect(typeMismatch(type, value)).toBe(word)
})

it('knows the choices of a field', () => {
  expect(typeMismatch('choice', 'draft', ['draft', 'sent'])).toBeUndefined()
  expect(typeMismatch('choice', 'lost', ['draft', 'sent'])).toBe('none of the choices')
})
