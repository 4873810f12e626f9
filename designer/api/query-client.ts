// The cache of server data. What repeating cannot mend (4xx) is shown at once; who has lost the session is asked to sign in again.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, hasCode } from './client.ts'
import { sessionQuery } from './queries.ts'

/** For failures that this cache does not see by itself. */
export function forgetSession(error: unknown): void {
  // The app layout watches the session query, and asks for a new one.
  if (hasCode(error, 'not-signed-in')) void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'session') forgetSession(error)
    },
  }),
  mutationCache: new MutationCache({ onError: forgetSession }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.problem.status >= 500),
      retryDelay: (count) => 400 * 2 ** count,
    },
  },
})
