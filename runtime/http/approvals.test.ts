import { afterEach, expect, it } from 'vitest'
import type { Overview } from '#shared/api/contract.ts'
import type { Wait } from '#shared/model/waits.ts'
import { newId } from '#shared/ids.ts'
import type { NewWait } from '../engine/ports.ts'
import { createCallbackAddresses } from '../webhooks/callbacks.ts'
import { openHttpBench, type HttpBench } from './http.testing.ts'

let bench: HttpBench
afterEach(() => bench.close())

/** A run that waits, as the engine leaves it. */
async function aWaitingRun(clientId: string, over: Partial<NewWait>): Promise<NewWait> {
  const { journal } = bench.store
  const event = { clientId, flowId: newId('flow'), environment: 'live', version: 1, trigger: 'manual', eventKey: newId('evt') } as const
  await journal.accept({ ...event, body: Buffer.from('{}'), receivedAt: new Date() })
  const [claimed] = await journal.claim({ owner: 'w', limit: 1, now: new Date(), leaseMs: 30_000 })
  if (!claimed) throw new Error('nothing to claim')
  const until = new Date(Date.now() + 3_600_000)
  const wait: NewWait = {
    id: newId('wait'),
    clientId,
    flowId: event.flowId,
    environment: 'live',
    runId: claimed.run.id,
    nodeId: 'ask',
    record: '',
    kind: 'approval',
    status: 'open',
    until: until.toISOString(),
    createdAt: new Date().toISOString(),
    ...over,
  }
  const entry = { runId: wait.runId, clientId, fence: claimed.fence, events: [], at: new Date() }
  await journal.commit({ ...entry, waits: [wait], transition: { status: 'waiting', dueAt: until } })
  return wait
}

it('an operator decides once, with a note; the second is told who was first, and the audit log keeps it', async () => {
  bench = await openHttpBench()
  const { client, partner, viewer, keyOf } = await bench.addPartner('Home')
  const wait = await aWaitingRun(client.id, { question: { title: 'Refund?', fields: [] } })
  const path = `/clients/${client.slug}/approvals`
  const list = await bench.ask<{ items: Wait[] }>('GET', `${path}?status=open`, { key: viewer })
  expect(list.body.items).toMatchObject([{ id: wait.id, question: { title: 'Refund?' } }])
  expect((await bench.ask<Overview>('GET', `/clients/${client.slug}/overview`, { key: viewer })).body.openApprovals).toBe(1)
  const key = await keyOf('operator')
  const decide = (decision: string) => bench.ask('POST', `${path}/${wait.id}/decision`, { key, body: { decision, note: 'looked it up' } })
  expect(await decide('approved')).toMatchObject({
    status: 200,
    body: { status: 'done', result: { decision: 'approved', by: 'key:operator', note: 'looked it up' } },
  })
  expect(await decide('declined')).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: 'This was approved by key:operator already.' },
  })
  const { items } = await bench.store.audit.list(partner.id, { limit: 5 })
  expect(items[0]).toMatchObject({ action: 'approval.approved', target: wait.id, details: { note: 'looked it up' } })
})

it('a callback is answered 200 when it is stored, and every other address with the 404 of an unknown webhook', async () => {
  bench = await openHttpBench()
  const { client } = await bench.addPartner('Home')
  const { url, tokenHash } = createCallbackAddresses({ installationKey: new Uint8Array(32), baseUrl: () => '' })('run_1 wait ')
  const wait = await aWaitingRun(client.id, { kind: 'callback', tokenHash })
  const send = async (path: string, body?: string) => {
    const response = await bench.app.request(path, { method: 'POST', ...(body !== undefined && { body }) })
    const { code } = (await response.json()) as { code?: string }
    return [response.status, code]
  }
  expect(await send(url, '{"broken":')).toEqual([400, 'invalid-json'])
  expect(await send(url, 'x'.repeat(5_000_001))).toEqual([413, 'too-large'])
  expect(await send(url.replace(/.$/, '.'), '{}')).toEqual([404, 'hook-unknown'])
  expect(await send(`${url}x`, '{}')).toEqual([404, 'hook-unknown'])
  expect((await bench.app.request(url)).status).toBe(405)
  expect(await bench.store.waits.get(client.id, wait.id)).toMatchObject({ status: 'open' })
  expect(await send(url, '{"ok":1}')).toEqual([200, undefined])
  expect(await bench.store.waits.get(client.id, wait.id)).toMatchObject({ status: 'done', result: { ok: 1 } })
  expect(await send(url, '{"ok":2}')).toEqual([404, 'hook-unknown'])
})
