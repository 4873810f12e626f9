// Replays many parked records as one job: what it would do, its start and its stop, and the loop that carries it out in turns. What waits for
// its turn stays on the desk, not in the queue: a flow has few runs of a job at a time, so that what arrives meanwhile is not behind all of them.
import type { Logger } from 'pino'
import type { AskedFilter, StartBulkReplay } from '#shared/api/contract.ts'
import { AppError, hasErrorCode, toErrorData, type ErrorData } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newId } from '#shared/ids.ts'
import { lookEvery, type Looking } from '#shared/looking.ts'
import type { BulkReplay, BulkReplayPreview, ExceptionCause, ExceptionFilter } from '#shared/model/bulk-replays.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Engine } from '../flows/ports.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import type { BulkReplayStore, FlowStore, RunningBulkReplay, RunStore, Store } from '../store/ports.ts'
import { createReplayer } from './replayer.ts'

export interface BulkReplays {
  /** What is open, put together by flow, step and reason; the most frequent first. */
  causes(clientId: string, filter: ExceptionFilter): Promise<readonly ExceptionCause[]>
  preview(clientId: string, filter: ExceptionFilter, version: BulkReplay['version']): Promise<BulkReplayPreview>
  /** Throws `conflict` when nothing would be replayed. */
  begin(by: Actor, clientId: string, body: StartBulkReplay): Promise<BulkReplay>
  /** Newest first. */
  list(clientId: string): Promise<readonly BulkReplay[]>
  /** Throws `not-found`. */
  get(clientId: string, bulkId: string): Promise<BulkReplay>
  /** What was replayed stays so. Throws `conflict` when it has ended. */
  halt(by: Actor, clientId: string, bulkId: string): Promise<BulkReplay>
}

export interface BulkReplaysOptions {
  readonly bulkReplays: BulkReplayStore
  readonly runs: RunStore
  readonly flows: Pick<FlowStore, 'activeDeployment' | 'version' | 'get'>
  /** How many runs of a flow have not ended, counted up to a number. */
  readonly backlog: FeedStore['backlog']
  readonly engine: Pick<Engine, 'replay'>
  readonly alone: Store['alone']
  readonly audit: Audit
  readonly log: Logger
  readonly now: () => Date
}

const LOOK_EVERY_MS = 500
const PAGE = 64
/** Replays being stored at once: they share commits. */
const AT_ONCE = 8
/** A job rests while so many runs of the flow have not ended: a wait of the connection, or the load of the day, holds the job up as well. */
const MOST_OPEN = 256
const LISTED = 20
const MOST_CAUSES = 200

export function createBulkReplays(options: BulkReplaysOptions): BulkReplays & Looking & { look(): Promise<void> } {
  const { bulkReplays, runs, flows, engine, audit, log, now } = options
  const replay = createReplayer({ runs, flows, clock: now })
  let isStopping = false

  const get = async (clientId: string, bulkId: string) => {
    const bulk = await bulkReplays.get(clientId, bulkId)
    if (!bulk) throw new AppError('not-found')
    return bulk
  }

  async function preview(clientId: string, filter: ExceptionFilter, which: BulkReplay['version']): Promise<BulkReplayPreview> {
    const causes = await Promise.all(
      (await bulkReplays.causes(clientId, filter, MOST_CAUSES)).map((cause) => describe(clientId, cause, which)),
    )
    const sum = (of: typeof causes) => of.reduce((total, { count }) => total + count, 0)
    const left = sum(causes.filter(({ leftBecause }) => leftBecause !== undefined))
    return { causes, replayed: sum(causes) - left, left }
  }

  async function describe(
    clientId: string,
    cause: ExceptionCause,
    which: BulkReplay['version'],
  ): Promise<BulkReplayPreview['causes'][number]> {
    const { flowId, environment, nodeId, disposition } = cause
    const [flow, deployment] = await Promise.all([flows.get(clientId, flowId), flows.activeDeployment(clientId, flowId, environment)])
    const number = deployment?.version ?? flow?.latestVersion ?? 0
    const document = (await flows.version(clientId, flowId, number))?.document
    const node = document?.nodes[nodeId]
    const leftBecause =
      disposition === 'uncertain'
        ? 'uncertain'
        : which === 'original'
          ? undefined
          : !deployment
            ? 'not-deployed'
            : node
              ? undefined
              : 'step-missing'
    return {
      ...cause,
      flowName: flow?.name ?? flowId,
      nodeLabel: node?.label ?? nodeId,
      ...callOf(document, nodeId),
      ...(leftBecause !== undefined && { leftBecause }),
    }
  }

  /** One page of a job. True when there may be more of it at once. */
  async function turn(bulk: RunningBulkReplay): Promise<boolean> {
    const page = await bulkReplays.next(bulk, PAGE)
    if (page.length === 0) {
      await bulkReplays.finish(bulk, { status: 'done', at: now() })
      return false
    }
    const may = await withRoom(page)
    const last = may.at(-1)
    if (!last) return false
    const refusals: ErrorData[] = []
    const waiting = may.values()
    const replayNext = async () => {
      for (const exception of waiting) {
        const refusal = await replayOne(bulk, exception)
        if (refusal) refusals.push(refusal)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, replayNext))
    const lastRefusal = refusals.at(-1)
    const goesOn = await bulkReplays.advance(bulk, { cursor: last, refused: refusals.length, ...(lastRefusal && { lastRefusal }) })
    return goesOn && may.length === page.length
  }

  /** As many of the oldest as their flows have room for. */
  async function withRoom(page: readonly ExceptionRecord[]): Promise<readonly ExceptionRecord[]> {
    const room = new Map<string, number>()
    for (const [index, { clientId, flowId, environment }] of page.entries()) {
      const key = `${flowId} ${environment}`
      const left = room.get(key) ?? MOST_OPEN - (await options.backlog(clientId, flowId, environment, MOST_OPEN))
      if (left <= 0) return page.slice(0, index)
      room.set(key, left - 1)
    }
    return page
  }

  /** Why it could not be replayed. What somebody dealt with meanwhile is nobody's refusal; what the store could not do is tried again. */
  async function replayOne({ id, version, note, requestedBy }: BulkReplay, exception: ExceptionRecord): Promise<ErrorData | undefined> {
    try {
      await replay(exception, { version, requestedBy, bulkId: id, ...(note !== undefined && { note }) }, engine.replay)
      return undefined
    } catch (error) {
      if (!hasErrorCode(error) || error.code === 'store-failed') throw error
      const seen = await runs.exception(exception.clientId, exception.id)
      return seen?.status === 'open' ? toErrorData(error) : undefined
    }
  }

  /** Carries out what is started, job by job and page by page in turns, until nothing more can be done at once. */
  async function look(): Promise<void> {
    if ((await bulkReplays.running()).length === 0) return
    await options.alone('bulk-replays', 'skip', async () => {
      let jobs = await bulkReplays.running()
      while (jobs.length > 0 && !isStopping) {
        const going = new Set<string>()
        for (const job of jobs) {
          if (isStopping) return
          const goesOn = await turn(job).catch((error: unknown) => {
            log.error({ err: toErrorData(error), bulkId: job.id }, 'a bulk replay was interrupted and is tried again')
            return false
          })
          if (goesOn) going.add(job.id)
        }
        jobs = (await bulkReplays.running()).filter(({ id }) => going.has(id))
      }
    })
  }

  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: toErrorData(error) }, 'looking for bulk replays failed'))

  return {
    look,
    start: looking.start,
    stop() {
      isStopping = true
      return looking.stop()
    },
    causes: (clientId, filter) => bulkReplays.causes(clientId, filter, MOST_CAUSES),
    preview,
    async begin(by, clientId, { version, note, ...asked }) {
      const filter = filterOf(asked)
      const { replayed: total } = await preview(clientId, filter, version)
      if (total === 0)
        throw new AppError('conflict', {
          message: 'Nothing that is open would be replayed by this.',
          fix: 'Reload the exception desk, and look at the preview for the reasons.',
        })
      const at = now()
      const bulk: BulkReplay = {
        id: newId('bulk', at.getTime()),
        clientId,
        filter,
        version,
        ...(note !== undefined && { note }),
        status: 'running',
        total,
        replayed: 0,
        refused: 0,
        requestedBy: by.actor,
        createdAt: at.toISOString(),
      }
      await bulkReplays.create(bulk)
      await audit.record(by, { action: 'exception.bulk-replay', target: bulk.id, clientId, details: { ...filter, version, total } })
      return bulk
    },
    list: (clientId) => bulkReplays.list(clientId, LISTED),
    get,
    async halt(by, clientId, bulkId) {
      const bulk = await get(clientId, bulkId)
      if (!(await bulkReplays.finish(bulk, { status: 'stopped', at: now(), by: by.actor })))
        throw new AppError('conflict', { message: 'This bulk replay has ended already.', fix: 'Reload the exception desk.' })
      const stopped = await get(clientId, bulkId)
      const { total, replayed, refused } = stopped
      await audit.record(by, { action: 'exception.bulk-replay-stop', target: bulkId, clientId, details: { total, replayed, refused } })
      return stopped
    },
  }
}

/** `flow` and `node` in requests are ids. */
export const filterOf = ({ flow, environment, node, code, table, key }: AskedFilter): ExceptionFilter => ({
  ...(flow !== undefined && { flowId: flow }),
  ...(environment !== undefined && { environment }),
  ...(node !== undefined && { nodeId: node }),
  ...(code !== undefined && { code }),
  ...(table !== undefined && { lookupTable: table }),
  ...(key !== undefined && { lookupKey: key }),
})

/** What a replay sends again where it begins at a call. */
function callOf(document: FlowDocument | undefined, nodeId: string): Pick<BulkReplayPreview['causes'][number], 'call'> {
  const node = document?.nodes[nodeId]
  if (node?.kind !== 'call') return {}
  const connector = document?.slots[node.config.slot]?.connector
  return connector === undefined ? {} : { call: { connector, action: node.config.action } }
}
