import { expect, test } from 'vitest'
import { programNumbers, toldPrograms } from './program-numbers.ts'

const table = (hash: string) => ({ hash, rows: [] })

test('the same expression with the same tables has one number', () => {
  const numberOf = programNumbers()
  const plain = numberOf({ expression: 'a' })
  expect(numberOf({ expression: 'a', tables: {} })).toBe(plain)
  const rates = numberOf({ expression: 'a', tables: { rates: table('h1') } })
  expect(rates.header).toEqual({ id: 2, tables: { rates: 'h1' } })
  expect(numberOf({ expression: 'a', tables: { rates: table('h1') } })).toBe(rates)
  expect(numberOf({ expression: 'a', tables: { rates: table('h2') } })).not.toBe(rates)
  expect(numberOf({ expression: 'b' }).header.id).not.toBe(plain.header.id)
})

test('a program is told once, and again when all was to be forgotten', () => {
  const numberOf = programNumbers()
  const told = toldPrograms()
  const first = numberOf({ expression: 'first' })
  told.tell([first, first])
  expect(told.take()).toEqual({ programs: [first], forget: false })
  told.tell([first])
  expect(told.take()).toEqual({ programs: [], forget: false })
  told.tell(Array.from({ length: 5_000 }, (_, n) => numberOf({ expression: `${n}` })))
  expect(told.take().programs).toHaveLength(5_000)
  told.tell([first])
  expect(told.take()).toEqual({ programs: [first], forget: true })
  expect(told.take()).toEqual({ programs: [], forget: false })
})
