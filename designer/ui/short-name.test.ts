import { expect, test } from 'vitest'
import { isShortName, shortNameOf } from './short-name.ts'

test.each([
  ['Harbour & Finch', 'harbour-finch'],
  ['Müller & Söhne Großhandel', 'mueller-soehne-grosshandel'],
  ['Mu\u0308ller', 'mueller'],
  ['Café Ångström', 'cafe-aangstroem'],
  ['Ørsted Łódź', 'oersted-lodz'],
  ['24 Stunden Markt', 'stunden-markt'],
])('%s is %s for short', (name, short) => {
  expect(shortNameOf(name)).toBe(short)
  expect(isShortName(short)).toBe(true)
})

test('a long name is cut, and never ends in a hyphen', () => {
  expect(shortNameOf(`${'a'.repeat(63)} b`)).toBe('a'.repeat(63))
})
