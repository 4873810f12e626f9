import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactNumber, parseExact } from './exact-json.ts'

describe('parseExact', () => {
  it('reads long integers as text and all else as JSON does', () => {
    expect(parseExact('{"id":98765432109876543210,"n":12,"x":0.1234567890123456789,"s":"98765432109876543210"}')).toEqual({
      id: '98765432109876543210',
      n: 12,
      x: 0.12345678901234568,
      s: '98765432109876543210',
    })
  })
  it('reads any other JSON the same', () => {
    const texts = fc
      .jsonValue()
      .map((value) => JSON.stringify(value))
      .filter((text) => !/\d{16}/.test(text))
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseExact(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe('exactNumber', () => {
  it('writes the digits that it is given', () => {
    expect(JSON.stringify({ price: exactNumber('1234567890123456.10'), back: exactNumber('-0.50') })).toBe(
      '{"price":1234567890123456.10,"back":-0.50}',
    )
  })
  it.each(['', 'twelve', '1e5', '01', '1.', '.5', '1,50', 'NaN', '1}'])('refuses %j', (text) => {
    expect(() => exactNumber(text)).toThrow(expect.objectContaining({ code: 'money-invalid' }))
  })
})
