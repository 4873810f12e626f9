// How the connection behind each slot stands, for the cards: bound where the flow runs, else any connection of that system.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { connectionsQuery } from '#designer/api/queries.ts'
import type { SlotSign } from '#designer/graph/card-data.ts'
import { t } from '#designer/i18n/index.ts'
import type { FlowSlot } from '#shared/flow/document.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { useEditor } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'

export function useSlotSigns(): ReadonlyMap<string, SlotSign> {
  const clientId = useEditor((state) => state.clientId)
  const slots = useEditor((state) => state.document.slots)
  const connections = useQuery(connectionsQuery(clientId)).data
  const deployments = useDeployments()
  return useMemo(() => {
    if (!connections) return new Map()
    return new Map(Object.entries(slots).map(([id, slot]) => [id, signOf(id, slot, connections, deployments)]))
  }, [slots, connections, deployments])
}

function signOf(id: string, slot: FlowSlot, connections: readonly Connection[], deployments: readonly Deployment[]): SlotSign {
  const bound = deployments.flatMap((deployment) => connections.find((one) => one.id === deployment.slots[id]) ?? [])
  const fitting = connections.filter((one) => one.connector === slot.connector)
  const [looked] = bound
  const connection = bound.find((one) => one.status === 'failed') ?? looked
  if (!connection) {
    return fitting.length > 0
      ? { tone: 'quiet', words: t('{{slot}}: a connection is chosen when the flow is deployed.', { slot: slot.label }) }
      : { tone: 'warn', words: t('{{slot}}: there is no connection to this system yet.', { slot: slot.label }) }
  }
  const name = connection.name
  if (connection.status === 'failed')
    return {
      tone: 'bad',
      words: t('{{name}}: the connection failed its last test. {{why}}', { name, why: connection.statusMessage ?? '' }),
    }
  return connection.status === 'ok'
    ? { tone: 'ok', words: t('{{name}}: the connection works.', { name }) }
    : { tone: 'quiet', words: t('{{name}}: the connection was never tested.', { name }) }
}
