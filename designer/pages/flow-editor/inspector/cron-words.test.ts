import { expect, it } from 'vitest'
import { cronWords, nextTimes } from './cron-words.ts'

it.each([
  ['*/15 * * * *', 'Every 15 minutes'],
  ['0 6 * * *', 'At 06:00, every day'],
  ['30 7,19 * * 1-5', 'At 07:30, 19:30, Monday to Friday'],
  ['0 7 * * 1', 'At 07:00, on Monday'],
  ['0 5 1 * *', 'At 05:00, on day 1 of the month'],
  ['0 5 1 1 *', undefined],
])('says %s in words', (pattern, words) => {
  expect(cronWords(pattern)).toBe(words)
})

it('computes the next times in the time zone, and says what is wrong with a pattern', () => {
  const { times } = nextTimes('0 6 * * *', 'Asia/Tokyo', 2)
  expect(times.map((time) => time.getUTCHours())).toEqual([21, 21])
  expect(nextTimes('0 6 * *', 'UTC').problem).toMatch(/Five parts/)
  expect(nextTimes('99 6 * * *', 'UTC').problem).toBeDefined()
})
