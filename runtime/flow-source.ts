// Published versions and their connections for the engine. Versions never change and are kept; deployments are asked for anew after each change.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowSource } from './engine/ports.ts'
import type { FlowStore } from './store/ports.ts'

const MAX_CACHED = 500

/** Connections of the deployment that was active when it was asked for. A run of a newer version knows that there is a newer one. */
interface Bound {
  readonly slots: Readonly<Record<string, string>>
  readonly version: number
  readonly until: number
}

/** `keepMs`: how long what is deployed is believed, for others may deploy. */
export function createFlowSource(flows: FlowStore, keepMs = Infinity): { readonly source: FlowSource; readonly flows: FlowStore } {
  const documents = new Map<string, FlowDocument>()
  const slots = new Map<string, Bound>()
  const slotKey = (clientId: string, flowId: string, environment: Environment) => `${clientId} ${flowId} ${environment}`
  const remember = <T>(cache: Map<string, T>, key: string, value: T): T => {
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? key)
    cache.set(key, value)
    return value
  }

  async function documentOf(clientId: string, flowId: string, version: number): Promise<FlowDocument> {
    const key = `${clientId} ${flowId} ${version}`
    const known = documents.get(key)
    if (known) return known
    const stored = await flows.version(clientId, flowId, version)
    if (!stored) throw new AppError('not-found', { message: say`Version ${version} of this flow does not exist any more.` })
    return remember(documents, key, stored.document)
  }

  return {
    source: {
      async deployed(clientId, flowId, environment) {
        const version = (await flows.activeDeployment(clientId, flowId, environment))?.version
        return version === undefined ? undefined : documentOf(clientId, flowId, version)
      },
      async load(clientId, flowId, environment, version) {
        const document = await documentOf(clientId, flowId, version)
        const key = slotKey(clientId, flowId, environment)
        let bound = slots.get(key)
        if (!bound || bound.version < version || bound.until < performance.now()) {
          const active = await flows.activeDeployment(clientId, flowId, environment)
          bound = remember(slots, key, {
            slots: active?.slots ?? {},
            version: active?.version ?? version,
            until: performance.now() + keepMs,
          })
        }
        return { document, version, slots: bound.slots }
      },
    },
    /** The same store, whose deployments are seen by the engine at once. */
    flows: {
      ...flows,
      async deploy(deployment) {
        await flows.deploy(deployment)
        slots.delete(slotKey(deployment.clientId, deployment.flowId, deployment.environment))
      },
      async undeploy(clientId, flowId, environment) {
        const wasDeployed = await flows.undeploy(clientId, flowId, environment)
        slots.delete(slotKey(clientId, flowId, environment))
        return wasDeployed
      },
    },
  }
}
