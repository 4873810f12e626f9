// Times for people: "3 minutes ago" with the exact time on hover, durations in a short form.
import { useEffect, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { locale } from '#designer/i18n/language.ts'
import { formatNumber } from './number.ts'

const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
const exact = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium' })
const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit' })

const UNITS: readonly (readonly [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [59.5, 1, 'second'],
  [59.5 * 60, 60, 'minute'],
  [36 * 3_600, 3_600, 'hour'],
  [14 * 86_400, 86_400, 'day'],
  [70 * 86_400, 604_800, 'week'],
  [Infinity, 2_629_800, 'month'],
]

export function formatAgo(at: string, now: number = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1_000
  if (Math.abs(seconds) < 5) return t('just now')
  const [, size, unit] = UNITS.find(([limit]) => Math.abs(seconds) < limit) ?? [0, 2_629_800, 'month' as const]
  return relative.format(Math.round(seconds / size), unit)
}

export const formatExact = (at: string) => exact.format(new Date(at))
export const formatClock = (at: string) => clock.format(new Date(at))

export function formatDuration(ms: number): string {
  if (ms < 1) return t('< 1 ms')
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${formatNumber(ms / 1_000, ms < 10_000 ? 2 : 1)} s`
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export function Ago({ at }: { readonly at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={formatExact(at)} style={{ whiteSpace: 'nowrap' }}>
      {formatAgo(at, now)}
    </time>
  )
}

/** The time, told again every few seconds. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
