// A worker's side of the pipe. Requests are handled one after the other; after a while the event loop gets a turn, so that what was cancelled meanwhile
// is known before the next begins. Answers are written at once and block: they must not wait behind the next evaluation.
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { encodeFrame, frameReader, type Frame } from '../frames.ts'
import type { FromWorker, InitHeader, ToWorker } from '../protocol.ts'

/** After this long without looking, look for news before the next request. */
const NEWS_MS = 5
const CHUNK_BYTES = 65_536

export interface Server {
  take(frame: Frame<ToWorker>): void
  /** Handles what waits until the time (of `performance.now`) is up; whether something is left. */
  work(until: number): boolean
  /** Forgets requests that have not begun; which. */
  cancel(ids: readonly number[]): readonly number[]
}

/** Serves until the runtime has gone. */
export function receive(serve: (init: InitHeader, texts: readonly string[]) => Server): void {
  const reader = frameReader<ToWorker>(0xffff_ffff)
  let server: Server | undefined
  let isScheduled = false

  const work = (): void => {
    isScheduled = false
    if (server?.work(performance.now() + NEWS_MS)) schedule()
  }
  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(work)
  }
  const read = (chunk: Buffer): void => {
    reader.push(chunk)
    for (let frame = reader.next(); frame; frame = reader.next()) {
      if (frame.header.type === 'init') {
        server = serve(frame.header, frame.texts)
        send({ type: 'ready' })
      } else if (frame.header.type === 'cancel') send({ type: 'cancelled', ids: server?.cancel(frame.header.ids) ?? [] })
      else server?.take(frame)
    }
    if (!isScheduled) work()
  }
  // Without the machinery of streams: each request passes here.
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  const input = new Socket({
    fd: 0,
    onread: {
      buffer,
      callback(count) {
        // What is not read to its end stays until the next chunk comes, which is put into the same place.
        read(Buffer.from(buffer.subarray(0, count)))
        return true
      },
    },
  })
  input.resume()
  input.on('end', () => process.exit(0))
  input.on('error', () => process.exit(0))
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
