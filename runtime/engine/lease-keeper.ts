// Renews a worker's leases from a thread of its own, so that an event loop that is held up loses none of its runs. The thread trusts the
// loop's heartbeat in shared memory, for a while: what hangs for good must lose its leases, or nobody would ever take the runs over.
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { LeaseRenewalSource } from './ports.ts'

export interface LeaseKeeper {
  /** These runs, and no others, are kept from now on. */
  hold(runIds: readonly string[]): void
  stop(): Promise<void>
}

export interface LeaseKeeperOptions {
  readonly source: LeaseRenewalSource
  readonly owner: string
  readonly leaseMs: number
  readonly renewMs: number
  /** A heartbeat older than this is taken for the silence of a loop that hangs. */
  readonly wedgedMs: number
  readonly log: Logger
}

/** What the thread is started with. The heartbeat is in nanoseconds of the clock that all threads of a process share. */
export interface LeaseKeeperData extends Pick<LeaseKeeperOptions, 'source' | 'owner' | 'leaseMs' | 'renewMs' | 'wedgedMs'> {
  readonly heartbeat: BigInt64Array<SharedArrayBuffer>
}

/** The runs that are held from now on, or the request to end. */
export type LeaseKeeperMessage = readonly string[] | 'stop'

const BEAT_MS = 500
/** Longer than a renewal waits for a store that is busy. */
const STOP_MS = 12_000

export function startLeaseKeeper({ log, ...options }: LeaseKeeperOptions): LeaseKeeper {
  const heartbeat = new BigInt64Array(new SharedArrayBuffer(8))
  const beat = () => void Atomics.store(heartbeat, 0, process.hrtime.bigint())
  beat()
  const workerData: LeaseKeeperData = { ...options, heartbeat }
  let thread: Worker | undefined
  let ended: Promise<unknown> | undefined
  let isStopped = false
  const startThread = (): Worker => {
    const started = new Worker(new URL('lease-keeper.thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    })
    // A renewal that fails is tried again with the next; three in a row would lose the leases.
    started.on('message', (failure: unknown) => log.error({ failure }, 'renewing leases failed'))
    started.on('error', (error) => log.error({ err: error }, 'the thread that renews leases ended'))
    ended = new Promise((resolve) => void started.once('exit', resolve))
    started.unref()
    return started
  }
  const pulse = setInterval(beat, BEAT_MS)
  pulse.unref()
  return {
    hold(runIds) {
      // With the first run: a start, and an installation at rest, need no thread.
      if (isStopped || (!thread && runIds.length === 0)) return
      thread ??= startThread()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
      thread.postMessage(runIds)
    },
    async stop() {
      isStopped = true
      clearInterval(pulse)
      if (!thread || !ended) return
      // It ends by itself: a thread that is terminated while it loads or calls better-sqlite3 takes the whole process along
      // (WiseLibs/better-sqlite3, issue 1507).
      thread.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
      thread.postMessage('stop' satisfies LeaseKeeperMessage)
      const late = new AbortController()
      const isEnded = await Promise.race([ended.then(() => true), setTimeout(STOP_MS, false, { signal: late.signal, ref: false })])
      if (!isEnded) log.error('the thread that renews leases does not end')
      late.abort()
      thread.unref()
    },
  }
}
