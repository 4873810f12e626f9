import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditEntry } from '#shared/api/contract.ts'
import type { ChatChannel } from '#shared/model/notifications.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'

const SETTINGS = { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' } as const
const URL_TEXT = 'https://hooks.slack.com/services/T0SECRET/B0SECRET/xyz'
const BODY = { name: 'Operations', program: 'slack', url: URL_TEXT, settings: SETTINGS } as const

let bench: HttpBench
let home: Awaited<ReturnType<HttpBench['addPartner']>>
let other: Awaited<ReturnType<HttpBench['addPartner']>>
beforeEach(async () => {
  bench = await openHttpBench()
  home = await bench.addPartner('Home')
  other = await bench.addPartner('Other')
})
afterEach(() => bench.close())

const ask = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, key = home.admin) =>
  bench.ask<T>(method, path, { key, ...(body !== undefined && { body }) })
const list = async (key = home.admin) => (await ask<{ items: ChatChannel[] }>('GET', '/chat-channels', undefined, key)).body.items
const stored = async (id: string) => (await bench.store.chatChannels.get(home.partner.id, id))?.address

it('takes an address and never gives it back: not in answers, the audit log or the database', async () => {
  const made = await ask<ChatChannel>('POST', '/chat-channels', BODY)
  expect(made).toMatchObject({ status: 201, body: { name: 'Operations', host: 'hooks.slack.com', settings: SETTINGS } })
  const channels = await list()
  expect(channels).toEqual([made.body])
  const { items } = (await ask<{ items: AuditEntry[] }>('GET', '/audit')).body
  expect(items[0]).toMatchObject({ action: 'chat-channel.create', targetName: 'Operations' })
  const row = await stored(made.body.id)
  expect(JSON.stringify([made.body, channels, items]) + Buffer.from(row ?? []).toString('latin1')).not.toContain('SECRET')
})

it('keeps the address when a change brings none, and forgets it with the channel', async () => {
  const { id } = (await ask<ChatChannel>('POST', '/chat-channels', BODY)).body
  const before = await stored(id)
  const { url: _, ...rest } = BODY
  const changed = await ask<ChatChannel>('PUT', `/chat-channels/${id}`, {
    ...rest,
    name: ' Night ',
    settings: { ...SETTINGS, atOnce: 'off' },
  })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Night', host: 'hooks.slack.com', settings: { atOnce: 'off' } } })
  expect(await stored(id)).toEqual(before)
  await bench.store.chatChannels.mark({
    partnerId: home.partner.id,
    id,
    toldUntil: '',
    digestDay: '',
    failure: { at: '2026-03-01T08:00:00.000Z', message: 'hooks.slack.com answered 404.' },
  })
  expect((await list())[0]?.failure).toBeDefined()
  const moved = { ...BODY, program: 'google-chat', url: 'https://chat.googleapis.com/v1/spaces/x' }
  expect(await ask('PUT', `/chat-channels/${id}`, moved)).toMatchObject({ status: 200, body: { host: 'chat.googleapis.com' } })
  expect((await list())[0]?.failure).toBeUndefined()
  expect((await ask('DELETE', `/chat-channels/${id}`)).status).toBe(204)
  expect((await ask('DELETE', `/chat-channels/${id}`)).status).toBe(404)
  expect(await list()).toEqual([])
})

it('is another partner’s for nobody, and for administrators only', async () => {
  const { id } = (await ask<ChatChannel>('POST', '/chat-channels', BODY)).body
  expect(await list(other.admin)).toEqual([])
  for (const [method, path, body] of [
    ['PUT', `/chat-channels/${id}`, BODY],
    ['POST', `/chat-channels/${id}/test`, undefined],
    ['DELETE', `/chat-channels/${id}`, undefined],
  ] as const)
    expect((await ask(method, path, body, other.admin)).status).toBe(404)
  const operator = (await ask<{ key: string }>('POST', '/api-keys', { name: 'O', role: 'operator' })).body.key
  expect((await ask('GET', '/chat-channels', undefined, operator)).status).toBe(403)
})

it.each([
  [{ ...BODY, url: undefined }, '/url'],
  [{ ...BODY, url: 'http://hooks.slack.com/x' }, '/url'],
  [{ ...BODY, url: 'https://10.0.0.7/x' }, '/url'],
  [{ ...BODY, program: 'irc' }, '/program'],
  [{ ...BODY, name: '  ' }, '/name'],
  [{ ...BODY, settings: { ...SETTINGS, timeZone: 'Mars/Base' } }, '/timeZone'],
  [{ ...BODY, settings: { ...SETTINGS, clientIds: [] } }, '/settings/clientIds'],
])('refuses what cannot be told: %j', async (body, path) => {
  const answer = await ask('POST', '/chat-channels', body)
  expect(answer).toMatchObject({ status: 400, body: { issues: expect.arrayContaining([expect.objectContaining({ path })]) } })
})

it('refuses clients of other partners', async () => {
  const foreign = { ...SETTINGS, clientIds: [other.client.id] }
  const answer = await ask('POST', '/chat-channels', { ...BODY, settings: foreign })
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: '/clientIds/0', code: 'client-unknown' }] } })
  const own = { ...SETTINGS, clientIds: [home.client.id] }
  expect((await ask('POST', '/chat-channels', { ...BODY, settings: own })).status).toBe(201)
})
