// After something was published, deployed or restored: everything that shows it is read again.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { flowQuery, flowsQuery } from '#designer/api/queries.ts'
import { useEditor } from '../state/context.ts'

export function useRefreshFlow(): () => Promise<void> {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const queries = useQueryClient()
  return useCallback(async () => {
    // The flow's key is the beginning of those of its versions and samples.
    await Promise.all([
      queries.invalidateQueries({ queryKey: flowQuery(clientId, flowId).queryKey }),
      queries.invalidateQueries({ queryKey: flowsQuery(clientId).queryKey, exact: true }),
    ])
  }, [queries, clientId, flowId])
}
