// Reading the fields of the system behind a step: from which connection, what was read and when, and why it could not be.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { SystemFieldsRead } from '#shared/api/system-fields.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Deployment } from '#shared/model/flows.ts'
import type { Connection } from '#shared/model/connections.ts'
import { readSystemFields, systemFieldsQuery, type SystemFieldsPlace } from '#designer/api/system-fields.ts'
import { connectionsQuery } from '#designer/api/queries.ts'
import { useEditor } from '../state/context.ts'
import { useDesignEnvironment } from '../samples/use-design-environment.ts'
import { useDeployments } from '../versions/use-deployments.ts'
import type { AskedPart } from '#shared/flow/asked-part.ts'

export interface SystemFieldsHere {
  readonly asked: AskedPart
  /** Of this system in the environment that is looked at, the deployed one first; undefined while they load. */
  readonly connections: readonly Connection[] | undefined
  readonly connection: Connection | undefined
  readonly read: SystemFieldsRead | undefined
  readonly reading: boolean
  readonly error: unknown
  readonly onConnection: (id: string) => void
  readonly onRead: () => void
}

const NOWHERE: SystemFieldsPlace = { client: '', connection: '', of: { part: 'action', id: '' } }

/** Of the part's system in an environment, the deployed one first. */
export function fittingConnections(
  connections: readonly Connection[] | undefined,
  asked: AskedPart | undefined,
  environment: Environment,
  deployment: Deployment | undefined,
): readonly Connection[] | undefined {
  const fitting = connections?.filter((one) => one.connector === asked?.connector && one.environment === environment)
  const bound = asked && deployment?.slots[asked.slot]
  return fitting?.toSorted((a, b) => Number(b.id === bound) - Number(a.id === bound))
}

function useFittingConnections(asked: AskedPart | undefined): readonly Connection[] | undefined {
  const clientId = useEditor((state) => state.clientId)
  const environment = useDesignEnvironment()
  const deployment = useDeployments().find((one) => one.environment === environment)
  const connections = useQuery({ ...connectionsQuery(clientId), enabled: asked !== undefined }).data
  return useMemo(() => fittingConnections(connections, asked, environment, deployment), [connections, asked, environment, deployment])
}

/** Undefined where the system tells of nothing more. */
export function useSystemFields(asked: AskedPart | undefined, onFields?: (read: SystemFieldsRead) => void): SystemFieldsHere | undefined {
  const client = useEditor((state) => state.clientId)
  const [chosen, setChosen] = useState<string>()
  const connections = useFittingConnections(asked)
  const connection = connections?.find(({ id }) => id === chosen) ?? connections?.[0]
  const place = asked && connection && asked.missing.length === 0 ? { client, connection: connection.id, of: asked.of } : undefined
  const kept = useQuery({ ...systemFieldsQuery(place ?? NOWHERE), enabled: place !== undefined })
  const reading = useMutation({
    mutationFn: readSystemFields,
    onSuccess: (read) => {
      if (read) onFields?.(read)
    },
  })
  if (!asked) return undefined
  return {
    asked,
    connections,
    connection,
    read: kept.data ?? undefined,
    reading: reading.isPending,
    error: reading.error ?? undefined,
    onConnection: (id) => {
      reading.reset()
      setChosen(id)
    },
    onRead: () => {
      if (place) reading.mutate(place)
    },
  }
}
