// Deliveries whose body is no JSON: what the connector makes of them is what is stored and read.
import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { readSecrets } from '#connectors/kit/call-context.ts'
import type { NewEvent } from '../engine/ports.ts'
import { takeDelivery, type IntakeOptions } from './intake.ts'

const SECRET = 'lightspeed-secret-0123456789'
const trigger = connectors.find(({ id }) => id === 'lightspeed')?.triggers.find(({ id }) => id === 'sale-update')

function anIntake() {
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
          trigger?.verify(delivery, { config: {}, secrets: readSecrets({ clientSecret: SECRET }), now: new Date() }),
      }),
    },
    engine: {
      accept: async (event: NewEvent) => {
        taken.push(event)
        return { runId: 'run_1', duplicate: false }
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
