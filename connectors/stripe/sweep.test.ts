// What Stripe could not deliver: each event once, in its order, named as its delivery is.
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { stripe } from './index.ts'
import { createStripeSimulator } from './simulator/index.ts'

const account = simulated({
  connector: stripe,
  createSimulator: createStripeSimulator,
  config: { simulator: 'sim' },
  secrets: { secretKey: 'sk_test_0123456789abcdef', webhookSecret: 'whsec_0123456789abcdef' },
})
const trigger = () => account.trigger('charge-succeeded')

const swept = async (limit: number) =>
  (await account.swept('charge-succeeded', '2026-03-01T10:00:00Z', limit)).map((one) => trigger().recordKey?.(one))

it.each([2, 3, 100])('gives the events of a standstill in their order, %i at a time', async (limit) => {
  await trigger().subscribe?.('https://tillflow.example/hooks/t', account.context())
  account.at('2026-03-01T09:00:00Z')
  await account.emit('charge.succeeded', {})
  account.at('2026-03-01T10:00:00Z')
  for (let n = 0; n < 5; n++) await account.emit('charge.succeeded', {})
  // Another event is another trigger's.
  await account.emit('refund.created', {})
  const delivered = account.deliveries.map(({ body }) => trigger().recordKey?.(JSON.parse(body) as Json))
  expect(delivered).toHaveLength(6)
  expect(await swept(limit)).toEqual(delivered.slice(1))
})
it('has nothing where nothing happened', async () => expect(await swept(100)).toEqual([]))
