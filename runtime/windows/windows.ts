// Windows of aggregate and join steps: look, close by hand, and close those whose time has come.
import type { Logger } from 'pino'
import { AppError, toErrorData } from '#shared/errors.ts'
import { lookEvery } from '#shared/looking.ts'
import type { CollectedWindow, WindowClosing, WindowRecord } from '#shared/model/windows.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { FlowStore, Page, WindowQuery, WindowStore } from '../store/ports.ts'

export interface Windows {
  list(clientId: string, query: WindowQuery): Promise<Page<CollectedWindow>>
  /** Throws `not-found`. */
  get(clientId: string, windowId: string): Promise<CollectedWindow>
  /** In the order in which they were added. Throws `not-found`. */
  records(clientId: string, windowId: string, page: { readonly after: number; readonly limit: number }): Promise<readonly WindowRecord[]>
  /** Throws `conflict` when it is closed already. */
  close(by: Actor, clientId: string, windowId: string): Promise<CollectedWindow>
}

export interface WindowsOptions {
  readonly windows: WindowStore
  readonly flows: Pick<FlowStore, 'activeDeployment' | 'version'>
  readonly audit: Audit
  readonly log: Logger
  /** A run has begun. */
  readonly nudge: () => void
  readonly now: () => Date
}

const LOOK_EVERY_MS = 1_000
/** Closed in one look; the rest follows in the next. Each is a commit of its own. */
const AT_ONCE = 200

export function createWindows(options: WindowsOptions): Windows & { look(): Promise<void>; start(): void; stop(): Promise<void> } {
  const { windows, flows, audit, log, nudge, now } = options

  /** What is deployed now, where it still has the step; else the newest version that added to the window. */
  async function goesOnWith({ clientId, flowId, environment, nodeId, version: added }: CollectedWindow) {
    const deployed = (await flows.activeDeployment(clientId, flowId, environment))?.version ?? added
    const document = (await flows.version(clientId, flowId, deployed))?.document
    const isThere = deployed === added || (document && Object.hasOwn(document.nodes, nodeId))
    const used = isThere ? document : (await flows.version(clientId, flowId, added))?.document
    return { version: isThere ? deployed : added, ordered: used?.lane !== undefined }
  }

  async function closeAs(window: CollectedWindow, by: WindowClosing): Promise<boolean> {
    const { clientId, id, opening } = window
    const runId = await windows.close(clientId, id, { by, opening, ...(await goesOnWith(window)), at: now() })
    if (runId !== undefined) nudge()
    return runId !== undefined
  }

  /** Closes what is due; any number of processes may look. One window's failure leaves the others alone. */
  async function look(): Promise<void> {
    for (const window of await windows.due(now(), AT_ONCE)) {
      await closeAs(window, window.closesBy ?? 'time').catch((error: unknown) =>
        log.error({ err: toErrorData(error), windowId: window.id }, 'a window could not be closed'),
      )
    }
  }

  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: toErrorData(error) }, 'looking for windows to close failed'))

  const get = async (clientId: string, windowId: string) => {
    const window = await windows.get(clientId, windowId)
    if (!window) throw new AppError('not-found')
    return window
  }

  return {
    look,
    start: looking.start,
    stop: looking.stop,
    list: (clientId, query) => windows.list(clientId, query),
    get,
    records: async (clientId, windowId, page) => {
      await get(clientId, windowId)
      return windows.records(clientId, windowId, page)
    },
    async close(by, clientId, windowId) {
      const window = await get(clientId, windowId)
      if (window.status === 'closed' || !(await closeAs(window, 'hand')))
        throw new AppError('conflict', { message: 'This collection has gone on already.', fix: 'Look at the run that it began.' })
      await audit.record(by, { action: 'window.close', target: windowId, clientId, details: { key: window.key, count: window.count } })
      return get(clientId, windowId)
    },
  }
}
