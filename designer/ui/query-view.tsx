// Shows a query in its three states: on its way, failed (with a way to try again), there.
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemState } from './problem-state.tsx'

export interface QueryViewProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  readonly skeleton: ReactNode
  readonly compact?: boolean
  /** Where to go when it is not there. */
  readonly elsewhere?: ReactNode
  readonly children: (data: T) => ReactNode
}

export function QueryView<T>({ query, skeleton, compact, elsewhere, children }: QueryViewProps<T>) {
  // What is there stays while a later refresh fails: old data beats none.
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ProblemState error={query.error} onRetry={() => void query.refetch()} compact={compact} elsewhere={elsewhere} />
  return skeleton
}
