// What people want to be told, on PostgreSQL.
import type { NotificationStore } from '../ports.ts'
import { ALL, MARK, markedValues, ONE, SAVE, savedValues, toNotification, type StoredNotification } from '../rows/notifications.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createNotificationStore({ read, change }: Connections): NotificationStore {
  return {
    async get(partnerId, userId) {
      const [row] = await read<StoredNotification>(EVERY_CLIENT, ONE, [partnerId, userId])
      return row && toNotification(row)
    },
    async save(row) {
      await change(EVERY_CLIENT, SAVE, [...savedValues(row)])
    },
    all: async () => (await read<StoredNotification>(EVERY_CLIENT, ALL)).map(toNotification),
    async mark(row) {
      await change(EVERY_CLIENT, MARK, [...markedValues(row)])
    },
  }
}
