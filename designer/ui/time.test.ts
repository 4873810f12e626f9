import { expect, test } from 'vitest'
import { formatAgo } from './time.tsx'

const now = Date.parse('2026-03-01T12:00:00Z')
const ago = (seconds: number) => formatAgo(new Date(now - seconds * 1_000).toISOString(), now)

test('counts seconds within the first minute and minutes after it', () => {
  expect([2, 58, 59.6, 62, 3_540].map(ago)).toEqual(['just now', '58 seconds ago', '1 minute ago', '1 minute ago', '59 minutes ago'])
})
