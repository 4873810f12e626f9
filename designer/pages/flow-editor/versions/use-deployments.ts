// Which version runs where.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { flowQuery } from '#designer/api/queries.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { useEditor } from '../state/context.ts'

const NONE: readonly Deployment[] = []

/** The active deployments, test before live. */
export function useDeployments(): readonly Deployment[] {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const detail = useQuery(flowQuery(clientId, flowId)).data
  // The same list until another answer comes: the cards of the canvas are made from it.
  return useMemo(
    () => (detail ? detail.deployments.filter((one) => one.active).toSorted((a, b) => b.environment.localeCompare(a.environment)) : NONE),
    [detail],
  )
}

/** 0 before the first publication. */
export function useLatestVersion(): number {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  return useQuery(flowQuery(clientId, flowId)).data?.flow.latestVersion ?? 0
}
