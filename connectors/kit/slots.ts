// At most so many calls at once over one connection, and one pause for all of them when the vendor throttles.
import { AppError } from '#shared/errors.ts'

export interface Slots {
  /** Waits for a free slot, then runs. Throws `vendor-throttled` when the vendor asked for a longer pause. */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
  /** Every later call waits until then. */
  pause(ms: number): void
}

/** A shorter pause is waited out here; a longer one goes back to the engine, because waiting must not hold a worker. */
const WAIT_HERE_MS = 1_000

export function createSlots(limit: number, clock: () => number = Date.now): Slots {
  let running = 0
  let pausedUntil = 0
  const waiting: (() => void)[] = []

  const enter = async (signal: AbortSignal): Promise<void> => {
    if (running < limit) {
      running++
      return
    }
    // A leaving call hands its slot over: `running` stays as it is.
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(new AppError('call-timeout', { message: 'The call waited too long for its turn on this connection.' }))
      }
      waiting.push(turn)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else running--
  }

  return {
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock() + ms)
    },
    async run(signal, work) {
      if (signal.aborted) throw new AppError('call-timeout')
      await enter(signal)
      try {
        const rest = pausedUntil - clock()
        if (rest > WAIT_HERE_MS) throw new AppError('vendor-throttled', { retryAfterMs: rest })
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
        return await work()
      } finally {
        leave()
      }
    },
  }
}
