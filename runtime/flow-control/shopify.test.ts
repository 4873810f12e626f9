// Shopify's two ways of its own: a query budget that is told in the answers, and an API version that is told in a header.
import { afterEach, describe, expect, it } from 'vitest'
import { toErrorData } from '#shared/errors.ts'
import { findOrders } from '#connectors/shopify/actions/orders/find-orders.ts'
import { shopify } from '#connectors/shopify/index.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { openControlBench, type ControlBench } from './flow-control.testing.ts'

let bench: ControlBench
afterEach(() => bench.close())

/** The real connector and its client, at the bench's address; its `find-orders` stands for any call. */
const atBench = (): Connector => ({
  ...shopify,
  id: 'vendor',
  config: connectorConfig,
  secrets: {},
  baseUrl: (config) => String(config['url']),
  actions: [
    {
      ...findOrders,
      id: 'post',
      run: async (_input, context) => {
        const config = { shop: 'harbour-finch.myshopify.com' }
        const secrets = { get: () => 'shpat_0123456789' }
        return await findOrders.run({ limit: 250 }, { ...context, config, secrets })
      },
    },
  ],
})
const connectorConfig = { type: 'object', properties: { url: { type: 'string' } } } as unknown as Connector['config']

const answer = (available: number, more: object = {}) =>
  JSON.stringify({
    data: { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
    extensions: {
      cost: { requestedQueryCost: 100, throttleStatus: { maximumAvailable: 1_000, currentlyAvailable: available, restoreRate: 10 } },
    },
    ...more,
  })
const open = async () => (bench = await openControlBench(shopify.limits, undefined, atBench()))
const call = async () =>
  bench.call(bench.worker()).then(
    () => undefined,
    (error: unknown) => toErrorData(error),
  )

describe('a shop’s query budget (G88)', () => {
  it('that refuses with 200 and THROTTLED makes the next calls wait for the points they lack, each for its own', async () => {
    await open()
    const throttled = { data: undefined, errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] }
    bench.vendor.answer = (response) => response.end(answer(0, throttled))
    const first = await call()
    expect(first).toMatchObject({ code: 'vendor-throttled', disposition: 'retry-after' })
    // 100 points at 10 a second.
    expect(first?.retryAfterMs).toBeGreaterThan(9_000)
    expect(first?.retryAfterMs).toBeLessThanOrEqual(10_000)
    const second = await call()
    expect(second?.retryAfterMs).toBeGreaterThan(19_000)
    expect(second?.retryAfterMs).toBeLessThanOrEqual(20_000)
    expect(bench.vendor.requests).toHaveLength(1)
  })

  it('that is nearly used up holds a call before it is refused', async () => {
    await open()
    bench.vendor.answer = (response) => response.end(answer(50))
    expect(await call()).toBeUndefined()
    const held = await call()
    expect(held).toMatchObject({ code: 'vendor-throttled' })
    expect(held?.retryAfterMs).toBeGreaterThan(3_500)
    expect(held?.retryAfterMs).toBeLessThanOrEqual(5_000)
    expect(bench.vendor.requests).toHaveLength(1)
  })
})

describe('an API version that is not served any more (G94)', () => {
  it('raises one alert, and clears it when the version is right again', async () => {
    await open()
    const alerts = async () =>
      (await bench.store.flowControl.alerts(bench.clientId, 10)).map(({ kind, clearedAt }) => [kind, clearedAt !== undefined])
    const version = (served: string) => {
      bench.vendor.answer = (response) => response.writeHead(200, { 'x-shopify-api-version': served }).end(answer(1_000))
    }
    version('2026-07')
    await call()
    expect(await alerts()).toEqual([])
    version('2027-04')
    await call()
    await call()
    expect(await alerts()).toEqual([['api-version', false]])
    version('2026-07')
    await call()
    expect(await alerts()).toEqual([['api-version', true]])
  })
})
