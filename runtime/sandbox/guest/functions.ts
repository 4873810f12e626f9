// Our functions, as JSONata calls them. The number of named parameters matters: $map and $reduce pass as many arguments as a function declares,
// so $roundMoney declares one, lest $map hand it an index as the scale.
import { allocateMoney } from '../../../shared/mapping/functions/allocate.ts'
import { balanceReport, checkBalance, type BalanceSpec } from '../../../shared/mapping/functions/balance.ts'
import { businessDate } from '../../../shared/mapping/functions/business-date.ts'
import { roundCash } from '../../../shared/mapping/functions/cash.ts'
import { convertUnit } from '../../../shared/mapping/functions/convert-unit.ts'
import { convertMoney } from '../../../shared/mapping/functions/convert.ts'
import { country } from '../../../shared/mapping/functions/country.ts'
import { externalId } from '../../../shared/mapping/functions/external-id.ts'
import { gtin } from '../../../shared/mapping/functions/gtin.ts'
import { dayOf, lookupValue, type TableReader } from '../../../shared/mapping/functions/lookup.ts'
import {
  addMoney,
  compareMoney,
  divideMoney,
  makeMoney,
  multiplyMoney,
  roundMoney,
  subtractMoney,
  sumMoney,
} from '../../../shared/mapping/functions/money.ts'
import { phone } from '../../../shared/mapping/functions/phone.ts'
import { taxFromGross } from '../../../shared/mapping/functions/tax.ts'
import { now } from './clock.ts'

export type NativeFunction = (this: { readonly input: unknown }, ...args: never[]) => unknown

export function productFunctions(readTable: (name: string) => TableReader | undefined): Readonly<Record<string, NativeFunction>> {
  return {
    add: (a: unknown, b: unknown, ...rest: unknown[]) => addMoney([a, b, ...rest]),
    subtract: (a: unknown, b: unknown) => subtractMoney(a, b),
    multiply: (a: unknown, b: unknown) => multiplyMoney(a, b),
    divide: (a: unknown, b: unknown, scale: unknown) => divideMoney(a, b, scale),
    sumMoney: (list: unknown, ...rest: unknown[]) => sumMoney(list, rest[0]),
    money: (amount: unknown, ...rest: unknown[]) => makeMoney(amount, rest[0]),
    compareMoney: (a: unknown, b: unknown) => compareMoney(a, b),
    roundCash: (amount: unknown, ...rest: unknown[]) => roundCash(amount, rest[0]),
    taxFromGross: (gross: unknown, rate: unknown, ...rest: unknown[]) => taxFromGross(gross, rate, rest[0]),
    convert: (amount: unknown, rate: unknown, currency: unknown, ...rest: unknown[]) => convertMoney(amount, rate, currency, rest[0]),
    businessDate: (instant: unknown, ...rest: unknown[]) => businessDate(instant, rest[0], rest[1]),
    externalId: (...parts: unknown[]) => externalId(parts),
    gtin: (code: unknown, ...rest: unknown[]) => gtin(code, rest[0], rest[1]),
    phone: (number: unknown, ...rest: unknown[]) => phone(number, rest[0], rest[1]),
    country: (value: unknown, ...rest: unknown[]) => country(value, rest[0], rest[1]),
    convertUnit: (value: unknown, from: unknown, to: unknown, ...rest: unknown[]) => convertUnit(value, from, to, rest[0]),
    roundMoney: (x: unknown, ...rest: unknown[]) => roundMoney(x, rest[0]),
    allocate: (total: unknown, weights: unknown, ...rest: unknown[]) => allocateMoney(total, weights, rest[0]),
    _balance: (record: unknown, spec: string, ...amounts: unknown[]) => checkBalance(record, specOf(spec), amounts),
    _balanceReport: (spec: string, ...amounts: unknown[]) => balanceReport(specOf(spec), amounts),
    lookupAt(table: string, key: unknown, day: unknown, ...rest: unknown[]) {
      const asked = dayOf(day)
      return lookupValue(readTable, { table, key, day: () => asked, whenMissing: rest[0], defaultValue: rest[1] })
    },
    lookup(first: unknown, ...rest: unknown[]) {
      if (typeof first === 'string' && rest.length > 0) {
        return lookupValue(readTable, { table: first, key: rest[0], day: today, whenMissing: rest[1], defaultValue: rest[2] })
      }
      return rest.length > 0 ? lookupKey(first, rest[0]) : lookupKey(this.input, first)
    },
  }
}

/** By the evaluation's own time, in UTC: a step that is evaluated again sees the same day. */
const today = (): string => new Date(now()).toISOString().slice(0, 10)

/** Mappings carry few contracts, and the same ones for each record. */
const specs = new Map<string, BalanceSpec>()
const MOST_SPECS = 200

function specOf(text: string): BalanceSpec {
  const known = specs.get(text)
  if (known) return known
  const spec = JSON.parse(text) as BalanceSpec
  if (specs.size >= MOST_SPECS) specs.clear()
  specs.set(text, spec)
  return spec
}

/** JSONata's own $lookup: a key of an object, or of each object in a list. */
function lookupKey(input: unknown, key: unknown): unknown {
  if (Array.isArray(input)) {
    const found = input.flatMap((item: unknown) => lookupKey(item, key)).filter((value: unknown) => value !== undefined)
    return found.length > 1 ? found : found[0]
  }
  if (typeof input !== 'object' || input === null || typeof key !== 'string' || !Object.hasOwn(input, key)) return undefined
  return (input as Record<string, unknown>)[key]
}
