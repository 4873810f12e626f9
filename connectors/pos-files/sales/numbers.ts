// Amounts and quantities of a row, as decimals.
import { Decimal } from 'decimal.js'
import { readDecimalComma } from '#connectors/kit/formats/decimal-comma.ts'
import type { Row } from './layout.ts'
import type { SalesFile, ValueName } from './options.ts'
import { wrong } from './problem.ts'

/** Digits with commas, blanks or apostrophes between thousands. A sign may stand behind. */
const POINT_NUMBER = /^([+-]?)(\d{1,3}(?:[,\s'’]\d{3})+|\d+)(\.\d+)?([+-]?)$/u
const CURRENCY_SIGNS = /^[€$£¥]\s?|\s?[€$£¥%]$/gu

const PLAIN_NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/

export type ReadNumber = (text: string, name: string) => Decimal

export function numberReader({ numbers = 'point' }: Pick<SalesFile, 'numbers'>): ReadNumber {
  return (written, name) => {
    if (numbers === 'point' && PLAIN_NUMBER.test(written)) return new Decimal(written)
    const text = written.replaceAll(CURRENCY_SIGNS, '')
    const plain = numbers === 'comma' ? readDecimalComma(text) : withPoint(text)
    if (plain === undefined || plain.length > 30) {
      const form = numbers === 'comma' ? 'number with a decimal comma' : 'number with a decimal point'
      throw wrong(`${name} is "${written.slice(0, 40)}", which is no ${form}`)
    }
    return new Decimal(plain)
  }
}

function withPoint(text: string): string | undefined {
  const [, before = '', whole = '', decimals = '', behind = ''] = POINT_NUMBER.exec(text) ?? []
  if (whole === '' || (before !== '' && behind !== '')) return undefined
  return `${before === '-' || behind === '-' ? '-' : ''}${whole.replaceAll(/\D/g, '')}${decimals}`
}

/** The row's number of this meaning; undefined where there is none. */
export function numberIn(read: ReadNumber, options: SalesFile, row: Row, name: ValueName): Decimal | undefined {
  const text = row.value(name)
  return text === undefined ? undefined : read(text, options.values[name] ?? name)
}
