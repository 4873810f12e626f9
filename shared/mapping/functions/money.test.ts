import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasErrorCode } from '../../errors.ts'
import { allocateMoney } from './allocate.ts'
import { addMoney, compareMoney, divideMoney, makeMoney, multiplyMoney, roundMoney, subtractMoney, sumMoney } from './money.ts'

function codeOf(action: () => unknown): { code: string; value: unknown; message: string } | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (!hasErrorCode(error)) throw error
    return { code: error.code, value: error.details?.['value'], message: error.message }
  }
}

describe('decimal arithmetic', () => {
  test.each<[unknown, string]>([
    [addMoney(['0.1', '0.2']), '0.3'],
    [addMoney([0.1, 0.2]), '0.3'],
    [addMoney(['12.50', '0.50']), '13.00'],
    [addMoney(['1e21', '0.01']), '1000000000000000000000.01'],
    [addMoney([1e21, 1]), '1000000000000000000001'],
    [addMoney(['9007199254740993', '1']), '9007199254740994'],
    [addMoney(['-0.01', '0.01']), '0.00'],
    [subtractMoney('100.00', '2.5'), '97.50'],
    [subtractMoney('1.250', '2'), '-0.750'],
    [multiplyMoney('19.99', 3), '59.97'],
    [multiplyMoney('0.25', '0.25'), '0.0625'],
    [multiplyMoney('12.50', '0.2'), '2.50'],
    [multiplyMoney('-3', '0'), '0'],
    [divideMoney('10', '3', 2), '3.33'],
    [divideMoney('-10', '4', 0), '-3'],
    [divideMoney('1', '8', '2'), '0.13'],
    [sumMoney(['1.10', '2', 0.3]), '3.40'],
    [sumMoney('7.00'), '7.00'],
    [sumMoney([]), '0'],
    [sumMoney(undefined), '0'],
    [roundMoney('2.345', 2), '2.35'],
    [roundMoney('-2.345', 2), '-2.35'],
    [roundMoney('2.344999999999999999999', 2), '2.34'],
    [roundMoney(1.005, 2), '1.01'],
    [roundMoney('1.2345', 3), '1.235'],
    [roundMoney('1250.5', 0), '1251'],
    [roundMoney('-0.001', undefined), '0.00'],
    [roundMoney(' +.5 ', undefined), '0.50'],
  ])('gives %s', (actual, expected) => {
    expect(actual).toBe(expected)
  })

  test.each([
    ['a word', 'twelve', 'twelve'],
    ['a decimal comma', '12,50', '12,50'],
    ['a currency sign', '€5', '€5'],
    ['an empty text', '', ''],
    ['nothing', undefined, null],
    ['null', null, null],
    ['a truth value', true, true],
    ['not a number', Number.NaN, 'NaN'],
    ['infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['an object', { total: '1' }, 'object'],
    ['hexadecimal', '0x10', '0x10'],
    ['an exponent that would fill the memory', '1e999', '1e999'],
  ])('refuses %s and names it', (_, value, shown) => {
    expect(codeOf(() => addMoney(['1', value]))).toMatchObject({ code: 'money-invalid', value: shown })
  })

  test('says what to do when an amount is missing', () => {
    expect(codeOf(() => subtractMoney('1', undefined))?.message).toBe('$subtract: an amount is missing.')
  })

  test('refuses to divide by zero and to guess the decimals of a quotient', () => {
    expect(codeOf(() => divideMoney('1', '0.00', 2))?.code).toBe('money-invalid')
    expect(codeOf(() => divideMoney('1', '3', undefined))?.code).toBe('money-invalid')
    expect(codeOf(() => roundMoney('1', 2.5))?.code).toBe('money-invalid')
  })

  test('adds and subtracts without ever losing anything', () => {
    const amount = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 })).map(([units, scale]) => {
      const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
      return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale ? `.${digits.slice(-scale)}` : ''}`
    })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(subtractMoney(subtractMoney(addMoney([a, b]), b), a)).toMatch(/^0(\.0+)?$/)
      }),
    )
  })
})

describe('money with a currency', () => {
  const eur = (amount: unknown) => ({ amount, currency: 'EUR' })

  test.each<[string, unknown, unknown]>([
    ['keeps the decimals of its currency', addMoney([eur('1'), eur(2)]), eur('3.00')],
    ['keeps digits beyond them', makeMoney('0.12345', 'eur'), eur('0.12345')],
    ['has none in yen and three in dinars', [makeMoney(5, 'JPY'), makeMoney(5, 'KWD')].map(({ amount }) => amount), ['5', '5.000']],
    [
      'is read as the shops write it',
      addMoney([
        { amount: '1.00', currencyCode: 'EUR' },
        { amount: '2.00', currency_code: 'EUR' },
      ]),
      eur('3.00'),
    ],
    ['takes the sum of nothing for zero of any currency', subtractMoney(eur('7.00'), sumMoney(undefined)), eur('7.00')],
    ['is multiplied by plain numbers', multiplyMoney(3, eur('1.10')), eur('3.30')],
    ['is divided by plain numbers, into its own decimals', divideMoney(eur('10.00'), '3', undefined), eur('3.33')],
    ['is rounded to its own decimals', roundMoney({ amount: '1250.5', currency: 'JPY' }, undefined), { amount: '1251', currency: 'JPY' }],
    ['is allocated in parts of its currency', allocateMoney(eur('0.01'), [eur(1), eur(1)], undefined), [eur('0.01'), eur('0.00')]],
    ['is compared as a number', compareMoney(eur('9.00'), eur('10')), -1],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected)
  })

  test.each<[string, () => unknown]>([
    ['another currency', () => addMoney([eur('1.00'), { amount: '2', currency: 'USD' }])],
    ['a plain amount', () => subtractMoney(eur('1.00'), '2')],
    ['a currency that is not its own', () => makeMoney(eur('1.00'), 'USD')],
    ['one of another currency to compare with', () => compareMoney(eur('1.00'), { amount: '1', currency: 'GBP' })],
  ])('refuses %s', (_, action) => {
    expect(codeOf(action)?.code).toBe('currencies-mixed')
  })

  test('names both values when currencies are mixed', () => {
    expect(codeOf(() => addMoney([eur('1.5'), { amount: '2', currency: 'JPY' }]))?.message).toBe(
      '$add: EUR 1.50 and JPY 2 are not of one currency.',
    )
  })

  test.each<[string, () => unknown, string]>([
    ['no currency', () => makeMoney('1', undefined), '$money: the currency is nothing, which is no ISO 4217 code.'],
    ['a currency that is none', () => makeMoney('1', 'EURO'), '$money: the currency is "EURO", which is no ISO 4217 code.'],
    ['an amount that is missing', () => makeMoney(undefined, 'EUR'), '$money: an amount is missing.'],
    ['money times money', () => multiplyMoney(eur(1), eur(2)), '$multiply: EUR 1.00 times EUR 2.00 is no amount of money.'],
    ['money as a divisor', () => divideMoney('4', eur(2), 2), '$divide: the divisor is EUR 2.00, but must be a plain number.'],
    ['an item without the member', () => sumMoney([{ a: { b: 1 } }, { a: {} }], 'a.b'), '$sumMoney: item 2 of 2 has no "a.b".'],
    ['a member of the prototype', () => sumMoney([{}], 'constructor'), '$sumMoney: item 1 of 1 has no "constructor".'],
  ])('refuses %s', (_, action, message) => {
    expect(codeOf(action)).toMatchObject({ code: 'money-invalid', message })
  })
})

describe('allocation', () => {
  test.each<[unknown, unknown, unknown, string[]]>([
    ['10.00', [1, 1, 1], 2, ['3.34', '3.33', '3.33']],
    ['-5.00', ['50.00', '25.00'], 2, ['-3.33', '-1.67']],
    ['100', ['0', '1', '0'], 0, ['0', '100', '0']],
    ['1.000', [1, 1, 1], 3, ['0.334', '0.333', '0.333']],
    ['0.01', [0, 0], 2, ['0.01', '0.00']],
    ['7.00', '3', undefined, ['7.00']],
    ['0', [], 2, []],
  ])('splits %s by %j with %s decimals', (total, weights, scale, parts) => {
    expect(allocateMoney(total, weights, scale)).toEqual(parts)
  })

  test('gives the unit left over to the part that lost most', () => {
    expect(allocateMoney('1.00', ['1', '1', '4'], 1)).toEqual(['0.2', '0.2', '0.6'])
    expect(allocateMoney('0.10', [5, 3, 3], 2)).toEqual(['0.04', '0.03', '0.03'])
  })

  test('refuses a total that the decimals cannot hold, negative weights, and nobody to give to', () => {
    expect(codeOf(() => allocateMoney('1.005', [1, 1], 2))?.code).toBe('money-invalid')
    expect(codeOf(() => allocateMoney('1', [2, -1], 2))?.code).toBe('money-invalid')
    expect(codeOf(() => allocateMoney('1', [], 2))?.code).toBe('money-invalid')
  })

  test('always adds up, and no part is further than a unit from its exact share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), weights, (cents, list) => {
        const parts = allocateMoney((cents / 100).toFixed(2), list, 2)
        expect(Number(multiplyMoney(sumMoney(parts), 100))).toBe(cents)
        const sum = list.reduce((total, weight) => total + weight, 0)
        if (sum === 0) return
        parts.forEach((part, index) => expect(Math.abs(Number(part) * 100 - (cents * (list[index] ?? 0)) / sum)).toBeLessThan(1.000001))
      }),
    )
  })
})
