import { afterEach, expect, it } from 'vitest'
import type { Feed } from '#shared/model/feeds.ts'
import { openHttpBench, type HttpBench } from './http.testing.ts'

let bench: HttpBench
afterEach(() => bench.close())

async function withFlow(type: 'file' | 'manual') {
  bench = await openHttpBench()
  const { client, admin } = await bench.addPartner('Harbour')
  const config = type === 'file' ? { type, format: 'csv', perRecord: true } : { type }
  const document = {
    formatVersion: 1,
    name: 'Prices',
    slots: {},
    nodes: { start: { kind: 'trigger', label: 'Start', config } },
    edges: [],
    layout: { nodes: {} },
  }
  const below = `/clients/${client.slug}/flows`
  const flow = (await bench.ask<{ id: string }>('POST', below, { key: admin, body: { document } })).body
  await bench.ask('POST', `${below}/${flow.id}/versions`, { key: admin, body: { note: '', revision: 1 } })
  const deployed = await bench.ask('POST', `${below}/${flow.id}/deployments`, {
    key: admin,
    body: { environment: 'live', version: 1, slots: {} },
  })
  expect(deployed.status).toBe(201)
  const path = `/api/v1${below}/${flow.id}`
  const send = (query: string, body: NonNullable<RequestInit['body']>) =>
    bench.app.request(`${path}/files?environment=live&${query}`, { method: 'POST', body, headers: { authorization: `Bearer ${admin}` } })
  const list = async () =>
    (await bench.ask<{ items: Feed[]; folder: string }>('GET', `${path}/feeds?environment=live`, { key: admin })).body
  return { send, list, client }
}

it('stores the bytes of a file as they come, and shows it with the flow', async () => {
  const { send, list, client } = await withFlow('file')
  const content = `sku,price\n${'A-1,12.50\n'.repeat(150_000)}`
  const response = await send('name=prices.csv', content)
  expect(response.status).toBe(201)
  const { file, duplicate } = (await response.json()) as { file: Feed; duplicate: boolean }
  expect({ duplicate, name: file.name, size: file.size, status: file.status }).toEqual({
    duplicate: false,
    name: 'prices.csv',
    size: content.length,
    status: 'active',
  })
  const pieces = await Promise.all([0, 1, 2].map((index) => bench.store.feeds.piece(client.id, file.id, index)))
  expect(Buffer.concat(pieces.map((piece) => piece ?? new Uint8Array())).toString() === content).toBe(true)
  expect((await list()).items.map(({ id }) => id)).toEqual([file.id])
  expect(((await (await send('name=copy.csv', content)).json()) as { duplicate: boolean }).duplicate).toBe(true)
  expect(((await (await send('name=copy.csv&again=true', content)).json()) as { duplicate: boolean }).duplicate).toBe(false)
})

it.each([
  ['no name', 'file', '', 'a,b\n1,2\n', 400, 'invalid-request'],
  ['no bytes', 'file', 'name=a.csv', '', 400, 'invalid-request'],
  ['a flow that starts otherwise', 'manual', 'name=a.csv', 'a,b\n1,2\n', 409, 'not-deployed'],
] as const)('refuses a file with %s, and keeps nothing', async (_, type, query, content, status, code) => {
  const { send, list } = await withFlow(type)
  const response = await send(query, content)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ code })
  expect((await list()).items).toEqual([])
})
