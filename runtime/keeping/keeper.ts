// Housekeeping while the program runs: ended runs go when their time is over, space goes back to the disk, the log beside the database
// and the disk itself are watched. All of it in small pieces with pauses, so that nobody at the door notices.
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import { DEFAULT_RETENTION } from '#shared/model/retention.ts'
import type { BlobPlace, BlobStore, KeepingStore, Store, StoreSizes } from '../store/ports.ts'

export interface Keeper {
  start(): void
  stop(): Promise<void>
  /** Removes what is over, of all clients; answers how many runs went. */
  sweep(): Promise<number>
  /** Looks at the sizes, and complains once about each thing that is wrong with them. */
  watch(): Promise<StoreSizes>
  /** Of the last look. */
  sizes(): StoreSizes | undefined
  /** No run is begun while this holds: what space there is belongs to the events at the door. */
  isDiskLow(): boolean
}

export interface KeeperOptions {
  readonly store: KeepingStore
  readonly blobs: BlobStore
  /** Other processes may keep the same house: one of them sweeps at a time. */
  readonly alone?: Store['alone']
  readonly clients: () => Promise<readonly { readonly id: string }[]>
  readonly now: () => Date
  readonly log: Logger
  /** Less free space than this and no run is begun. */
  readonly minFreeBytes: number
  /** Between two batches. */
  readonly pauseMs?: number
}

const SWEEP_EVERY_MS = 3_600_000
/** Not at once: a start has enough to do. */
const FIRST_SWEEP_MS = 60_000
const WATCH_EVERY_MS = 5_000
/** A log that nobody holds is copied back every 16 MB; four times that is somebody's doing. */
/** Payloads looked at in one transaction. */
const BLOBS_AT_ONCE = 200
const LONG_LOG_BYTES = 64 * 1024 * 1024

export function createKeeper(options: KeeperOptions): Keeper {
  const { store, now, log, pauseMs = 20, alone = (_task, _otherwise, work) => work() } = options
  const stopping = new AbortController()
  const loops: Promise<void>[] = []
  const complained = new Set<string>()
  let sizes: StoreSizes | undefined

  const isDiskLow = () => sizes?.diskFreeBytes !== undefined && sizes.diskFreeBytes < options.minFreeBytes
  const rest = (ms: number) => pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)

  async function sweepClient(clientId: string): Promise<number> {
    const retention = (await store.retention(clientId)) ?? DEFAULT_RETENTION
    let runs = 0
    let after: string | undefined
    do {
      const removed = await store.removeRuns(clientId, { retention, now: now(), ...(after !== undefined && { after }) })
      runs += removed.runs
      after = removed.next
      await rest(pauseMs)
    } while (after !== undefined && !stopping.signal.aborted)
    return runs
  }

  /** Large payloads that the removed runs leave behind. */
  async function sweepBlobs(): Promise<void> {
    let after: BlobPlace | undefined
    do {
      const { next } = await options.blobs.sweep({ limit: BLOBS_AT_ONCE, ...(after && { after }) })
      after = next
      await rest(pauseMs)
    } while (after !== undefined && !stopping.signal.aborted)
  }

  async function sweep(): Promise<number> {
    let runs = 0
    for (const { id } of await options.clients()) {
      if (stopping.signal.aborted) break
      runs += await sweepClient(id).catch((error: unknown) => {
        log.error({ err: toErrorData(error), clientId: id }, 'old runs could not be removed')
        return 0
      })
    }
    if (runs > 0) await sweepBlobs()
    while (!stopping.signal.aborted && (await store.reclaim())) await rest(pauseMs)
    if (runs > 0) log.info({ runs }, 'old runs were removed')
    return runs
  }

  /** Once when it begins, once when it is over. */
  function complain(name: string, holds: boolean, fields: object, begins: string, ends: string): void {
    if (holds === complained.has(name)) return
    if (holds) log.error(fields, begins)
    else log.warn(fields, ends)
    if (holds) complained.add(name)
    else complained.delete(name)
  }

  async function watch(): Promise<StoreSizes> {
    const seen = (sizes = await store.sizes())
    const long = seen.logHeld === true && (seen.logBytes ?? 0) > LONG_LOG_BYTES
    complain(
      'log',
      long,
      seen,
      'a reader keeps the log of the database from being copied back',
      'the log of the database is copied back again',
    )
    complain(
      'disk',
      isDiskLow(),
      seen,
      'the disk is almost full: no run is begun, events are still taken',
      'there is room on the disk again',
    )
    return seen
  }

  async function loop(first: number, every: number, work: () => Promise<unknown>, failed: string): Promise<void> {
    for (let wait = first; ; wait = every) {
      await rest(wait)
      if (stopping.signal.aborted) return
      await work().catch((error: unknown) => log.error({ err: toErrorData(error) }, failed))
    }
  }

  return {
    start() {
      loops.push(loop(FIRST_SWEEP_MS, SWEEP_EVERY_MS, () => alone('housekeeping', 'skip', sweep), 'housekeeping failed'))
      loops.push(loop(0, WATCH_EVERY_MS, watch, "the database's sizes could not be read"))
    },
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
    sweep,
    watch,
    sizes: () => sizes,
    isDiskLow,
  }
}
