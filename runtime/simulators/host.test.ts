import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors, simulators } from '#connectors/index.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { createCallContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { createSimulatorHost, type SimulatorHost, type SimulatorSpec } from './host.ts'

const dir = mkdtempSync(join(tmpdir(), 'tillflow-host-'))
const transport = createTransport()
const shop: SimulatorSpec = {
  name: 'harbour-shopify',
  connector: 'shopify',
  clientId: 'client_a',
  clientSlug: 'harbour-finch',
  config: { shop: 'harbour-finch.myshopify.com' },
  secrets: { accessToken: 'shpat_0123456789abcdef', apiSecret: 'shpss_0123456789abcdef' },
}
const erp: SimulatorSpec = {
  ...shop,
  name: 'harbour-odoo',
  connector: 'odoo',
  config: { url: 'https://harbour-finch.odoo.com', database: 'harbour-finch', username: 'integration@harbour-finch.example' },
  secrets: { apiKey: 'odoo-key-0123456789abcdef' },
}
const open = () => createSimulatorHost({ dataDir: dir, create: simulators, connectors })
let host: SimulatorHost
let receiver: Server
const received: { path: string; headers: NodeJS.Dict<string | string[]>; body: Buffer }[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  host = await open()
  host.start(shop)
  host.start(erp)
})
afterAll(async () => {
  await host.close()
  await transport.close()
  receiver.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('the simulator host', () => {
  it('delivers a signed webhook that the trigger accepts, when an event happens', async () => {
    const trigger = connectors.find(({ id }) => id === 'shopify')?.triggers.find(({ id }) => id === 'orders-create')
    const context = createCallContext({
      transport,
      baseUrl: () => host.resolve(shop.name) ?? '',
      isTrusted: () => true,
      gate: openGate,
      signal: AbortSignal.timeout(10_000),
      config: { ...shop.config, simulator: shop.name },
      secrets: shop.secrets,
    })
    await trigger?.subscribe?.(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks/t1`, context)
    const event = await host.emit(shop.name, 'orders-create', trigger?.example)
    expect(event.deliveries).toMatchObject([{ status: 200 }])
    const [delivery] = received
    const verified = trigger?.verify(
      {
        method: 'POST',
        url: delivery?.path ?? '',
        headers: delivery?.headers as Record<string, string>,
        body: delivery?.body ?? Buffer.of(),
      },
      { config: shop.config, secrets: context.secrets, now: new Date() },
    )
    expect(verified).toEqual({ deliveryId: event.deliveries[0]?.deliveryId, vendorEvent: 'orders/create' })
  })

  it('says what it cannot make happen', async () => {
    await expect(host.emit(shop.name, 'till-exploded', {})).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(host.emit(erp.name, 'orders-create', {})).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(host.emit('nobody', 'orders-create', {})).rejects.toMatchObject({ code: 'not-found' })
  })

  it('lists simulators by client, and resolves them for their own client only', async () => {
    expect(await host.list(['client_a'])).toMatchObject([
      { name: 'harbour-shopify', connector: 'shopify', client: 'harbour-finch' },
      { name: 'harbour-odoo', connector: 'odoo' },
    ])
    expect(await host.list(['client_b'])).toEqual([])
    expect([host.resolve(erp.name, 'client_a') === undefined, host.resolve(erp.name, 'client_b')]).toEqual([false, undefined])
  })

  it('has the same records after a restart', async () => {
    const orders = async () => (await (await fetch(`${host.resolve(shop.name)}/_sim/records/order`)).json()) as unknown[]
    const before = await orders()
    await host.close()
    host = await open()
    host.start(shop)
    host.start(erp)
    expect(before.length).toBeGreaterThan(0)
    expect(await orders()).toEqual(before)
  })
})
