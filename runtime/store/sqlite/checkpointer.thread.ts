// The thread of checkpointer.ts.
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import type { CheckpointerAnswer } from './checkpointer.ts'

const database = new Database(workerData as string, { fileMustExist: true })
// The log must be on disk before the database is written: as on the writer's connection.
database.pragma('synchronous = FULL')
const copy = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')

parentPort?.on('message', (message: 'copy' | 'stop') => {
  if (message === 'stop') {
    // Nothing is left to wait for then, and the thread ends.
    database.close()
    parentPort?.close()
    return
  }
  let answer: CheckpointerAnswer = 'done'
  try {
    copy.get()
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message : 'unknown' }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
  parentPort?.postMessage(answer)
})
