// Channels of chat programs that are told, on PostgreSQL. They belong to a partner, not to a client.
import type { ChatChannelStore } from '../ports.ts'
import {
  ALL,
  CREATE,
  createdValues,
  MARK,
  markedValues,
  OF_PARTNER,
  ONE,
  REMOVE,
  SAVE,
  savedValues,
  toChatChannel,
  type StoredChatChannel,
} from '../rows/chat-channels.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createChatChannelStore({ read, change }: Connections): ChatChannelStore {
  return {
    async get(partnerId, id) {
      const [row] = await read<StoredChatChannel>(EVERY_CLIENT, ONE, [partnerId, id])
      return row && toChatChannel(row)
    },
    list: async (partnerId) => (await read<StoredChatChannel>(EVERY_CLIENT, OF_PARTNER, [partnerId])).map(toChatChannel),
    async create(row) {
      await change(EVERY_CLIENT, CREATE, createdValues(row))
    },
    save: async (row) => (await change(EVERY_CLIENT, SAVE, savedValues(row))).count > 0,
    remove: async (partnerId, id) => (await change(EVERY_CLIENT, REMOVE, [partnerId, id])).count > 0,
    all: async () => (await read<StoredChatChannel>(EVERY_CLIENT, ALL)).map(toChatChannel),
    async mark(row) {
      await change(EVERY_CLIENT, MARK, markedValues(row))
    },
  }
}
