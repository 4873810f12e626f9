// Lookup tables as one run sees them: each as it was when the run first read it. A run that is resumed, after a crash or a wait of days,
// then evaluates its pure steps to what they gave before, whatever was saved meanwhile. A replay is another run and reads anew.
import type { LoadedTable, TableSource } from './ports.ts'

export interface PinnedTablesOptions {
  readonly source: TableSource
  /** What earlier leases of the run read. */
  readonly pinned: Readonly<Record<string, number>> | undefined
  /** Told before the first table's rows are used: stored with, or before, what is made of them. */
  readonly pin: (tables: Readonly<Record<string, number>>) => void
}

export function pinTables({ source, pinned, pin }: PinnedTablesOptions): TableSource {
  const revisions = new Map(Object.entries(pinned ?? {}))
  /** Items of a loop ask at once: all get what the first one got. */
  const asked = new Map<string, Promise<LoadedTable>>()

  async function load(...[clientId, environment, name]: Parameters<TableSource['load']>): Promise<LoadedTable> {
    const table = await source.load(clientId, environment, name, revisions.get(name))
    if (!revisions.has(name)) {
      revisions.set(name, table.revision)
      pin(Object.fromEntries(revisions))
    }
    return table
  }

  return {
    load(clientId, environment, name) {
      let table = asked.get(name)
      if (!table) {
        table = load(clientId, environment, name)
        asked.set(name, table)
        // One that is missing may be there at the next attempt.
        table.catch(() => asked.delete(name))
      }
      return table
    },
  }
}
