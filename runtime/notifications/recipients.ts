// Who is told: people by mail, and channels of chat programs. Both are asked for the same few things.
import { createHash } from 'node:crypto'
import { hasErrorCode } from '#shared/errors.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Brand } from '#shared/model/branding.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import type { NotificationRow, Store } from '../store/ports.ts'
import type { AddressVault } from '../connections/address-vault.ts'
import { ChatRefused, type ChatSender } from './chat-sender.ts'
import { toChat } from './chat-text.ts'
import { toMail } from './mail-text.ts'
import { MailRefused, type Mailer } from './mailer.ts'
import { senderName, type Frame, type Told } from './told.ts'

export type Progress = Pick<NotificationRow, 'toldUntil' | 'digestDay' | 'sentAt' | 'failure'>

export interface Recipient extends Pick<NotificationRow, 'settings' | 'toldUntil' | 'digestDay' | 'sentAt'> {
  /** One of a kind. */
  readonly name: string
  readonly by: 'mail' | 'chat'
  /** Those it is told of. */
  clients(): Promise<readonly Client[]>
  /** Throws `MailRefused` or `ChatRefused`; false where nobody is there any more. */
  send(kind: 'news' | 'digest', tell: (frame: Frame) => Told, digestDay: string): Promise<boolean>
  mark(progress: Progress): Promise<void>
}

export const isRefused = (error: unknown): error is MailRefused | ChatRefused =>
  error instanceof MailRefused || error instanceof ChatRefused

export interface RecipientsOptions {
  readonly store: Pick<Store, 'notifications' | 'chatChannels' | 'tenancy'>
  readonly mailer: Mailer
  readonly chat: Pick<ChatSender, 'send'>
  readonly addresses: AddressVault
  readonly user: (userId: string) => Promise<{ readonly name: string; readonly email: string } | undefined>
  readonly brand: (partnerId: string) => Promise<Brand>
  readonly baseUrl: () => string
}

/** What is told of, of what may be: those that were chosen and are there no more leave fewer, never more. */
export const chosen = (clients: readonly Client[], { clientIds }: Pick<NotificationSettings, 'clientIds'>): readonly Client[] =>
  clientIds === undefined ? clients : clients.filter(({ id }) => clientIds.includes(id))

export function createRecipients({ store, mailer, chat, addresses, user, brand, baseUrl }: RecipientsOptions) {
  const { notifications, chatChannels, tenancy } = store
  const frameOf = async (partnerId: string, settings: NotificationSettings): Promise<Frame | undefined> => {
    const partner = (await tenancy.partners()).find(({ id }) => id === partnerId)
    return partner && { settings, partner: partner.name, brand: await brand(partnerId), baseUrl: baseUrl() }
  }

  const toPerson = (row: NotificationRow): Recipient => {
    const { partnerId, userId, settings } = row
    return {
      ...row,
      name: `${partnerId} ${userId}`,
      by: 'mail',
      async clients() {
        const membership = (await tenancy.membershipsOf(userId)).find((one) => one.partnerId === partnerId)
        if (!membership) return []
        const clients = await tenancy.clients(partnerId)
        return chosen(
          clients.filter(({ id }) => membership.clientIds?.includes(id) ?? true),
          settings,
        )
      },
      async send(kind, tell, digestDay) {
        const [person, frame] = [await user(userId), await frameOf(partnerId, settings)]
        if (!person || !frame) return false
        const id = createHash('sha256')
          .update(JSON.stringify([partnerId, userId, kind, row.toldUntil, digestDay]))
          .digest('hex')
          .slice(0, 40)
        const to = { name: person.name, address: person.email }
        await mailer.send({ ...toMail(tell(frame), frame), to, fromName: senderName(frame), id })
        return true
      },
      mark: (progress) => notifications.mark({ partnerId, userId, ...progress }),
    }
  }

  const toChannel = (row: Awaited<ReturnType<typeof chatChannels.all>>[number]): Recipient => {
    const { partnerId, id, program, settings } = row
    return {
      ...row,
      // With another address it is another one: it is not paused for what went wrong with the old.
      name: `${partnerId} ${id} ${createHash('sha256').update(row.address).digest('hex')}`,
      by: 'chat',
      clients: async () => chosen(await tenancy.clients(partnerId), settings),
      async send(_kind, tell) {
        const frame = await frameOf(partnerId, settings)
        if (!frame) return false
        await chat.send(addressOf(row), toChat(program, tell(frame), frame))
        return true
      },
      mark: (progress) => chatChannels.mark({ partnerId, id, ...progress }),
    }
  }

  const addressOf = ({ partnerId, id, address }: { partnerId: string; id: string; address: Uint8Array }): URL => {
    try {
      return new URL(addresses.open(partnerId, id, address))
    } catch (error) {
      throw hasErrorCode(error) ? new ChatRefused(error.said?.message ?? error.message) : error
    }
  }

  return async (): Promise<readonly Recipient[]> => [
    ...(mailer.sender === undefined ? [] : (await notifications.all()).map(toPerson)),
    ...(await chatChannels.all()).map(toChannel),
  ]
}
