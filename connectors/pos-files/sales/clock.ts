// Dates and times as tills write them, by a stated form: 01.03.2026 is another day in another country, so that nothing is guessed.
import { wrong } from './problem.ts'

/** What a clock shows; parts that the text does not have are missing. */
export interface Clock {
  readonly date?: string
  readonly time?: string
  /** Offset as written, such as +01:00 or Z. */
  readonly offset?: string
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/

export type ReadClock = (text: string) => Clock

/** Throws a sentence for what is not of the form, or is no day or time. */
export function clockReader(form: string | undefined): ReadClock {
  const read = readerOf(form)
  // The lines of a receipt say the same, and a file has them one after the other.
  let last: { readonly text: string; readonly clock: Clock } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, clock: read(text) }
    return last.clock
  }
}

function readerOf(form: string | undefined): ReadClock {
  if (form === undefined) {
    return (text) => {
      const [, date, time, offset] = ISO.exec(text) ?? []
      if (date === undefined) throw wrong(`"${text.slice(0, 40)}" is no date such as 2026-03-01 or 2026-03-01T10:21:54Z`)
      return checked({ date, ...(time !== undefined && { time: withSeconds(time) }), ...(offset !== undefined && { offset }) }, text)
    }
  }
  const tokens: string[] = []
  const source = form.replaceAll(/YYYY|YY|MM|M|DD|D|HH|H|mm|ss|[-./ :T]/g, (token) => {
    const digits = DIGITS[token]
    if (digits === undefined) return token === '.' || token === '/' ? `\\${token}` : token
    tokens.push(token)
    return digits
  })
  const pattern = new RegExp(`^${source}$`)
  return (text) => {
    const found = pattern.exec(text)
    if (!found) throw wrong(`"${text.slice(0, 40)}" is not of the form ${form}`)
    const part = (...names: readonly string[]) => {
      const at = tokens.findIndex((token) => names.includes(token))
      return at < 0 ? undefined : found[at + 1]?.padStart(2, '0')
    }
    const [year, month, day, hour] = [part('YYYY', 'YY'), part('MM', 'M'), part('DD', 'D'), part('HH', 'H')]
    return checked(
      {
        ...(year !== undefined && { date: `${year.length === 2 ? `20${year}` : year}-${month ?? '00'}-${day ?? '00'}` }),
        ...(hour !== undefined && { time: `${hour}:${part('mm') ?? '00'}:${part('ss') ?? '00'}` }),
      },
      text,
    )
  }
}

const DIGITS: Readonly<Record<string, string>> = {
  YYYY: '(\\d{4})',
  YY: '(\\d{2})',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  DD: '(\\d{2})',
  D: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
}

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time)

function checked(clock: Clock, text: string): Clock {
  const asUtc = new Date(`${clock.date ?? '2000-01-01'}T${clock.time ?? '00:00:00'}Z`)
  const isReal = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().startsWith(clock.date ?? '2000')
  if (!isReal) throw wrong(`"${text.slice(0, 40)}" is no day or time that exists`)
  return clock
}

/** The day before, as text. */
export const dayBefore = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)

/**
 * ISO instant; null where neither the text nor the settings say a zone. Of an hour that clocks show twice in autumn it is the first one; one that
 * they skip in spring is as much later as they are put forward.
 */
export function instantOf({ date, time, offset }: Clock, timeZone: string | undefined): string | null {
  if (date === undefined || time === undefined) return null
  if (offset !== undefined) return new Date(`${date}T${time}${offset}`).toISOString()
  if (timeZone === undefined) return null
  const shown = Date.parse(`${date}T${time}Z`)
  const guesses = [shown - offsetAt(shown - DAY_MS, timeZone), shown - offsetAt(shown + DAY_MS, timeZone)]
  const fitting = guesses.filter((guess) => guess + offsetAt(guess, timeZone) === shown)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...guesses)).toISOString()
}

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that clocks of the zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish dates are written nearly as ISO has them.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  const seconds = Math.floor(instant / 1_000) * 1_000
  return Date.parse(`${format.format(seconds).replace(' ', 'T')}Z`) - seconds
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
