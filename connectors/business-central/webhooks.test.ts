// Subscriptions that end by themselves: the handshake, the renewal in good time, and what a delivery proves.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { upsertCustomer } from './actions/upsert-customer.ts'
import { aCustomer, aNotification, CONFIG, SECRETS } from './business-central.testing.ts'
import { businessCentral } from './index.ts'
import { createBusinessCentralSimulator } from './simulator/index.ts'

const ADDRESS = 'https://tillflow.example/hooks/token'
const erp = simulated({
  connector: businessCentral,
  createSimulator: createBusinessCentralSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const items = () => erp.trigger('items-notified')
const subscribe = (at: string) => {
  erp.at(at)
  const context = { ...erp.context(), now: () => new Date(at) }
  return items().subscribe?.(ADDRESS, context) ?? expect.fail('it does not subscribe')
}
const writes = async () =>
  (await erp.requests()).filter(({ method, path }) => method !== 'GET' && path.includes('subscriptions')).map(({ method }) => method)

describe('a subscription', () => {
  it('is made with a handshake, once, and says when it ends', async () => {
    const first = await subscribe('2026-03-01T10:00:00Z')
    expect(first).toEqual({ subscriptionId: expect.any(String) as string, expiresAt: '2026-03-04T10:00:00.000Z' })
    expect(await subscribe('2026-03-01T10:10:00Z')).toEqual(first)
    expect(await erp.records('subscriptions')).toHaveLength(1)
    expect(erp.deliveries.map(({ url }) => new URL(url).searchParams.has('validationToken'))).toEqual([true])
  })

  it('is renewed before half of its life is over, and made anew when it has ended', async () => {
    const { subscriptionId } = await subscribe('2026-03-01T10:00:00Z')
    expect(await subscribe('2026-03-02T23:00:00Z')).toEqual({ subscriptionId, expiresAt: '2026-03-05T23:00:00.000Z' })
    const anew = await subscribe('2026-03-09T10:00:00Z')
    expect(anew.subscriptionId).not.toBe(subscriptionId)
    expect(await writes()).toEqual(['POST', 'PATCH', 'POST'])
  })

  it('is renewed at once where it carries another secret', async () => {
    const { subscriptionId } = await subscribe('2026-03-01T10:00:00Z')
    const other = readSecrets({ ...SECRETS, webhookSecret: 'another-state-0123456789' })
    const context = { ...erp.context(), secrets: other, now: () => new Date('2026-03-01T10:10:00Z') }
    expect(await items().subscribe?.(ADDRESS, context)).toMatchObject({ subscriptionId })
    expect(await erp.records('subscriptions')).toMatchObject([{ clientState: 'another-state-0123456789' }])
  })

  it('is not made for an address that fails the handshake', async () => {
    erp.answerDeliveriesWith(404)
    await expect(subscribe('2026-03-01T10:00:00Z')).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('The handshake with the notification URL failed') as string,
    })
    expect(await erp.records('subscriptions')).toEqual([])
  })

  it('is taken away once', async () => {
    const { subscriptionId } = await subscribe('2026-03-01T10:00:00Z')
    await items().unsubscribe?.(subscriptionId, erp.context())
    await items().unsubscribe?.(subscriptionId, erp.context())
    expect(await erp.records('subscriptions')).toEqual([])
    expect(await writes()).toEqual(['POST', 'DELETE'])
  })

  it('brings what changed with its proof, and is forgotten where the receiver refuses', async () => {
    await subscribe('2026-03-01T10:00:00Z')
    await erp.emit('items-notified', {})
    const [, delivery] = erp.deliveries
    const verified = erp.verify('items-notified', delivery ?? expect.fail('nothing was sent'))
    expect(verified).toMatchObject({ vendorEvent: 'items' })
    erp.answerDeliveriesWith(503)
    await erp.emit('items-notified', {})
    expect(await erp.records('subscriptions')).toHaveLength(1)
    erp.answerDeliveriesWith(401)
    await erp.emit('items-notified', {})
    expect(await erp.records('subscriptions')).toEqual([])
  })
})

describe('a delivery', () => {
  const ask = (query: string) =>
    items().handshake?.(
      { method: 'POST', url: `${ADDRESS}${query}`, headers: {}, body: Buffer.from('') },
      { config: CONFIG, secrets: readSecrets(SECRETS), now: new Date() },
    )

  it('that asks for a handshake is answered as text, and one without a token is no question', () => {
    expect(ask('?validationToken=%3Cb%3E1')).toEqual({
      status: 200,
      body: '<b>1',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    })
    expect(ask('?other=1')).toBeUndefined()
    expect(() => ask(`?validationToken=${'x'.repeat(5_000)}`)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })

  it('has the same id when it comes again with another end, and is read with a byte order mark', () => {
    const read = (body: string) => erp.verify('items-notified', { url: ADDRESS, headers: {}, body })
    const body = aNotification(SECRETS.webhookSecret)
    expect(read(body.replaceAll('2026-03-04T10', '2026-03-05T10'))).toEqual(read(body))
    expect(read(`\uFEFF${body}`)).toEqual(read(body))
    expect(read(body.replace('"deleted"', '"updated"'))).not.toEqual(read(body))
  })
})

it('tries a change again from the reading on where its version is answered 412', async () => {
  await erp.run('upsert-customer', aCustomer(1))
  await erp.emit('stale.412', {})
  const context = erp.context()
  let others = 0
  // Another process writes after this one has read, once.
  const send: typeof context.http.send = async (request) => {
    if (request.method === 'PATCH' && others++ === 0) await context.http.send({ ...request, json: { city: 'Deal' } })
    return context.http.send(request)
  }
  const dover: Json = { ...aCustomer(1), city: 'Dover' }
  await expect(upsertCustomer.run(dover, { ...context, http: { send } })).rejects.toMatchObject({
    code: 'vendor-unavailable',
    disposition: 'retry',
    details: { status: 412, vendorCode: 'Request_EntityChanged' },
  })
  await upsertCustomer.run(dover, { ...context, http: { send } })
  expect(await erp.records('customers')).toContainEqual(expect.objectContaining({ number: 'C-1', city: 'Dover' }))
})
