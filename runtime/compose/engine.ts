// The engine, with the sandbox that evaluates and the keeper that watches over its store.
import { availableParallelism } from 'node:os'
import { validate } from '#connectors/kit/validate.ts'
import { createEngine } from '../engine/engine.ts'
import type { Caller, Journal } from '../engine/ports.ts'
import { createKeeper } from '../keeping/keeper.ts'
import { pausedWhile } from '../keeping/pausing.ts'
import { createSandbox } from '../sandbox/create.ts'
import { createTopicSource } from '../topics/topics.ts'
import { createCallbackAddresses } from '../webhooks/callbacks.ts'
import type { Connections } from './connections.ts'
import type { Ground } from './ground.ts'
import type { Reading } from './reading.ts'

/** Wraps the journal and the caller: crash tests end the process at a chosen write or call. */
export interface Around {
  readonly journal?: (journal: Journal) => Journal
  readonly caller?: (caller: Caller) => Caller
}

export type Running = Awaited<ReturnType<typeof composeEngine>>

export async function composeEngine(ground: Ground, { connectors, caller }: Connections, { source, tables }: Reading, around: Around) {
  const { config, log, store, now, signals, works } = ground
  // One core is left to this process; more workers come by themselves while those are held up.
  // Where no runs are taken, only previews and test runs are evaluated.
  const mappingWorkers = works ? Math.min(4, Math.max(1, availableParallelism() - 1)) : 1
  const sandbox = createSandbox({ mappingWorkers, log: (level, message, fields) => log[level](fields, message) })
  const keeper = createKeeper({
    store: store.keeping,
    blobs: store.blobs,
    alone: store.alone,
    clients: ground.allClients,
    now,
    log,
    minFreeBytes: config.minFreeBytes,
  })
  const restoredAt = await store.keeping.restoredAt()
  const engine = createEngine({
    ...(config.runsAtOnce !== undefined && { concurrency: config.runsAtOnce }),
    ...(config.runsPerClient !== undefined && { perClient: config.runsPerClient }),
    ...(config.runsPerFlow !== undefined && { perFlow: config.runsPerFlow }),
    journal: pausedWhile(keeper.isDiskLow, around.journal?.(store.journal) ?? store.journal),
    flows: source,
    topics: createTopicSource(store.topics),
    tables,
    caller: around.caller?.(caller) ?? caller,
    catalog: {
      find(connector, id) {
        const action = connectors.find((c) => c.id === connector)?.actions.find((a) => a.id === id)
        return action && { safety: action.safety, example: action.example, check: (input) => validate(action.input, input) }
      },
    },
    sandbox,
    callbackAddress: createCallbackAddresses({ installationKey: ground.installationKey, baseUrl: ground.baseUrl }),
    ...(restoredAt && { restoredAt }),
    log,
    now,
    works,
    ...(signals && { signals }),
  })
  return { engine, sandbox, keeper }
}
