import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { NO_BRAND, type Brand } from '#shared/model/branding.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { say } from '#shared/sentence.ts'
import { aClient, aConnection, aFlow, anEntry, anEvent, anException } from '../store/conformance/arrange.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite/open.ts'
import { temporaryDirectory } from '../store/sqlite/temporary-directory.ts'
import { createAddressVault } from '../connections/address-vault.ts'
import { ChatRefused, type ChatSender } from './chat-sender.ts'
import { MailRefused, type Mailer, type OutgoingMail } from './mailer.ts'
import { createNotifier } from './notifier.ts'
import { createRecipients } from './recipients.ts'
import { createReporter } from './report.ts'

const MONDAY = Date.parse('2026-03-02T09:00:00.000Z')
const SETTINGS: NotificationSettings = { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' }

let store: SqliteStore
let dataDir: string
let time: number
let sent: OutgoingMail[]
let brands: Map<string, Brand>
let messages: { readonly url: string; readonly text: string }[]
let chatIsDown: boolean
let refuse: ((mail: OutgoingMail) => MailRefused | undefined) | undefined
const minutes = (count: number) => (time += count * 60_000)
const now = () => new Date(time)

beforeEach(async () => {
  dataDir = temporaryDirectory()
  store = await openSqliteStore({ dataDir })
  time = MONDAY
  sent = []
  brands = new Map()
  messages = []
  chatIsDown = false
  refuse = undefined
})
afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true })
})

const mailer: Mailer = {
  sender: 'flows@example.com',
  async send(mail) {
    const refused = refuse?.(mail)
    if (refused) throw refused
    sent.push(mail)
  },
}
const chat: Pick<ChatSender, 'send'> = {
  async send(url, message) {
    if (chatIsDown) throw new ChatRefused(say`${url.host} does not answer.`)
    messages.push({ url: url.href, text: (message as { text: string }).text })
  },
}
const addresses = createAddressVault(Buffer.alloc(32, 7))
const notifier = (from: Pick<SqliteStore, 'notifications' | 'chatChannels' | 'tenancy' | 'alone'> = store) =>
  createNotifier({
    store: from,
    recipients: createRecipients({
      store: from,
      mailer,
      chat,
      addresses,
      user: async (userId) => ({ name: userId, email: `${userId}@example.com` }),
      brand: async (partnerId) => brands.get(partnerId) ?? NO_BRAND,
      baseUrl: () => 'https://flows.example.com',
    }),
    reporter: createReporter(store),
    now,
    log: pino({ level: 'silent' }),
  })
/** News settle for a moment before they are told. */
async function lookTwice(tell: { look(): Promise<void> }): Promise<void> {
  await tell.look()
  time += 15_000
  await tell.look()
}
const subjects = () => sent.map(({ to, subject }) => `${to.address}: ${subject}`)

/** A partner with a client and a live flow. */
async function arrange(slug: string) {
  const partnerId = newId('part')
  await store.tenancy.createPartner({ id: partnerId, name: `Partner of ${slug}`, createdAt: now().toISOString() })
  const client = aClient(partnerId, slug)
  await store.tenancy.createClient(client)
  const flow = aFlow(client.id)
  await store.flows.create(flow)
  return {
    partnerId,
    client,
    async member(userId: string, settings: Partial<NotificationSettings> = {}, clientIds: readonly string[] | null = null) {
      await store.tenancy.putMembership({ userId, partnerId, role: 'operator', clientIds })
      await store.notifications.save({
        partnerId,
        userId,
        settings: { ...SETTINGS, ...settings },
        toldUntil: now().toISOString(),
        digestDay: '2026-03-01',
      })
    },
    async channel(settings: Partial<NotificationSettings> = {}) {
      const id = newId('chat')
      await store.chatChannels.create({
        partnerId,
        id,
        name: 'Operations',
        program: 'slack',
        host: 'chat.example.com',
        address: addresses.seal(partnerId, id, `https://chat.example.com/${slug}-secret`),
        settings: { ...SETTINGS, ...settings },
        toldUntil: now().toISOString(),
        digestDay: '2026-03-01',
        createdAt: now().toISOString(),
        createdBy: 'ada@example.com',
      })
      return id
    },
    async park(environment: Environment = 'live') {
      const event = anEvent({ clientId: client.id, flowId: flow.id, environment, receivedAt: now() })
      const { runId } = await store.journal.accept(event)
      const claims = await store.journal.claim({ owner: 'test', limit: 10, leaseMs: 30_000, now: now() })
      const claimed = claims.find(({ run }) => run.id === runId)
      if (!claimed) throw new Error('The run was not claimed.')
      const exception = anException(claimed, { id: newId('exc', time), createdAt: now().toISOString() })
      await store.journal.commit(anEntry(claimed, { exceptions: [exception], transition: { status: 'parked' }, at: now() }))
    },
    async breakConnection(environment: Environment = 'live') {
      const connection = aConnection(client.id, { environment, name: `Odoo ${environment}` })
      await store.connections.create(connection, [])
      await store.flowControl.change(client.id, connection.id, undefined, (state) => ({
        answer: undefined,
        state,
        durable: true,
        alerts: [{ kind: 'connection-down', message: 'It does not answer.' }],
      }))
    },
  }
}

it('tells under the brand of each one’s partner', async () => {
  const [harbour, lighthouse] = [await arrange('harbour'), await arrange('lighthouse')]
  brands.set(harbour.partnerId, { ...NO_BRAND, productName: 'Harbour Connect' })
  await harbour.member('ada')
  await lighthouse.member('berta')
  minutes(1)
  await harbour.park()
  await lighthouse.park()
  await lookTwice(notifier())
  const names = new Map(sent.map(({ to, fromName }) => [to.name, fromName]))
  expect(names).toEqual(
    new Map([
      ['ada', 'Harbour Connect'],
      ['berta', 'Partner of lighthouse'],
    ]),
  )
  for (const { text, to } of sent) expect(text.includes('Harbour Connect')).toBe(to.name === 'ada')
})

describe('who wants to know at once', () => {
  it('is told of records that wait, once, and of further ones a quarter of an hour later', async () => {
    const harbour = await arrange('harbour')
    await harbour.park()
    minutes(1)
    await harbour.member('ada')
    const tell = notifier()
    await lookTwice(tell)
    expect(subjects()).toEqual([])
    minutes(1)
    await harbour.park()
    await lookTwice(tell)
    await lookTwice(tell)
    expect(subjects()).toEqual(['ada@example.com: harbour: 2 records wait for a person'])
    expect(sent[0]?.fromName).toBe('Partner of harbour')
    minutes(5)
    await harbour.park()
    await lookTwice(tell)
    expect(sent).toHaveLength(1)
    minutes(10)
    await lookTwice(tell)
    expect(subjects().slice(1)).toEqual(['ada@example.com: harbour: 3 records wait for a person'])
    minutes(60)
    await lookTwice(tell)
    expect(sent).toHaveLength(2)
  })
  it('hears nothing of test flows, of other partners, and of clients that are not theirs', async () => {
    const harbour = await arrange('harbour')
    const bay = await arrange('bay')
    await harbour.member('ada', {}, [])
    await bay.member('bo')
    minutes(1)
    await harbour.park()
    await bay.park('test')
    await bay.breakConnection('test')
    await lookTwice(notifier())
    expect(subjects()).toEqual([])
    await bay.park()
    await lookTwice(notifier())
    expect(subjects()).toEqual(['bo@example.com: bay: 1 record waits for a person'])
    expect(sent[0]?.text).not.toContain('harbour')
  })
  it('may want to hear of connections alone', async () => {
    const harbour = await arrange('harbour')
    // The store's clock says when an alert was raised.
    time = Date.now() - 60_000
    await harbour.member('ada', { atOnce: 'connections' })
    await harbour.member('bo', { atOnce: 'off' })
    minutes(2)
    await harbour.park()
    await lookTwice(notifier())
    expect(subjects()).toEqual([])
    await harbour.breakConnection()
    await lookTwice(notifier())
    expect(subjects()).toEqual(['ada@example.com: harbour: 1 connection is in trouble'])
    expect(sent[0]?.text).toContain('The connection “Odoo live” is not reachable')
    expect(sent[0]?.text).not.toContain('wait for a person')
  })
  it('is told nothing of what a record holds', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    minutes(1)
    await harbour.park()
    await lookTwice(notifier())
    expect(JSON.stringify(sent)).not.toContain('No customer')
  })
  it('who left is told nothing', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    await store.tenancy.removeMembership(harbour.partnerId, 'ada')
    minutes(1)
    await harbour.park()
    await lookTwice(notifier())
    expect(subjects()).toEqual([])
  })
})

describe('who chose clients', () => {
  it('is told of those only, and of none when they are gone', async () => {
    const harbour = await arrange('harbour')
    const second = aClient(harbour.partnerId, 'second')
    await store.tenancy.createClient(second)
    await harbour.member('ada', { clientIds: [second.id] })
    await harbour.member('bo', { clientIds: [second.id, harbour.client.id] })
    await harbour.channel({ clientIds: ['client_gone'] })
    minutes(1)
    await harbour.park()
    await lookTwice(notifier())
    expect(subjects()).toEqual(['bo@example.com: harbour: 1 record waits for a person'])
    expect(messages).toEqual([])
  })
})

describe('a channel of a chat program', () => {
  it('is told the news and the summary as people are, of its own partner and without what a record holds', async () => {
    const [harbour, bay] = [await arrange('harbour'), await arrange('bay')]
    await harbour.channel({ digest: { time: '09:30', days: 'every-day' } })
    minutes(1)
    await harbour.park()
    await bay.park()
    const tell = notifier()
    await lookTwice(tell)
    await lookTwice(tell)
    expect(messages.map(({ url }) => url)).toEqual(['https://chat.example.com/harbour-secret'])
    expect(messages[0]?.text).toMatch(/^\*harbour: 1 record waits for a person\*/)
    expect(messages[0]?.text).toContain('<https://flows.example.com/c/harbour/exceptions|Open the exception desk>')
    expect(JSON.stringify(messages)).not.toContain('No customer')
    expect(JSON.stringify(messages)).not.toContain('bay')
    minutes(30)
    await tell.look()
    expect(messages[1]?.text).toMatch(/^\*Summary of 2 March 2026/)
    expect(sent).toEqual([])
  })
  it('that fails is tried again after a pause, keeps nobody else waiting, and says why', async () => {
    const harbour = await arrange('harbour')
    const id = await harbour.channel()
    await harbour.member('ada')
    minutes(1)
    await harbour.park()
    chatIsDown = true
    const tell = notifier()
    await lookTwice(tell)
    expect(sent).toHaveLength(1)
    const failure = {
      at: now().toISOString(),
      message: 'chat.example.com does not answer.',
      said: say`${'chat.example.com'} does not answer.`,
    }
    expect(await store.chatChannels.get(harbour.partnerId, id)).toMatchObject({ failure })
    chatIsDown = false
    await tell.look()
    expect(messages).toEqual([])
    minutes(1)
    await tell.look()
    expect(messages).toHaveLength(1)
    expect((await store.chatChannels.get(harbour.partnerId, id))?.failure).toBeUndefined()
  })
  it('is told while the mail server is down', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    await harbour.channel()
    minutes(1)
    await harbour.park()
    refuse = () => new MailRefused('mail.example.com:587 does not answer', false)
    await lookTwice(notifier())
    expect(sent).toEqual([])
    expect(messages).toHaveLength(1)
  })
})

describe('a digest', () => {
  it('comes at its time, once, and what it told is no news any more', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada', { digest: { time: '09:30', days: 'every-day' } })
    const tell = notifier()
    minutes(29)
    await tell.look()
    expect(sent).toEqual([])
    await harbour.park()
    minutes(1)
    await tell.look()
    await tell.look()
    expect(subjects()).toEqual(['ada@example.com: Summary of 2 March 2026: 1 record waits for a person'])
    minutes(60)
    await tell.look()
    expect(sent).toHaveLength(1)
    minutes(23 * 60)
    await tell.look()
    expect(subjects().slice(1)).toEqual(['ada@example.com: Summary of 3 March 2026: 1 record waits for a person'])
  })
})

describe('what goes wrong', () => {
  it('with one address does not keep the others waiting, and is tried again', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    await harbour.member('bo')
    minutes(1)
    await harbour.park()
    refuse = ({ to }) => (to.name === 'ada' ? new MailRefused('550 No such user here', true) : undefined)
    const tell = notifier()
    await lookTwice(tell)
    expect(subjects()).toEqual(['bo@example.com: harbour: 1 record waits for a person'])
    const failure = { at: now().toISOString(), message: '550 No such user here' }
    expect(await store.notifications.get(harbour.partnerId, 'ada')).toMatchObject({ failure })
    refuse = undefined
    await tell.look()
    expect(sent).toHaveLength(1)
    minutes(1)
    await tell.look()
    expect(subjects().slice(1)).toEqual(['ada@example.com: harbour: 1 record waits for a person'])
    expect((await store.notifications.get(harbour.partnerId, 'ada'))?.failure).toBeUndefined()
  })
  it('with the mail server ends the round, and is tried again after pauses that grow', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    await harbour.member('bo')
    minutes(1)
    await harbour.park()
    let tries = 0
    refuse = () => {
      tries++
      return new MailRefused('mail.example.com:587 does not answer', false)
    }
    const tell = notifier()
    await tell.look()
    time += 15_000
    for (let minute = 0; minute < 8; minute++) {
      await tell.look()
      minutes(1)
    }
    // At once, then after 1, 2 and 4 minutes.
    expect(tries).toBe(4)
    refuse = undefined
    minutes(8)
    await lookTwice(tell)
    expect(subjects()).toHaveLength(2)
  })
  it('between the mail and its mark sends it again, under the same id', async () => {
    const harbour = await arrange('harbour')
    await harbour.member('ada')
    minutes(1)
    await harbour.park()
    const lost = { ...store, notifications: { ...store.notifications, mark: () => Promise.reject(new Error('killed')) } }
    const killed = notifier(lost)
    await killed.look()
    time += 15_000
    await expect(killed.look()).rejects.toThrow('killed')
    minutes(1)
    await lookTwice(notifier())
    expect(sent).toHaveLength(2)
    expect(sent[0]?.id).toBe(sent[1]?.id)
    minutes(20)
    await harbour.park()
    await lookTwice(notifier())
    expect(sent[2]?.id).not.toBe(sent[0]?.id)
  })
})
