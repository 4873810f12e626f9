// The fields that the systems before a step tell of: for the source tree, with a button for each that reads them.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { systemFieldsQuery } from '#designer/api/system-fields.ts'
import { connectionsQuery, connectorsQuery } from '#designer/api/queries.ts'
import type { ToldFields } from '#designer/mapping/told-fields.ts'
import { useDesignEnvironment } from '../samples/use-design-environment.ts'
import { useEditor } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'
import { askedSources, type AskedSource } from '#shared/flow/asked-part.ts'
import { SystemFieldsBar } from './system-fields-bar.tsx'
import { fittingConnections, useSystemFields } from './use-system-fields.ts'

export function useUpstreamFields(nodeId: string): { readonly sources: readonly AskedSource[]; readonly told: readonly ToldFields[] } {
  const client = useEditor((state) => state.clientId)
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const connections = useQuery(connectionsQuery(client)).data
  const environment = useDesignEnvironment()
  const deployment = useDeployments().find((one) => one.environment === environment)
  // By what it says: a keystroke makes a new document, and must not draw the source tree again.
  const text = useMemo(() => JSON.stringify(askedSources(document, nodeId, connectors)), [document, nodeId, connectors])
  const sources = useMemo(() => JSON.parse(text) as readonly AskedSource[], [text])
  const places = sources.map((source) => {
    const [connection] = fittingConnections(connections, source, environment, deployment) ?? []
    return { client, connection: connection?.id ?? '', of: source.of, isReady: connection !== undefined && source.missing.length === 0 }
  })
  const told = useQueries({
    queries: places.map(({ isReady, ...place }) => ({ ...systemFieldsQuery(place), enabled: isReady })),
    combine: (results) =>
      sources.flatMap(({ roots }, index) => {
        const fields = results[index]?.data?.output.fields
        return fields ? roots.map((root): ToldFields => ({ root, fields })) : []
      }),
  })
  return { sources, told }
}

export function SourceFieldsBars({ sources }: { readonly sources: readonly AskedSource[] }) {
  return sources.map((source) => <SourceFieldsBar key={source.nodeId} source={source} />)
}

function SourceFieldsBar({ source }: { readonly source: AskedSource }) {
  const here = useSystemFields(source)
  return here ? <SystemFieldsBar here={here} side="output" compact /> : null
}
