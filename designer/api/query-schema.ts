// What may be asked for in the query language of a connected system.
import { queryOptions } from '@tanstack/react-query'
import type { QuerySchema } from '#shared/api/query-schema.ts'
import { request } from './client.ts'

/** Asks the system, which the server does again after ten minutes at the earliest. */
export const querySchemaQuery = (client: string, connection: string) =>
  queryOptions({
    queryKey: ['client', client, 'query-schema', connection],
    queryFn: ({ signal }) =>
      request<QuerySchema>(`/clients/${encodeURIComponent(client)}/connections/${encodeURIComponent(connection)}/query-schema`, { signal }),
    staleTime: 10 * 60_000,
    retry: false,
  })
