import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FlowPresence } from '#shared/api/contract.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { VersionComment } from '#shared/model/teamwork.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'

let bench: HttpBench
let key: string
let path: string
beforeAll(async () => {
  bench = await openHttpBench()
  const home = await bench.addPartner('Home')
  key = home.admin
  const base = `/clients/${home.client.id}`
  const flow = (await bench.ask<Flow>('POST', `${base}/flows`, { key, body: { document: newFlow('Together') } })).body
  path = `${base}/flows/${flow.id}`
})
afterAll(() => bench.close())

const present = async (seat: string, more: object = {}) =>
  (await bench.ask<FlowPresence>('POST', `${path}/presence`, { key, body: { seat, ...more } })).body

it('tells each window of the others, what they look at, and how far the draft has come', async () => {
  expect(await present('seat-1', { nodeId: 'start' })).toMatchObject({ viewers: [], revision: 1 })
  expect(await present('seat-2')).toMatchObject({ viewers: [{ seat: 'seat-1', nodeId: 'start', isYou: true }] })
  await bench.ask('PUT', `${path}/draft`, { key, body: { document: newFlow('Renamed'), revision: 1 } })
  expect(await present('seat-1')).toMatchObject({ viewers: [{ seat: 'seat-2' }], revision: 2 })
  expect((await bench.ask('DELETE', `${path}/presence/seat-2`, { key })).status).toBe(204)
  expect((await present('seat-1')).viewers).toEqual([])
})

it('keeps comments on versions; only versions that are there are commented on', async () => {
  await bench.ask('POST', `${path}/versions`, { key, body: { note: '', revision: 2 } })
  const made = await bench.ask<VersionComment>('POST', `${path}/versions/1/comments`, { key, body: { text: 'Looks right' } })
  expect(made).toMatchObject({ status: 201, body: { version: 1, text: 'Looks right' } })
  expect((await bench.ask('POST', `${path}/versions/2/comments`, { key, body: { text: 'x' } })).status).toBe(404)
  expect((await bench.ask('POST', `${path}/versions/1/comments`, { key, body: { text: '' } })).status).toBe(400)
  expect((await bench.ask('GET', `${path}/comments`, { key })).body).toEqual({ items: [made.body] })
  expect((await bench.ask('DELETE', `${path}/comments/${made.body.id}`, { key })).status).toBe(204)
  expect((await bench.ask('DELETE', `${path}/comments/${made.body.id}`, { key })).status).toBe(404)
})
