// A worker's side of the pipe: blocking reads and writes on stdin and stdout. It does one thing at a time, so an event loop would only add cost.
import { readSync, writeSync } from 'node:fs'
import { encodeFrame, frameReader, type Frame } from '../frames.ts'
import type { FromWorker, ToWorker } from '../protocol.ts'

const reader = frameReader<ToWorker>(0xffff_ffff)
const idle = new Int32Array(new SharedArrayBuffer(4))

/** The next message; undefined when the runtime has gone. */
export function receive(): Frame<ToWorker> | undefined {
  for (;;) {
    const frame = reader.next()
    if (frame) return frame
    const chunk = Buffer.allocUnsafe(65_536)
    const length = patiently(() => readSync(0, chunk, 0, chunk.length, null))
    if (length === 0) return undefined
    reader.push(chunk.subarray(0, length))
  }
}

export function send(header: FromWorker, texts: readonly string[] = []): void {
  const frame = encodeFrame(header, texts)
  for (let at = 0; at < frame.length;) at += patiently(() => writeSync(1, frame, at, frame.length - at))
}

/** Some systems hand over the pipe non-blocking. */
function patiently(attempt: () => number): number {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === 'EOF' || code === 'EPIPE') return process.exit(0)
      if (code !== 'EAGAIN' && code !== 'EINTR') throw error
      Atomics.wait(idle, 0, 0, 1)
    }
  }
}
