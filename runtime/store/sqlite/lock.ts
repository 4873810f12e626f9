// One process per data directory. The lock is the operating system's, on a file of its own, so that it ends with the process
// however it ends, and a kill -9 leaves nothing to clean up.
import Database from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { isBusy } from './errors.ts'

export interface Lock {
  release(): void
}

/**
 * Holds `file` until released. Throws `data-dir-in-use`.
 * An exclusive transaction of SQLite is a lock on bytes of the file; nothing is ever written to it. POSIX drops a process's locks
 * on a file when it closes any handle of it, so nothing else in this process may open the file.
 */
export function lockFile(file: string): Lock {
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw isBusy(error) ? new AppError('data-dir-in-use', { cause: error }) : error
  }
  return { release: () => void database.close() }
}
