// A connection to a database file with the settings that durability rests on.
import Database from 'better-sqlite3'

/** How long a statement waits for another process; it blocks the event loop meanwhile. Only backups and short commands ever hold the file. */
const BUSY_TIMEOUT_MS = 2_000

/** What the log file is cut back to. */
export const LONG_LOG_BYTES = 64 * 1024 * 1024

export function openConnection(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    // Both only before the first table. Bodies and events are several kilobytes each: half as many pages, which are written one by one.
    database.pragma('page_size = 8192')
    // Without it deleted rows never give space back to the disk.
    database.pragma('auto_vacuum = INCREMENTAL')
    database.pragma('journal_mode = WAL')
    // better-sqlite3 is compiled with NORMAL for WAL, which loses acknowledged commits at a power cut, and changes to it with the
    // first write although the pragma read FULL before. Set explicitly, it stays.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // After a burst.
    database.pragma(`journal_size_limit = ${LONG_LOG_BYTES}`)
    database.pragma('cache_size = -32000')
    database.pragma('temp_store = MEMORY')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
