// What people want to be told, on SQLite.
import type { Database } from 'better-sqlite3'
import type { NotificationStore } from '../ports.ts'
import { ALL, MARK, markedValues, ONE, SAVE, savedValues, toNotification, type StoredNotification } from '../rows/notifications.ts'
import type { Writer } from './writer.ts'

export function createNotificationStore(database: Database, writer: Writer): NotificationStore {
  const one = database.prepare<[string, string], StoredNotification>(ONE)
  const all = database.prepare<[], StoredNotification>(ALL)
  const save = database.prepare<(string | null)[]>(SAVE)
  const mark = database.prepare<(string | null)[]>(MARK)
  return {
    async get(partnerId, userId) {
      const row = one.get(partnerId, userId)
      return row && toNotification(row)
    },
    save: (row) => writer.write(() => void save.run(...savedValues(row))),
    all: async () => all.all().map(toNotification),
    mark: (row) => writer.write(() => void mark.run(...markedValues(row))),
  }
}
