import { expect, it } from 'vitest'
import { lookEvery } from './looking.ts'

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1))
}

it('looks again after each look, also after one that failed, and never beside it', async () => {
  let under = 0
  let most = 0
  let looks = 0
  const errors: unknown[] = []
  const looking = lookEvery(
    1,
    async () => {
      most = Math.max(most, ++under)
      await new Promise((resolve) => setTimeout(resolve, 3))
      under--
      if (++looks === 2) throw new Error('once')
    },
    (error) => errors.push(error),
  )
  looking.start()
  await until(() => looks >= 4)
  await looking.stop()
  expect({ most, under, errors: errors.length }).toEqual({ most: 1, under: 0, errors: 1 })
  const seen = looks
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(looks).toBe(seen)
})
