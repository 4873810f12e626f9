// A five-field cron pattern in words. Patterns beyond the usual ones are shown as they are; the next times explain those.
import { Cron } from 'croner'
import { phrase, t } from '#designer/i18n/index.ts'

const DAYS = [
  phrase('Sunday'),
  phrase('Monday'),
  phrase('Tuesday'),
  phrase('Wednesday'),
  phrase('Thursday'),
  phrase('Friday'),
  phrase('Saturday'),
  phrase('Sunday'),
]

const two = (text: string) => text.padStart(2, '0')

export function cronWords(pattern: string): string | undefined {
  const [minute, hour, day, month, weekday, ...more] = pattern.trim().split(/\s+/)
  if (more.length > 0 || minute === undefined || hour === undefined || day === undefined || month === undefined || weekday === undefined)
    return undefined
  const every = /^\*\/(\d+)$/
  const dayWords = daysOf(day, month, weekday)
  if (dayWords === undefined) return undefined
  if (minute === '*' && hour === '*') return t('Every minute{{days}}', { days: dayWords })
  const minutes = every.exec(minute)
  if (minutes && hour === '*') return t('Every {{minutes}} minutes{{days}}', { minutes: minutes[1] ?? '', days: dayWords })
  if (!/^\d+$/.test(minute)) return undefined
  const hours = every.exec(hour)
  if (hour === '*') return t('Every hour, {{minute}} minutes past{{days}}', { minute, days: dayWords })
  if (hours) return t('Every {{hours}} hours, {{minute}} minutes past{{days}}', { hours: hours[1] ?? '', minute, days: dayWords })
  if (!/^\d+(,\d+)*$/.test(hour)) return undefined
  const times = hour.split(',').map((one) => `${two(one)}:${two(minute)}`)
  return t('At {{times}}{{days}}', { times: times.join(', '), days: dayWords === '' ? `, ${t('every day')}` : dayWords })
}

function daysOf(day: string, month: string, weekday: string): string | undefined {
  if (month !== '*') return undefined
  if (day === '*' && weekday === '*') return ''
  if (day === '*') {
    if (weekday === '1-5') return `, ${t('Monday to Friday')}`
    const names = weekday.split(',').map((one) => DAYS[Number(one)])
    return names.every((name) => name !== undefined)
      ? `, ${t('on {{days}}', { days: names.map((name) => t(name)).join(', ') })}`
      : undefined
  }
  return weekday === '*' && /^\d+$/.test(day) ? `, ${t('on day {{day}} of the month', { day })}` : undefined
}

export interface NextTimes {
  readonly times: readonly Date[]
  readonly problem?: string
}

export function nextTimes(pattern: string, timeZone: string, count = 3): NextTimes {
  try {
    if (pattern.trim().split(/\s+/).length !== 5)
      return { times: [], problem: t('Five parts are needed: minute, hour, day, month, weekday.') }
    return { times: new Cron(pattern, { timezone: timeZone, paused: true }).nextRuns(count) }
  } catch (error) {
    return { times: [], problem: error instanceof Error ? error.message : t('This is not a schedule.') }
  }
}
