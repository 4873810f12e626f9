// Deliveries whose body is no JSON, and those that tell of several records: what the connector makes of them is what is stored and read.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import type { NewEvent } from '../engine/ports.ts'
import { takeDelivery, type IntakeOptions } from './intake.ts'

const SECRET = 'lightspeed-secret-0123456789'
const triggerOf = (connector: string, event: string) =>
  connectors.find(({ id }) => id === connector)?.triggers.find(({ id }) => id === event)
const CLIENT_STATE = 'client-state-0123456789'

function anIntake(trigger = triggerOf('lightspeed', 'sale-update'), isStored: (event: NewEvent) => boolean = () => true) {
  const taken: NewEvent[] = []
  const options = {
    hooks: {
      byToken: async () => ({ clientId: 'c', flowId: 'f', environment: 'live', connectionId: 'n', event: 'sale-update', active: true }),
    },
    flows: { activeDeployment: async () => ({ version: 1 }) },
    source: { load: async () => ({ document: { nodes: {} } }) },
    bindings: {
      bind: async () => ({
        trigger,
        handshake: () => undefined,
        prepare: async () => undefined,
        verify: (delivery: Parameters<NonNullable<typeof trigger>['verify']>[0]) =>
          trigger?.verify(delivery, {
            config: {},
            secrets: readSecrets({ clientSecret: SECRET, webhookSecret: CLIENT_STATE }),
            now: new Date(),
          }),
      }),
    },
    engine: {
      accept: async (event: NewEvent) => {
        if (!isStored(event)) throw new Error('the disk is full')
        const duplicate = taken.some(({ eventKey }) => eventKey === event.eventKey)
        if (!duplicate) taken.push(event)
        return { runId: 'run_1', duplicate }
      },
    },
    now: () => new Date('2026-03-01T10:00:00Z'),
  } as unknown as IntakeOptions
  const send = (body: string) => {
    const signature = createHmac('sha256', SECRET).update(body).digest('hex')
    const headers = { 'x-signature': `signature=${signature},algorithm=HMAC-SHA256`, 'content-type': 'application/x-www-form-urlencoded' }
    return takeDelivery(options, 'token', { method: 'POST', url: 'https://hooks.example/hooks/token', headers, body: Buffer.from(body) })
  }
  return { taken, send }
}

it('stores the JSON of a form, and answers as the vendor needs it', async () => {
  const { taken, send } = anIntake()
  const sale = { id: '06bf537b-c783-11e6-f6b9-7ea7909ffedd', version: 12, note: 'a+b & c=d é' }
  const answer = await send(new URLSearchParams({ payload: JSON.stringify(sale), type: 'sale.update' }).toString())
  expect(answer.status).toBe(200)
  expect(taken.map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as unknown)).toEqual([sale])
})

it('refuses a form whose field is no JSON, and stores nothing', async () => {
  const { taken, send } = anIntake()
  await expect(send('payload=%7B%22id%22&type=sale.update')).rejects.toMatchObject({ code: 'invalid-json' })
  await expect(send('type=sale.update')).rejects.toMatchObject({ code: 'delivery-rejected' })
  expect(taken).toEqual([])
})

describe('a delivery that tells of several records', () => {
  const SET = 'api/v2.0/companies(7c0d6d5e-2f0a-4c69-8a51-9d1f4be0a111)/items'
  const told = (id: string, at = '2026-03-02T10:15:20.467Z') => ({
    subscriptionId: 's1',
    clientState: CLIENT_STATE,
    resource: `${SET}(${id})`,
    changeType: 'updated',
    lastModifiedDateTime: at,
  })
  const value = [told('a1'), told('b2'), told('a1', '2026-03-02T10:15:21Z')]
  const resourcesOf = (taken: readonly NewEvent[]) =>
    taken.map(({ body }) =>
      (JSON.parse(Buffer.from(body).toString('utf8')) as { value: { resource: string }[] }).value.map(({ resource }) => resource),
    )

  it('is one event for each of them', async () => {
    const { taken, send } = anIntake(triggerOf('business-central', 'items-notified'))
    const answer = await send(JSON.stringify({ value }))
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('"duplicate":false') as string })
    expect(resourcesOf(taken)).toEqual([[`${SET}(a1)`], [`${SET}(b2)`], [`${SET}(a1)`]])
    const again = await send(JSON.stringify({ value: value.slice(1) }))
    expect(again.body).toContain('"duplicate":true')
    expect(taken).toHaveLength(3)
  })
  it.each([
    [
      'quickbooks',
      [
        { entity: 'Invoice', id: '1' },
        { entity: 'Customer', id: '2' },
      ],
    ],
    [
      'xero',
      [
        { resourceId: 'a', eventType: 'UPDATE' },
        { resourceId: 'b', eventType: 'CREATE' },
      ],
    ],
  ])('is taken apart for %s, too', (connector, events) => {
    const parts = triggerOf(connector, 'changes')?.split?.({ events }) ?? []
    expect(parts).toEqual(events.map((one) => ({ events: [one] })))
  })
  it('is refused where one of them could not be stored, and all are there after the redelivery', async () => {
    let isFull = true
    const { taken, send } = anIntake(
      triggerOf('business-central', 'items-notified'),
      ({ eventKey }) => !(isFull && eventKey.includes('b2')),
    )
    await expect(send(JSON.stringify({ value }))).rejects.toThrow('the disk is full')
    isFull = false
    await send(JSON.stringify({ value }))
    expect(resourcesOf(taken)).toHaveLength(3)
  })
})
