// Channels of chat programs that are told what waits, and how far they were told.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { ChatChannelRow, Store } from '../ports.ts'
import { twoClients } from './arrange.ts'

export function chatChannelCases(store: () => Store): void {
  const aChannel = async (more: Partial<ChatChannelRow> = {}): Promise<ChatChannelRow> => {
    const { partnerId } = await twoClients(store())
    return {
      partnerId,
      id: newId('chat'),
      name: 'Operations',
      program: 'slack',
      host: 'hooks.slack.com',
      address: Uint8Array.of(1, 0, 255),
      settings: { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' },
      toldUntil: '2026-03-01T08:00:00.000Z',
      digestDay: '2026-03-01',
      createdAt: '2026-03-01T08:00:00.000Z',
      createdBy: 'ada@example.com',
      ...more,
    }
  }
  const plain = (row: ChatChannelRow | undefined) => row && { ...row, address: [...row.address] }

  describe('chat channels', () => {
    it('are kept with their sealed address, of one partner each, until they are removed', async () => {
      const { chatChannels } = store()
      const [mine, theirs] = [await aChannel(), await aChannel({ name: 'Theirs' })]
      await chatChannels.create(mine)
      await chatChannels.create(theirs)
      expect(plain(await chatChannels.get(mine.partnerId, mine.id))).toEqual(plain(mine))
      expect((await chatChannels.list(mine.partnerId)).map(({ name }) => name)).toEqual(['Operations'])
      expect((await chatChannels.all()).map(({ id }) => id).toSorted()).toEqual([mine.id, theirs.id].toSorted())
      expect(await chatChannels.get(theirs.partnerId, mine.id)).toBeUndefined()
      expect(await chatChannels.remove(theirs.partnerId, mine.id)).toBe(false)
      expect(await chatChannels.remove(mine.partnerId, mine.id)).toBe(true)
      expect(await chatChannels.list(mine.partnerId)).toEqual([])
    })
    it('are changed as a whole, and keep who made them and how the last attempt went', async () => {
      const { chatChannels } = store()
      const channel = await aChannel()
      await chatChannels.create(channel)
      const failure = { at: '2026-03-01T08:01:00.000Z', message: 'hooks.slack.com answered 404' }
      await chatChannels.mark({ ...channel, failure })
      const {
        createdAt: _,
        createdBy: __,
        ...changed
      } = { ...channel, name: 'Night shift', address: Uint8Array.of(7), host: 'chat.example' }
      expect(await chatChannels.save({ ...changed, toldUntil: '2026-03-02T08:00:00.000Z' })).toBe(true)
      expect(plain(await chatChannels.get(channel.partnerId, channel.id))).toEqual({
        ...plain(channel),
        name: 'Night shift',
        host: 'chat.example',
        address: [7],
        toldUntil: '2026-03-02T08:00:00.000Z',
        failure,
      })
      expect(await chatChannels.save({ ...changed, id: 'chat_gone' })).toBe(false)
    })
    it('remember what was told and what failed, and never go back', async () => {
      const { chatChannels } = store()
      const channel = await aChannel()
      await chatChannels.create(channel)
      const sentAt = '2026-03-01T08:16:00.000Z'
      const later = { toldUntil: '2026-03-01T08:15:00.000Z', digestDay: '2026-03-02' }
      await chatChannels.mark({ ...channel, ...later, sentAt })
      expect(await chatChannels.get(channel.partnerId, channel.id)).toMatchObject({ ...later, sentAt })
      const failure = { at: '2026-03-01T09:00:00.000Z', message: 'hooks.slack.com does not answer' }
      await chatChannels.mark({ ...channel, failure })
      expect(await chatChannels.get(channel.partnerId, channel.id)).toMatchObject({ ...later, sentAt, failure })
    })
  })
}
