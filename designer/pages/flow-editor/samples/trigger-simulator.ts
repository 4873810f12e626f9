// In a demo: the simulated system behind the connection of the flow's trigger, and which of its records look like what the trigger receives.
import { useQuery } from '@tanstack/react-query'
import { connectionsQuery, simulatorsQuery } from '#designer/api/queries.ts'
import { useSession } from '#designer/state/session.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { slotOf } from '#shared/flow/slots.ts'
import { useEditor } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'
import { useDesignEnvironment } from './use-design-environment.ts'

/** The connector and slot that the trigger listens to, and the event; nothing where no system starts the flow. */
export function triggerSource({ nodes, slots }: FlowDocument) {
  const trigger = Object.values(nodes).find((node) => node.kind === 'trigger')
  const slot = trigger && slotOf(trigger)?.slot
  const connector = slot === undefined ? undefined : slots[slot]?.connector
  if (!trigger || slot === undefined || connector === undefined || !('event' in trigger.config)) return undefined
  return { slot, connector, event: trigger.config.event }
}

export interface TriggerSimulator {
  readonly name: string
  readonly connector: string
  readonly event: string
}

/** Of the connection that is deployed, else of the first one of that connector in the environment that is looked at. */
export function useTriggerSimulator(): TriggerSimulator | undefined {
  const { demo } = useSession()
  const clientId = useEditor((state) => state.clientId)
  const document = useEditor((state) => state.document)
  const environment = useDesignEnvironment()
  const deployment = useDeployments().find((one) => one.environment === environment)
  const source = triggerSource(document)
  const isWanted = demo && source !== undefined
  const connections = useQuery({ ...connectionsQuery(clientId), enabled: isWanted }).data ?? []
  const simulators = useQuery(simulatorsQuery(isWanted)).data ?? []
  if (!source) return undefined
  const deployed = connections.find(({ id }) => id === deployment?.slots[source.slot])
  const connection = deployed ?? connections.find((one) => one.connector === source.connector && one.environment === environment)
  const name = connection?.config['simulator']
  if (typeof name !== 'string' || !simulators.some((one) => one.name === name)) return undefined
  return { name, connector: source.connector, event: source.event }
}

/** The kind of record that an event such as `orders-create` brings: the one whose name it begins with, the longest first. */
export function typeOfEvent(event: string, types: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')
  return types
    .filter((type) => plain(event).includes(plain(type)))
    .toSorted((a, b) => plain(b).length - plain(a).length)
    .at(0)
}
