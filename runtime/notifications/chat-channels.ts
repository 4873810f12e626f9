// Channels of chat programs that are told what waits: who administers a partner sets them up, tries them and takes them away.
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Partner } from '#shared/model/accounts.ts'
import type { Brand } from '#shared/model/branding.ts'
import type { ChatChannel, SaveChatChannel } from '#shared/model/notifications.ts'
import { say } from '#shared/sentence.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { ChatChannelRow, ChatChannelStore } from '../store/ports.ts'
import type { AddressVault } from '../connections/address-vault.ts'
import { ChatRefused, type ChatSender } from './chat-sender.ts'
import { toChat } from './chat-text.ts'
import { beginning } from './due.ts'
import { refuseZone } from './time-zone.ts'
import { tellTest } from './told.ts'

/** Addresses are taken, and never given back. */
export interface ChatChannels {
  list(partnerId: string): Promise<readonly ChatChannel[]>
  /** Throws `invalid-request` for an address that is not called, a time zone that there is not, and clients that are not the partner's. */
  create(by: Actor, body: SaveChatChannel): Promise<ChatChannel>
  /** As `create`; without an address the kept one stays. Throws `not-found`. */
  save(by: Actor, id: string, body: SaveChatChannel): Promise<ChatChannel>
  /** Throws `not-found`. */
  remove(by: Actor, id: string): Promise<void>
  /** Throws `not-found`, or `unavailable` with what the chat program said. */
  sendTest(by: Actor, id: string): Promise<void>
}

export interface ChatChannelsOptions {
  readonly store: ChatChannelStore
  readonly tenancy: {
    partner(partnerId: string): Promise<Partner>
    refuseUnknownClients(partnerId: string, clientIds: readonly string[] | null): Promise<void>
  }
  readonly brand: (partnerId: string) => Promise<Brand>
  readonly audit: Audit
  readonly chat: ChatSender
  readonly addresses: AddressVault
  readonly baseUrl: () => string
  readonly now: () => Date
}

export function createChatChannels({ store, tenancy, brand, audit, chat, addresses, baseUrl, now }: ChatChannelsOptions): ChatChannels {
  async function mustGet(partnerId: string, id: string): Promise<ChatChannelRow> {
    const row = await store.get(partnerId, id)
    if (!row) throw new AppError('not-found')
    return row
  }
  async function check({ partnerId }: Actor, { settings }: SaveChatChannel): Promise<void> {
    refuseZone(settings)
    await tenancy.refuseUnknownClients(partnerId, settings.clientIds ?? null)
  }
  function sealed(partnerId: string, id: string, text: string): Pick<ChatChannelRow, 'host' | 'address'> {
    const url = chat.read(text)
    return { host: url.host, address: addresses.seal(partnerId, id, url.href) }
  }
  return {
    list: async (partnerId) => (await store.list(partnerId)).map(shown),
    async create(by, body) {
      await check(by, body)
      if (body.url === undefined) {
        throw new AppError('invalid-request', {
          issues: [{ path: '/url', code: 'required', message: 'The address for incoming messages is missing.' }],
        })
      }
      const { partnerId } = by
      const at = now()
      const id = newId('chat', at.getTime())
      const { name, program, settings } = body
      const row: ChatChannelRow = {
        partnerId,
        id,
        name: name.trim(),
        program,
        settings,
        ...sealed(partnerId, id, body.url),
        ...beginning(settings, at),
        createdAt: at.toISOString(),
        createdBy: by.actor,
      }
      await store.create(row)
      await audit.record(by, { action: 'chat-channel.create', target: id, details: { name: row.name } })
      return shown(row)
    },
    async save(by, id, body) {
      await check(by, body)
      const { partnerId } = by
      const before = await mustGet(partnerId, id)
      const { name, program, settings } = body
      const row: ChatChannelRow = {
        ...before,
        name: name.trim(),
        program,
        settings,
        ...(body.url !== undefined && sealed(partnerId, id, body.url)),
        ...beginning(settings, now()),
      }
      if (!(await store.save(row))) throw new AppError('not-found')
      // What went wrong with the old address says nothing of the new one.
      if (body.url !== undefined) await store.mark(begun(row))
      await audit.record(by, { action: 'chat-channel.save', target: id, details: { name: row.name } })
      return shown(await mustGet(partnerId, id))
    },
    async remove(by, id) {
      const { name } = await mustGet(by.partnerId, id)
      if (!(await store.remove(by.partnerId, id))) throw new AppError('not-found')
      await audit.record(by, { action: 'chat-channel.remove', target: id, details: { name } })
    },
    async sendTest({ partnerId }, id) {
      const row = await mustGet(partnerId, id)
      const partner = (await tenancy.partner(partnerId)).name
      const frame = { settings: row.settings, partner, brand: await brand(partnerId), baseUrl: baseUrl() }
      const url = new URL(addresses.open(partnerId, id, row.address))
      try {
        await chat.send(url, toChat(row.program, tellTest('chat', frame), frame))
        await store.mark(begun(row))
      } catch (error) {
        if (!(error instanceof ChatRefused)) throw error
        throw new AppError('unavailable', {
          message: say`The chat program did not take it: ${error.why}`,
          fix: 'Make a new address for incoming messages in the chat program, and enter it here.',
        })
      }
    },
  }
}

/** Where it stands, without a failure. */
const begun = ({ partnerId, id, toldUntil, digestDay }: ChatChannelRow) => ({ partnerId, id, toldUntil, digestDay })

/** Without the address. */
const shown = ({ id, name, program, host, settings, createdAt, createdBy, sentAt, failure }: ChatChannelRow): ChatChannel => ({
  id,
  name,
  program,
  host,
  settings,
  createdAt,
  createdBy,
  ...(sentAt !== undefined && { sentAt }),
  ...(failure && { failure }),
})
