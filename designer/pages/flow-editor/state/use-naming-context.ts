// How the editor calls what the flow names by id: actions, fields, other flows.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { connectorsQuery, flowsQuery } from '#designer/api/queries.ts'
import type { NamingContext } from '#shared/flow/shown-names.ts'
import { useEditor } from './context.ts'

export function useNamingContext(): NamingContext {
  const clientId = useEditor((state) => state.clientId)
  const connectors = useQuery(connectorsQuery()).data
  const flows = useQuery(flowsQuery(clientId)).data
  return useMemo(() => ({ ...(connectors && { connectors }), ...(flows && { flows }) }), [connectors, flows])
}
