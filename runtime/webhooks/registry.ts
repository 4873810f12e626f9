// Hooks, vendor subscriptions and schedules of deployments. A flow keeps its address in an environment for as long as its trigger is the same,
// so that a new version changes nothing at the vendor.
import type { Logger } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection, Hook } from '#shared/model/connections.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { listensTo } from '#shared/flow/listens-to.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { nextTick } from '#shared/flow/ticks.ts'
import type { FlowStore, HookStore, TenancyStore, TopicStore } from '../store/ports.ts'
import type { TriggerBindings } from './ports.ts'

export interface RegistryOptions {
  readonly hooks: HookStore
  readonly topics: TopicStore
  readonly flows: FlowStore
  readonly tenancy: TenancyStore
  readonly bindings: TriggerBindings
  /** Public address without a trailing slash. */
  readonly baseUrl: () => string
  readonly now: () => Date
  readonly log: Logger
}

export function createHookRegistry(options: RegistryOptions) {
  const { hooks, topics, flows, bindings, now, log } = options
  const address = (hook: Hook) => `${options.baseUrl()}/hooks/${hook.token}`

  async function describe(hook: Hook, showSecret: boolean): Promise<HookDescriptor> {
    const [binding, client, flow] = await Promise.all([
      bindings.bind(hook.clientId, hook.connectionId, hook.event).catch(() => undefined),
      options.tenancy.clientById(hook.clientId),
      flows.get(hook.clientId, hook.flowId),
    ])
    const secret = showSecret ? binding?.signingSecret() : undefined
    return {
      id: hook.id,
      client: client?.slug ?? hook.clientId,
      environment: hook.environment,
      flow: flow?.name ?? hook.flowId,
      connector: hook.connector,
      event: binding?.trigger.vendorEvent ?? hook.event,
      shop: binding ? accountOf(binding.connection) : '',
      url: address(hook),
      ...(secret !== undefined && { secret }),
      ...(hook.restoredAt !== undefined && { restoredAt: hook.restoredAt }),
      ...(hook.recovered !== undefined && { recovered: hook.recovered }),
      ...(hook.expiresAt !== undefined && { expiresAt: hook.expiresAt }),
      ...(hook.failing && { failing: hook.failing }),
    }
  }

  /** Asks the vendor to deliver to our address; repeating it registers nothing twice. */
  async function subscribe(hook: Hook): Promise<Hook> {
    const binding = await bindings.bind(hook.clientId, hook.connectionId, hook.event)
    if (!binding.trigger.subscribe) return hook
    const { subscriptionId, expiresAt } = await binding.trigger.subscribe(address(hook), await binding.context())
    return { ...hook, subscriptionId, address: address(hook), ...(expiresAt !== undefined && { expiresAt }) }
  }

  async function unsubscribe(hook: Hook): Promise<void> {
    if (hook.subscriptionId === undefined) return
    try {
      const binding = await bindings.bind(hook.clientId, hook.connectionId, hook.event)
      await binding.trigger.unsubscribe?.(hook.subscriptionId, await binding.context())
    } catch (error) {
      // Ours is inactive all the same; a vendor that still sends is told 410.
      log.warn({ err: toErrorData(error), hookId: hook.id }, 'the vendor kept a webhook subscription')
    }
  }

  async function deployWebhook(deployment: Deployment, document: FlowDocument): Promise<Hook | undefined> {
    const existing = await hooks.byFlow(deployment.clientId, deployment.flowId, deployment.environment)
    const trigger = Object.values(document.nodes).find((node) => node.kind === 'trigger')
    const config = trigger?.kind === 'trigger' && trigger.config.type === 'webhook' ? trigger.config : undefined
    const connector = config && document.slots[config.slot]?.connector
    const connectionId = config && deployment.slots[config.slot]
    const kept = existing.find((hook) => config && hook.connector === connector && hook.event === config.event)
    for (const hook of existing) {
      if (hook === kept || !hook.active) continue
      await hooks.put({ ...hook, active: false })
      await unsubscribe(hook)
    }
    if (!config || connector === undefined || connectionId === undefined) return undefined
    if (kept && kept.connectionId !== connectionId) await unsubscribe(kept)
    const hook: Hook = {
      id: kept?.id ?? newId('hook'),
      clientId: deployment.clientId,
      flowId: deployment.flowId,
      environment: deployment.environment,
      connectionId,
      connector,
      event: config.event,
      token: kept?.token ?? newToken(),
      active: true,
      createdAt: kept?.createdAt ?? now().toISOString(),
      ...(kept?.subscriptionId !== undefined && kept.connectionId === connectionId && { subscriptionId: kept.subscriptionId }),
      // What happened while nobody listened is nothing that was missed.
      sweptAt: kept?.active === true && kept.connectionId === connectionId ? (kept.sweptAt ?? kept.createdAt) : now().toISOString(),
    }
    // Stored first: a vendor may deliver the moment it is subscribed.
    await hooks.put(hook)
    const subscribed = await subscribe(hook)
    if (subscribed !== hook) await hooks.put(subscribed)
    return subscribed
  }

  async function deploySchedule(deployment: Deployment, document: FlowDocument): Promise<void> {
    const trigger = Object.values(document.nodes).find((node) => node.kind === 'trigger')
    const config = trigger?.kind === 'trigger' && trigger.config.type === 'schedule' ? trigger.config : undefined
    const existing = (await hooks.schedules(deployment.clientId)).find(
      (s) => s.flowId === deployment.flowId && s.environment === deployment.environment,
    )
    if (!config) {
      if (existing?.active) await hooks.putSchedule({ ...existing, active: false, nextAt: null })
      return
    }
    await hooks.putSchedule({
      // One for each flow and environment, also when two people deploy at the same moment.
      id: existing?.id ?? `sched_${deployment.flowId.replace(/^flow_/, '')}_${deployment.environment}`,
      clientId: deployment.clientId,
      flowId: deployment.flowId,
      environment: deployment.environment,
      cron: config.cron,
      timeZone: config.timeZone,
      input: config.input ?? null,
      catchUp: config.catchUp ?? 'last',
      overlap: config.overlap ?? 'queue',
      // From now on: a new or changed schedule makes no runs for the past. The store keeps an unchanged one's next time.
      nextAt: nextTick(config.cron, config.timeZone, now()),
      active: true,
    })
  }

  /** Makes a flow listen to its topic as its deployed version says. */
  async function deployListener({ clientId, flowId, environment }: Deployment, document: FlowDocument): Promise<void> {
    const listens = listensTo(document)
    if (listens) await topics.subscribe({ clientId, flowId, environment, ...listens })
    else await topics.unsubscribe(clientId, flowId, environment)
  }

  return {
    async list(clientId: string, showSecret: boolean): Promise<readonly HookDescriptor[]> {
      const active = (await hooks.list(clientId)).filter((hook) => hook.active)
      return Promise.all(active.map((hook) => describe(hook, showSecret)))
    },

    async deploy(deployment: Deployment): Promise<readonly HookDescriptor[]> {
      const version = await flows.version(deployment.clientId, deployment.flowId, deployment.version)
      if (!version) return []
      await deploySchedule(deployment, version.document)
      await deployListener(deployment, version.document)
      const hook = await deployWebhook(deployment, version.document)
      return hook ? [await describe(hook, false)] : []
    },

    async undeploy(clientId: string, flowId: string, environment: Environment): Promise<void> {
      await topics.unsubscribe(clientId, flowId, environment)
      for (const hook of await hooks.byFlow(clientId, flowId, environment)) {
        if (!hook.active) continue
        await hooks.put({ ...hook, active: false })
        await unsubscribe(hook)
      }
      for (const schedule of await hooks.schedules(clientId)) {
        if (schedule.flowId === flowId && schedule.environment === environment)
          await hooks.putSchedule({ ...schedule, active: false, nextAt: null })
      }
    },
  }
}

/** The shop, database or host that a connection belongs to, as its settings name it. */
function accountOf({ config, name }: Connection): string {
  const account = config['shop'] ?? config['database'] ?? config['baseUrl']
  return typeof account === 'string' ? account : name
}

/** 192 random bits: an address nobody can guess. */
function newToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
}
