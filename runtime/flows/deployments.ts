// Which version runs in which environment, and over which connections. Deploying an older version is how one rolls back.
import type { DeployFlow, Deployed } from '#shared/api/contract.ts'
import { isPublishable } from '#shared/flow/check.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Deployment } from '#shared/model/flows.ts'
import type { ConnectionStore, FlowStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { CheckSystems } from './check-systems.ts'
import type { CheckDocument } from './documents.ts'
import { mustGetFlow } from './flows.ts'
import type { HookRegistry } from './ports.ts'

export interface Deployments {
  /** Newest first, those of the past included. */
  list(clientId: string, flowId: string): Promise<readonly Deployment[]>
  /**
   * Throws `slot-unbound` (issues name the slots), `lookup-table-missing` when the environment lacks a table the flow reads, `flow-invalid`, or the vendor's
   * error when its webhook could not be registered: the version is deployed then, and deploying again finishes it.
   */
  deploy(by: Actor, clientId: string, flowId: string, body: DeployFlow): Promise<Deployed>
  /** Throws `not-deployed`. */
  stop(by: Actor, clientId: string, flowId: string, environment: Environment): Promise<void>
}

export function createDeployments(options: {
  readonly flows: FlowStore
  readonly connections: Pick<ConnectionStore, 'get'>
  readonly hooks: HookRegistry
  readonly check: CheckDocument
  readonly checkSystems: CheckSystems
  readonly audit: Audit
  readonly clock?: () => Date
}): Deployments {
  const { flows, connections, hooks, check, checkSystems, audit } = options
  const clock = options.clock ?? (() => new Date())

  const slotIssues = async (clientId: string, document: FlowDocument, { environment, slots }: DeployFlow): Promise<readonly Issue[]> => {
    const issues: Issue[] = []
    for (const [slot, { connector, label }] of Object.entries(document.slots)) {
      const id = slots[slot]
      const connection = id === undefined ? undefined : await connections.get(clientId, id)
      const complain = (message: string) => issues.push({ path: `/slots/${slot}`, code: 'slot-unbound', message })
      if (!connection) complain(`"${label}" needs a ${connector} connection.`)
      else if (connection.connector !== connector)
        complain(`"${label}" needs a ${connector} connection; "${connection.name}" is ${connection.connector}.`)
      else if (connection.environment !== environment)
        complain(`"${connection.name}" is a connection of ${connection.environment}, not of ${environment}.`)
    }
    for (const slot of Object.keys(slots)) {
      if (!Object.hasOwn(document.slots, slot)) {
        issues.push({
          path: `/slots/${slot}`,
          code: 'slot-unknown',
          ...spoken(say`The flow has no slot named "${slot}".`, 'Leave it out.'),
        })
      }
    }
    return issues
  }

  return {
    list: async (clientId, flowId) => {
      await mustGetFlow(flows, clientId, flowId)
      return flows.deployments(clientId, flowId)
    },
    deploy: async (by, clientId, flowId, body) => {
      await mustGetFlow(flows, clientId, flowId)
      const version = await flows.version(clientId, flowId, body.version)
      if (!version) throw new AppError('not-found', { message: say`This flow has no version ${body.version}.` })
      const unbound = await slotIssues(clientId, version.document, body)
      if (unbound.length > 0)
        throw new AppError('slot-unbound', { message: unbound.map(({ message }) => message).join(' '), issues: unbound })
      const issues = await check(clientId, version.document, { environment: body.environment, flowId })
      if (!isPublishable(issues)) throw new AppError('flow-invalid', { issues })
      const told = await checkSystems(clientId, version.document, { flowId, slots: body.slots })
      if (!isPublishable(told)) throw new AppError('flow-invalid', { issues: told })
      refuseMissingTables(issues, body.environment)
      const at = clock()
      const deployment: Deployment = {
        id: newId('dep', at.getTime()),
        clientId,
        flowId,
        environment: body.environment,
        version: body.version,
        slots: body.slots,
        active: true,
        createdAt: at.toISOString(),
        createdBy: by.actor,
      }
      await flows.deploy(deployment)
      await audit.record(by, {
        action: 'flow.deploy',
        target: flowId,
        clientId,
        details: { environment: body.environment, version: body.version, slots: body.slots },
      })
      // After the deployment is stored: a vendor delivers the moment it is subscribed.
      return { deployment, hooks: await hooks.deploy(deployment), unchecked: told }
    },
    stop: async (by, clientId, flowId, environment) => {
      await mustGetFlow(flows, clientId, flowId)
      const wasDeployed = await flows.undeploy(clientId, flowId, environment)
      // Also when it was stopped before: finishes a stop that was interrupted half-way.
      await hooks.undeploy(clientId, flowId, environment)
      if (!wasDeployed) throw new AppError('not-deployed')
      await audit.record(by, { action: 'flow.undeploy', target: flowId, clientId, details: { environment } })
    },
  }
}

/** A warning while one designs, because another environment may have the table; here every record would stop at it. */
function refuseMissingTables(issues: readonly Issue[], environment: Environment): void {
  const missing = issues.filter(({ code }) => code === 'table-unknown')
  if (missing.length === 0) return
  throw new AppError('lookup-table-missing', {
    message: missing.map(({ message }) => message).join(' '),
    fix: say`Create the lookup tables in ${environment} first, or correct their names in the flow.`,
    issues: missing,
  })
}
