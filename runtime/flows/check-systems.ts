// What only the connected system knows of a flow's steps, such as the fields that its GraphQL API has: asked before a version is published or deployed,
// so that a mistake does not wait for the first record. A system that does not answer holds nobody up; that it could not be asked is said.
import { toErrorData, type Issue } from '#shared/errors.ts'
import { askedPart, placeOfFixed, type AskedPart } from '#shared/flow/asked-part.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { pointer } from '#shared/flow/pointer.ts'
import { say, spoken, type Words } from '#shared/sentence.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { ConnectionStore, FlowStore } from '../store/ports.ts'
import type { SystemFields } from '../connections/system-fields.ts'
import type { ConnectorCatalog } from './ports.ts'

/**
 * `slots`: the connections that a deployment is to have; else those that the flow's deployments have, test before live. Another connection of the same
 * kind may lead to another system, and is never asked. A step that could not be checked is a warning of the code `system-unchecked`.
 */
export type CheckSystems = (
  clientId: string,
  document: FlowDocument,
  about: { readonly flowId: string; readonly slots?: Readonly<Record<string, string>> },
) => Promise<readonly Issue[]>

export function createSystemCheck(options: {
  readonly connectors: ConnectorCatalog
  readonly connections: Pick<ConnectionStore, 'list'>
  readonly flows: Pick<FlowStore, 'deployments'>
  readonly systemFields: Pick<SystemFields, 'read'>
}): CheckSystems {
  const { connectors, connections, flows, systemFields } = options

  const nameOf = (document: FlowDocument, { nodeId }: AskedPart): string => document.nodes[nodeId]?.label ?? nodeId
  const unchecked = ({ nodeId }: AskedPart, message: Words, fix?: Words): readonly Issue[] => [
    { path: pointer('nodes', nodeId), code: 'system-unchecked', severity: 'warning', ...spoken(message, fix) },
  ]

  async function issuesOf(clientId: string, document: FlowDocument, asked: AskedPart, connection: Connection): Promise<readonly Issue[]> {
    const name = nameOf(document, asked)
    try {
      await systemFields.read(clientId, connection.id, asked.of)
      return []
    } catch (error) {
      const { code, issues = [], message, fix, said } = toErrorData(error)
      const at = (path: string) => placeOfFixed(document, asked.nodeId, path.split('/')[1] ?? '')
      // A system that cannot be asked now is no reason not to publish: it says what is wrong when the step runs.
      if (code !== 'action-input-invalid')
        return unchecked(
          asked,
          say`Step "${name}" could not be checked in "${connection.name}": ${said?.message ?? message}`,
          said?.fix ?? fix,
        )
      return issues.map((issue) => ({
        ...issue,
        ...spoken(say`Step "${name}": ${issue.said?.message ?? issue.message}`, issue.said?.fix ?? issue.fix),
        path: at(issue.path),
        severity: 'error',
      }))
    }
  }

  return async (clientId, document, { flowId, slots }) => {
    const asked = Object.entries(document.nodes).flatMap(([id, { disabled }]) => {
      const part = disabled === true ? undefined : askedPart(document, id, connectors.list())
      return part?.checks === true && part.missing.length === 0 ? [part] : []
    })
    if (asked.length === 0) return []
    const [all, deployments] = await Promise.all([connections.list(clientId), flows.deployments(clientId, flowId)])
    const bound = deployments
      .filter(({ active }) => active)
      .toSorted((a, b) => b.environment.localeCompare(a.environment))
      .map((one) => one.slots)
    const found = asked.map(async (part) => {
      const own = (slots ? [slots] : bound).map((one) => one[part.slot])
      const [connection] = own.flatMap((id) => all.filter((one) => one.id === id && one.connector === part.connector))
      if (connection) return await issuesOf(clientId, document, part, connection)
      const slot = document.slots[part.slot]?.label ?? part.slot
      return unchecked(
        part,
        say`Step "${nameOf(document, part)}" was not checked: the flow has no connection for "${slot}" yet.`,
        say`It is checked when the flow is deployed.`,
      )
    })
    return (await Promise.all(found)).flat()
  }
}
