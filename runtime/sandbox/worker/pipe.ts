// A worker's side of the pipe. Requests are handled one at a time; after a slow one the event loop gets a turn, so that what was cancelled meanwhile
// is known before the next begins. Answers are written at once and block: they must not wait behind the next evaluation.
import { writeSync } from 'node:fs'
import { encodeFrame, frameReader, type Frame } from '../frames.ts'
import type { FromWorker, ToWorker } from '../protocol.ts'

/** After this long without looking, look for news before the next request. */
const NEWS_MS = 5

/** Calls `handle` for each message in order, and ends the process when the runtime has gone. */
export function receive(handle: (frame: Frame<ToWorker>) => void): void {
  const reader = frameReader<ToWorker>(0xffff_ffff)
  const waiting: Frame<ToWorker>[] = []
  let isScheduled = false

  const work = (): void => {
    isScheduled = false
    const start = performance.now()
    while (waiting.length > 0) {
      if (performance.now() - start > NEWS_MS) return schedule()
      const frame = waiting.shift()
      if (frame) handle(frame)
    }
  }
  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(work)
  }
  const cancel = (ids: readonly number[]): void => {
    const dropped = waiting.flatMap(({ header }) => ('id' in header && ids.includes(header.id) ? [header.id] : []))
    const kept = waiting.filter(({ header }) => !('id' in header && dropped.includes(header.id)))
    waiting.splice(0, waiting.length, ...kept)
    send({ type: 'cancelled', ids: dropped })
  }
  process.stdin.on('data', (chunk: Buffer) => {
    reader.push(chunk)
    for (let frame = reader.next(); frame; frame = reader.next()) {
      if (frame.header.type === 'cancel') cancel(frame.header.ids)
      else waiting.push(frame)
    }
    schedule()
  })
  process.stdin.on('end', () => process.exit(0))
}

export function send(header: FromWorker, texts: readonly string[] = []): void {
  const frame = encodeFrame(header, texts)
  for (let at = 0; at < frame.length;) at += patiently(() => writeSync(1, frame, at, frame.length - at))
}

const idle = new Int32Array(new SharedArrayBuffer(4))

/** Some systems hand over the pipe non-blocking. */
function patiently(attempt: () => number): number {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === 'EPIPE') return process.exit(0)
      if (code !== 'EAGAIN' && code !== 'EINTR') throw error
      Atomics.wait(idle, 0, 0, 1)
    }
  }
}
