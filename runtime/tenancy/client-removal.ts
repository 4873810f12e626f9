// Deletes a client: at once it is there for nobody, its addresses answer 404, its runs end and its secrets are destroyed; then its rows go page by
// page, so that nobody else waits for it. A process that dies in between leaves the rest to the next look.
import type { Logger } from 'pino'
import type { DeleteClient } from '#shared/api/contract.ts'
import { AppError, toErrorData } from '#shared/errors.ts'
import { lookEvery, type Looking } from '#shared/looking.ts'
import { ENVIRONMENTS, type Client } from '#shared/model/accounts.ts'
import { DEFAULT_RETENTION } from '#shared/model/retention.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Engine, HookRegistry } from '../flows/ports.ts'
import type { Store } from '../store/ports.ts'

export interface ClientRemoval {
  /** Throws `invalid-request` when the name is not the client's. Resolves when it is closed; its rows follow. */
  remove(by: Actor, client: Client, body: DeleteClient): Promise<void>
}

export interface ClientRemovalOptions {
  readonly store: Pick<Store, 'tenancy' | 'flows' | 'runs' | 'connections' | 'keeping' | 'alone'>
  readonly hooks: Pick<HookRegistry, 'undeploy'>
  readonly engine: Pick<Engine, 'cancel'>
  /** What is kept in memory of its connections and keys. */
  readonly forget: (clientId: string, connectionIds: readonly string[]) => void
  readonly audit: Audit
  readonly log: Logger
  readonly now: () => Date
}

const LOOK_EVERY_MS = 2_000
/** Vendors are asked to take their webhooks back; one that does not answer must not hold the deletion up. */
const VENDORS_MS = 10_000
/** Between two pages: others write meanwhile. */
const PAUSE_MS = 10
const UNENDED = ['running', 'queued', 'waiting'] as const
const RUNS_AT_ONCE = 200

export function createClientRemoval(options: ClientRemovalOptions): ClientRemoval & Looking & { look(): Promise<void> } {
  const { store, audit, log, now } = options
  const { tenancy, keeping } = store
  const stopping = new AbortController()

  async function takeBackWebhooks(clientId: string): Promise<void> {
    const flows = await store.flows.list(clientId)
    const deployed = flows.flatMap(({ id }) => ENVIRONMENTS.map((environment) => ({ id, environment })))
    const all = Promise.allSettled(deployed.map(({ id, environment }) => options.hooks.undeploy(clientId, id, environment)))
    await Promise.race([all, pause(VENDORS_MS)])
  }

  /** Ends what runs in this process at once; what another one has in hand loses its lease with its row. */
  async function endRuns(clientId: string): Promise<void> {
    for (const status of UNENDED) {
      const { items } = await store.runs.list(clientId, { status, limit: RUNS_AT_ONCE })
      await Promise.all(items.map(({ id }) => options.engine.cancel(clientId, id)))
    }
  }

  async function removeRows(clientId: string): Promise<void> {
    const at = now()
    let goesOn = true
    while (goesOn && !stopping.signal.aborted) {
      let after: string | undefined
      do {
        const request = { retention: DEFAULT_RETENTION, now: at, all: true, ...(after !== undefined && { after }) }
        after = (await keeping.removeRuns(clientId, request)).next
        await pause(PAUSE_MS)
      } while (after !== undefined && !stopping.signal.aborted)
      if (stopping.signal.aborted) return
      goesOn = await tenancy.removeClientPage(clientId)
      await pause(PAUSE_MS)
    }
    if (!goesOn) log.info({ clientId }, 'a deleted client is gone')
  }

  async function look(): Promise<void> {
    if ((await tenancy.closedClients()).length === 0) return
    await store.alone('client-removal', 'skip', async () => {
      for (const clientId of await tenancy.closedClients()) {
        if (stopping.signal.aborted) return
        await removeRows(clientId).catch((error: unknown) =>
          log.error({ err: toErrorData(error), clientId }, 'removing a deleted client was interrupted and is tried again'),
        )
      }
    })
  }

  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: toErrorData(error) }, 'looking for deleted clients failed'))

  return {
    look,
    start: looking.start,
    stop() {
      stopping.abort()
      return looking.stop()
    },
    async remove(by, { id, partnerId, name, slug }, body) {
      if (body.name !== name) {
        const message = `Type the client's name as it is: ${name}.`
        throw new AppError('invalid-request', { message, issues: [{ path: '/name', code: 'invalid-request', message }] })
      }
      await takeBackWebhooks(id)
      const connections = await store.connections.list(id)
      if (!(await tenancy.closeClient(id, now()))) throw new AppError('not-found')
      options.forget(
        id,
        connections.map((connection) => connection.id),
      )
      // What somebody did to a client that is no more stays in the partner's log.
      await audit.record(by, { action: 'client.delete', target: id, clientId: id, details: { name, slug } })
      await endRuns(id)
      for (const membership of await tenancy.members(partnerId)) {
        if (membership.clientIds?.includes(id))
          await tenancy.putMembership({ ...membership, clientIds: membership.clientIds.filter((other) => other !== id) })
      }
    },
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
