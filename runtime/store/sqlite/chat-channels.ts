// Channels of chat programs that are told, on SQLite.
import type { Database } from 'better-sqlite3'
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
  type ChatValues,
  type StoredChatChannel,
} from '../rows/chat-channels.ts'
import type { Writer } from './writer.ts'

export function createChatChannelStore(database: Database, writer: Writer): ChatChannelStore {
  const one = database.prepare<[string, string], StoredChatChannel>(ONE)
  const ofPartner = database.prepare<[string], StoredChatChannel>(OF_PARTNER)
  const all = database.prepare<[], StoredChatChannel>(ALL)
  const create = database.prepare<ChatValues>(CREATE)
  const save = database.prepare<ChatValues>(SAVE)
  const remove = database.prepare<[string, string]>(REMOVE)
  const mark = database.prepare<ChatValues>(MARK)
  return {
    async get(partnerId, id) {
      const row = one.get(partnerId, id)
      return row && toChatChannel(row)
    },
    list: async (partnerId) => ofPartner.all(partnerId).map(toChatChannel),
    create: (row) => writer.write(() => void create.run(...createdValues(row))),
    save: (row) => writer.write(() => save.run(...savedValues(row)).changes > 0),
    remove: (partnerId, id) => writer.write(() => remove.run(partnerId, id).changes > 0),
    all: async () => all.all().map(toChatChannel),
    mark: (row) => writer.write(() => void mark.run(...markedValues(row))),
  }
}
