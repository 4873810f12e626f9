// Values as the Service Layer writes them: amounts as JSON numbers with a point, whatever the company shows on its screens; days and times apart
// and without a zone; currencies by the company's own codes.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { instantOf } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'

type Config = Readonly<Record<string, unknown>>

/** An amount that may be missing (null) is zero. */
export const Figure = Type.Optional(Type.Union([Type.Number(), Type.Null()]))
export const MaybeText = Type.Optional(Type.Union([Type.String(), Type.Null()]))

/** SAP Business One keeps at most 19 digits with six decimals; what a JSON number shows of them is written as it stands. */
export const decimalText = (amount: number | null | undefined): string => new Decimal(amount ?? 0).toFixed()
export const numberOf = (decimal: string): unknown => exactNumber(decimal)

export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,6})?$' })
/** Above zero. */
export const Quantity = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(?!0(\\.0+)?$)(0|[1-9][0-9]{0,12})(\\.[0-9]{1,6})?$' })
export const Day = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
/** Blanks at the ends are kept by no database alike. */
export const Text = (title: string, description: string, maxLength: number) =>
  Type.String({ title, description, minLength: 1, maxLength, pattern: '^\\S(.*\\S)?$' })
export const Currency = Type.String({
  title: 'Currency',
  description: "ISO 4217 code. The customer's own when empty.",
  pattern: '^[A-Z]{3}$',
})

/** `2026-03-02T00:00:00Z`, which is a day there, as `2026-03-02`. */
export const dayOf = (text: string | null | undefined): string => (text ?? '').slice(0, 10)

/** ISO instant of a change, in the server's zone; undefined where the record has none. */
export function changedAtOf(
  { UpdateDate, UpdateTime }: { readonly UpdateDate?: string | null | undefined; readonly UpdateTime?: string | null | undefined },
  config: Config,
): string | undefined {
  if (UpdateDate == null) return undefined
  return instantOf(`${dayOf(UpdateDate)} ${clockOf(UpdateTime)}`, readConfig(config).timeZone)
}

/** `9:05` and `09:05:07` both as `09:05:00` and `09:05:07`. */
export function clockOf(text: string | null | undefined): string {
  const [, hours = '0', minutes = '00', seconds = '00'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text ?? '') ?? []
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}`
}

/** The ISO code of the company's currency code, which is the same unless the settings say otherwise. */
export const isoCurrency = (code: string | null | undefined, config: Config): string => {
  const found = currencyPairs(config).find(([own]) => own === code)
  return found?.[1] ?? code ?? ''
}

/** The company's code of an ISO currency. */
export const ownCurrency = (iso: string, config: Config): string => currencyPairs(config).find(([, other]) => other === iso)?.[0] ?? iso

function currencyPairs(config: Config): readonly (readonly [string, string])[] {
  return (readConfig(config).currencies ?? '')
    .split(',')
    .map((pair) => pair.split('=').map((part) => part.trim()))
    .flatMap(([own = '', iso = '']) => (own === '' ? [] : [[own, iso] as const]))
}

/** Throws `action-input-invalid`. */
export function refuseInput(message: string, fix: string): never {
  throw new AppError('action-input-invalid', { message, fix })
}
