// Starting leaves the texts of a thousand modules and what they were made of behind. V8 gives that room back only when the heap grows again, which
// on a quiet machine is hours later: it is asked once, in the first quiet second after the start.
import { Session } from 'node:inspector/promises'
import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'

const LOOK_EVERY_MS = 1_000
/** The pause is a tenth of a second: nobody shall wait for it. Who has work from the start on needs the room anyway. */
const QUIET = 0.2
const MOST_LOOKS = 60

interface SettleHeapOptions {
  readonly log: Logger
  /** The share of time since the last call in which the event loop did not wait. */
  readonly utilization?: () => number
  readonly collect?: () => Promise<void>
  readonly everyMs?: number
}

export function settleHeap({
  log,
  utilization = sinceLastCall(),
  collect = collectGarbage,
  everyMs = LOOK_EVERY_MS,
}: SettleHeapOptions): void {
  let looks = 0
  const timer = setInterval(() => {
    const isQuiet = utilization() < QUIET
    if (isQuiet || ++looks === MOST_LOOKS) clearInterval(timer)
    if (isQuiet) collect().catch((err: unknown) => log.warn({ err }, 'the room that the start needed was not given back'))
  }, everyMs)
  timer.unref()
}

function sinceLastCall(): () => number {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}

async function collectGarbage(): Promise<void> {
  const session = new Session()
  session.connect()
  await session.post('HeapProfiler.collectGarbage')
  session.disconnect()
}
