import { expect, it } from 'vitest'
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { createDays } from './days.ts'

const aSimulator = (play?: Simulator['play']): Simulator => ({ fetch: () => new Response(), close: () => undefined, ...(play && { play }) })
const until = async (holds: () => boolean) => {
  for (let tries = 0; tries < 200 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
}

it('plays every event once, in order, and counts those that happened here', async () => {
  const days = createDays({ now: () => new Date() })
  const events: RetailEvent[] = []
  const shop = aSimulator(async (event) => {
    events.push(event)
    return event.kind === 'web-order'
  })
  expect(days.play('shop', shop, { seed: 5, orders: 20, minutes: 0 })).toMatchObject({ state: 'playing', done: 0 })
  expect(() => days.play('shop', shop, { seed: 5, orders: 20, minutes: 0 })).toThrow(expect.objectContaining({ code: 'conflict' }))
  await until(() => days.of('shop')?.state === 'finished')
  expect(days.of('shop')).toMatchObject({ state: 'finished', played: 20, total: events.length, done: events.length })
  expect(events.map(({ second }) => second)).toEqual(events.map(({ second }) => second).toSorted((a, b) => a - b))
})

it('is stopped, and says so', async () => {
  const days = createDays({ now: () => new Date() })
  days.play(
    'shop',
    aSimulator(async () => true),
    { seed: 1, orders: 50, minutes: 60 },
  )
  days.stop('shop')
  await until(() => days.of('shop')?.state !== 'playing')
  expect(days.of('shop')?.state).toBe('stopped')
})

it('says what the system failed with, and where no day can be played', async () => {
  const days = createDays({ now: () => new Date() })
  days.play(
    'shop',
    aSimulator(() => Promise.reject(new Error('the till is on fire'))),
    { seed: 1, orders: 1, minutes: 0 },
  )
  await until(() => days.of('shop')?.state !== 'playing')
  expect(days.of('shop')).toMatchObject({ state: 'failed', message: 'the till is on fire' })
  expect(() => days.play('erp', aSimulator(), { seed: 1, orders: 1, minutes: 0 })).toThrow(
    expect.objectContaining({ code: 'invalid-request' }),
  )
})
