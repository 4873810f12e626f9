// What begins runs, and goes on with them, without anybody asking: webhooks, schedules, lists and files, windows, bulk replays.
import { newId } from '#shared/ids.ts'
import type { Audit } from '../audit/audit.ts'
import { createPollBindings } from '../connections/poll-bindings.ts'
import { createBulkReplays } from '../exceptions/bulk-replays.ts'
import { createDropFolder } from '../feeds/drop-folder.ts'
import { createFiles } from '../feeds/files.ts'
import { createPollRegistry, type PollRegistry } from '../feeds/poll-registry.ts'
import { createFeedReader } from '../feeds/reader.ts'
import type { HookRegistry } from '../flows/ports.ts'
import { createScheduler } from '../scheduler/scheduler.ts'
import { createClientRemoval } from '../tenancy/client-removal.ts'
import { createTopicSweeper } from '../topics/topics.ts'
import { takeDelivery } from '../webhooks/intake.ts'
import { createHookRegistry } from '../webhooks/registry.ts'
import { createSubscriptionWatch } from '../webhooks/watch.ts'
import { createWindows } from '../windows/windows.ts'
import type { Connections } from './connections.ts'
import type { Running } from './engine.ts'
import type { Ground } from './ground.ts'
import type { Telling } from './notifications.ts'
import type { Reading } from './reading.ts'

export type Beginnings = ReturnType<typeof composeBeginnings>

interface Parts {
  readonly audit: Audit
  readonly notifier: Telling['notifier']
  readonly connections: Connections
  readonly reading: Reading
  readonly running: Running
}

export function composeBeginnings(ground: Ground, { audit, notifier, connections, reading, running }: Parts) {
  const { config, log, store, now, baseUrl, allClients } = ground
  const { vault, opener, bindings } = connections
  const { source, flows } = reading
  const { engine, keeper } = running
  const registry = createHookRegistry({
    hooks: store.hooks,
    topics: store.topics,
    flows,
    tenancy: store.tenancy,
    bindings,
    baseUrl,
    now,
    log,
  })
  const topicSweeper = createTopicSweeper({ topics: store.topics, log, now })
  const bulkReplays = createBulkReplays({
    bulkReplays: store.bulkReplays,
    runs: store.runs,
    flows,
    backlog: store.feeds.backlog,
    engine,
    alone: store.alone,
    audit,
    log,
    now,
  })
  const windows = createWindows({ windows: store.windows, flows, audit, log, nudge: engine.nudge, now })
  const feedReader = createFeedReader({
    feeds: store.feeds,
    flows,
    source,
    bindings: createPollBindings({ opener }),
    acceptPage: engine.acceptPage,
    log,
    now,
    owner: newId('evt'),
  })
  const files = createFiles({ feeds: store.feeds, flows, source, now, nudge: feedReader.nudge })
  const dropFolder = createDropFolder({ dataDir: config.dataDir, files, log, now })
  const polls = createPollRegistry({ feeds: store.feeds, flows, folder: dropFolder, nudge: feedReader.nudge, now })
  const starts = joinRegistries(registry, polls)
  const clientRemoval = createClientRemoval({
    store,
    hooks: starts,
    engine,
    forget(clientId, connectionIds) {
      vault.forget(clientId)
      for (const id of connectionIds) opener.forget(id)
    },
    audit,
    log,
    now,
  })
  const watch = createSubscriptionWatch({
    hooks: store.hooks,
    flows,
    bindings,
    accept: engine.accept,
    clients: allClients,
    alone: store.alone,
    baseUrl,
    now,
    log,
  })
  const scheduler = createScheduler({ hooks: store.hooks, flows, runs: store.runs, accept: engine.accept, now, log })
  const working = [keeper, scheduler, dropFolder, feedReader, windows, bulkReplays, clientRemoval, topicSweeper, notifier]

  return {
    hooks: {
      ...starts,
      intake: (token: string, delivery: Parameters<typeof takeDelivery>[2]) =>
        takeDelivery({ hooks: store.hooks, flows, source, bindings, engine, now }, token, delivery),
    },
    windows,
    bulkReplays,
    files,
    dropFolder,
    clientRemoval,
    watch,
    start() {
      for (const part of working) part.start()
    },
    async stop() {
      await watch.stop()
      for (const part of working) await part.stop()
    },
  }
}

/** What a deployment starts by: webhooks and schedules, and what is read page by page. */
function joinRegistries<R extends Pick<HookRegistry, 'deploy' | 'undeploy'>>(registry: R, polls: PollRegistry): R {
  return {
    ...registry,
    async deploy(deployment) {
      await polls.deploy(deployment)
      return registry.deploy(deployment)
    },
    async undeploy(clientId, flowId, environment) {
      await polls.undeploy(clientId, flowId, environment)
      await registry.undeploy(clientId, flowId, environment)
    },
  }
}
