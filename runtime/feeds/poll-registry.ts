// Polls of deployments: a flow has one in each environment, and keeps how far it was read for as long as it reads the same.
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Deployment } from '#shared/model/flows.ts'
import type { FlowStore } from '../store/ports.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import type { DropFolder } from './drop-folder.ts'

export interface PollRegistry {
  deploy(deployment: Deployment): Promise<void>
  undeploy(clientId: string, flowId: string, environment: Environment): Promise<void>
}

export function createPollRegistry({
  feeds,
  flows,
  folder,
  nudge,
  now,
}: {
  readonly feeds: FeedStore
  readonly flows: Pick<FlowStore, 'version'>
  readonly folder: Pick<DropFolder, 'prepare'>
  /** There may be something to read. */
  readonly nudge: () => void
  readonly now: () => Date
}): PollRegistry {
  return {
    async deploy(deployment) {
      const { clientId, flowId, environment, slots } = deployment
      const version = await flows.version(clientId, flowId, deployment.version)
      const trigger = Object.values(version?.document.nodes ?? {}).find((node) => node.kind === 'trigger')
      if (trigger?.kind === 'trigger' && trigger.config.type === 'file') await folder.prepare(clientId, flowId, environment)
      if (trigger?.kind !== 'trigger' || trigger.config.type !== 'poll') return feeds.stopPoll(clientId, flowId, environment)
      const { slot, event, options = {}, from = 'now' } = trigger.config
      const at = now().toISOString()
      await feeds.putPoll({
        id: newId('feed'),
        clientId,
        flowId,
        environment,
        kind: 'poll',
        name: trigger.label,
        // Another connection, list or setting is another thing to read; how often and in which pages is not.
        source: JSON.stringify([slots[slot], event, options, from]),
        status: 'active',
        nextAt: at,
        failures: 0,
        records: 0,
        rejected: 0,
        size: 0,
        createdAt: at,
      })
      nudge()
    },
    undeploy: (clientId, flowId, environment) => feeds.stopPoll(clientId, flowId, environment),
  }
}
