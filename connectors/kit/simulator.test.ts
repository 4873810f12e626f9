import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulatorOptions } from './contract.ts'
import { serveSimulators, type SimulatorServer } from './simulator-server.ts'
import { createSimulatorKit } from './simulator.ts'
import { openRecords } from './simulator-records.ts'

const dir = mkdtempSync(join(tmpdir(), 'tillflow-simulator-'))
const options = (name: string): SimulatorOptions => ({
  name,
  dataFile: join(dir, `${name}.db`),
  secrets: { token: 'tok_secret_value' },
  config: {},
  deliver: async () => ({ status: 200 }),
  now: () => new Date(),
})

function createNotes(name: string) {
  const kit = createSimulatorKit(options(name), { seed: (records) => records.put('note', 1, { id: 1, text: 'seeded' }) })
  kit.app.post('/notes', async (c) => {
    const id = kit.records.nextId('note', 2)
    kit.records.put('note', id, { id, ...(await c.req.json<object>()) })
    return c.json({ id }, 201)
  })
  kit.app.get('/notes', (c) => c.json(kit.records.list('note')))
  return kit.simulator({
    async emit(event, payload) {
      if (event !== 'note.written') throw new Error(`There is no event ${event}.`)
      const id = kit.records.nextId('note', 2)
      kit.records.put('note', id, { id, ...(payload as object) })
      return { recordId: String(id), deliveries: [] }
    },
  })
}

let server: SimulatorServer
const notes = createNotes('notes')
beforeAll(async () => {
  server = await serveSimulators((name) => (name === 'notes' ? notes : undefined))
})
afterAll(async () => {
  await server.close()
  notes.close()
})
const call = (path: string, init?: RequestInit) => fetch(`${server.origin}/notes${path}`, init)
const post = (path: string, body: unknown) =>
  call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: 'Bearer tok_secret_value' },
  })
const json = async (response: Promise<Response>): Promise<unknown> => (await response).json()

describe('a simulator', () => {
  it('keeps records, answers for them, and forgets them on reset', async () => {
    expect((await post('/notes', { text: 'one' })).status).toBe(201)
    expect(await json(call('/_sim/records/note'))).toMatchObject([{ text: 'seeded' }, { id: 2, text: 'one' }])
    await post('/_sim/reset', {})
    expect(await json(call('/_sim/records/note'))).toEqual([{ id: 1, text: 'seeded' }])
  })

  it('logs requests newest last, without secrets', async () => {
    await post('/_sim/reset', {})
    await post('/notes', { text: 'with tok_secret_value' })
    await call('/notes?page=1')
    const log = (await json(call('/_sim/requests'))) as { path: string; status: number }[]
    expect(log.map(({ path, status }) => [path, status])).toEqual([
      ['/notes', 201],
      ['/notes?page=1', 200],
    ])
    expect(JSON.stringify(log)).not.toContain('tok_secret_value')
  })

  it('does the write and cuts the connection without an answer', async () => {
    await post('/_sim/reset', {})
    await post('/_sim/faults', { kind: 'cut-after-write', times: 1 })
    expect((await call('/notes')).status).toBe(200)
    await expect(post('/notes', { text: 'lost' })).rejects.toThrow(/fetch failed/)
    expect(await json(call('/_sim/records/note'))).toHaveLength(2)
    expect((await post('/notes', { text: 'next' })).status).toBe(201)
  })

  it('throttles, fails and slows down as often as asked, where asked', async () => {
    await post('/_sim/reset', {})
    await post('/_sim/faults', { kind: '429', times: 1, retryAfter: '3', match: 'POST /notes' })
    await post('/_sim/faults', { kind: '500', times: 1 })
    expect((await call('/notes')).status).toBe(500)
    const throttled = await post('/notes', {})
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await post('/notes', {})).status).toBe(201)
  })

  it.each([{ kind: 'explode', times: 1 }, { kind: '500' }, { kind: '500', times: 1, extra: true }, 'no', null])(
    'refuses the fault %j',
    async (body) => {
      expect((await post('/_sim/faults', body)).status).toBe(400)
    },
  )

  it('makes events happen when it is asked to, and says what it cannot do', async () => {
    await post('/_sim/reset', {})
    expect(await json(post('/_sim/events', { event: 'note.written', payload: { text: 'by hand' } }))).toEqual({
      recordId: '2',
      deliveries: [],
    })
    expect(await json(call('/_sim/records/note'))).toMatchObject([{ id: 1 }, { id: 2, text: 'by hand' }])
    expect(await json(post('/_sim/events', { event: 'note.eaten' }))).toEqual({ error: 'There is no event note.eaten.' })
    expect((await post('/_sim/events', 'no')).status).toBe(400)
  })

  it('answers 404 for a name that is not there', async () => {
    expect((await fetch(`${server.origin}/nobody/x`)).status).toBe(404)
  })
})

describe('records', () => {
  it('survive kill -9 right after the answer', async () => {
    const file = join(dir, 'killed.db')
    const program = `
      import { openRecords } from '#connectors/kit/simulator-records.ts'
      const records = openRecords(${JSON.stringify(file)})
      const id = records.nextId('order')
      records.put('order', id, { id })
      process.kill(process.pid, 'SIGKILL')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: join(import.meta.dirname, '../..') })
    const signal = await new Promise((resolve) => child.on('exit', (_, name) => resolve(name)))
    expect(signal).toBe('SIGKILL')
    const records = openRecords(file)
    expect(records.list('order')).toEqual([{ id: 1 }])
    expect(records.nextId('order')).toBe(2)
    records.close()
  })

  it('takes back what a failed piece of work did', () => {
    const records = openRecords(join(dir, 'atomic.db'))
    expect(() =>
      records.atomically(() => {
        records.put('order', 1, { id: 1 })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(records.list('order')).toEqual([])
    records.close()
  })
})
