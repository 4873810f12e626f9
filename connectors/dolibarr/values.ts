// Values as Dolibarr writes them: amounts as text with eight decimals, times as seconds since 1970 or as its clock shows them.
import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { ChangedRecord } from '#connectors/kit/changed-poll.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { instantOf, siteTime } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import type { Loose } from './client.ts'

export const textOf = (value: Loose): string => (value == null ? '' : String(value))
export const textOrNull = (value: Loose): string | null => textOf(value) || null

/** `159.00000000` and 159 are both 159; nothing is 0. */
export function decimalOf(value: Loose): string {
  const text = textOf(value).trim()
  if (text === '') return '0'
  if (!/^-?\d+(\.\d+)?$/.test(text))
    throw new AppError('vendor-answer-invalid', { message: say`Dolibarr's number "${text.slice(0, 40)}" cannot be read.` })
  return new Decimal(text).toFixed()
}
export const numberOf = (decimal: string): unknown => exactNumber(decimal)

/** ISO instant, of seconds since 1970 or of a time as the server's clock shows it; null for none. */
export function instantOrNull(value: Loose, { config }: Pick<CallContext, 'config'>): string | null {
  const text = textOf(value)
  if (text === '' || text === '0') return null
  return /^\d+$/.test(text) ? new Date(Number(text) * 1_000).toISOString() : instantOf(text, readConfig(config).timeZone)
}

/** A day as the moment that stands for it: noon of the server's clock, whatever zone reads it. */
export const momentOf = (day: string, { config }: Pick<CallContext, 'config'>): number =>
  Date.parse(instantOf(`${day} 12:00:00`, readConfig(config).timeZone)) / 1_000

export const dayOrNull = (value: Loose, context: Pick<CallContext, 'config'>): string | null => {
  const instant = instantOrNull(value, context)
  return instant === null ? null : siteTime(new Date(instant), readConfig(context.config).timeZone).slice(0, 10)
}

/** As the server's clock shows it, in digits only: a colon would end the value of a filter. */
export const clockDigits = (instant: string, { config }: Pick<CallContext, 'config'>): string =>
  siteTime(new Date(instant), readConfig(config).timeZone).slice(0, 19).replaceAll(/\D/g, '')

/** Times of change are to the second: the value tells two changes of one second apart. */
export const changedRecord = <V extends Json & { readonly id: string; readonly updatedAt: string | null }>(value: V): ChangedRecord => {
  const changedAt = value.updatedAt ?? new Date(0).toISOString()
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12)
  return { key: value.id, version: `${changedAt} ${hash}`, changedAt, value }
}

export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,8})?$' })
export const Day = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
export const Text = (title: string, description: string, maxLength: number) =>
  Type.String({ title, description, minLength: 1, maxLength, pattern: '^\\S(.*\\S)?$' })
/** What records are found by: without the signs that end a value of a filter, or that the firewall takes for an attack. */
export const Reference = (title: string, description: string, maxLength = 120) =>
  Type.String({ title, description, minLength: 1, maxLength, pattern: '^[A-Za-z0-9#][A-Za-z0-9 #@+._/-]*$' })
export const RecordId = (title: string, description: string) => Type.String({ title, description, pattern: '^[1-9][0-9]{0,11}$' })
