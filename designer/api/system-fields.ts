// The fields that connected systems tell of: what was read before, and reading them now.
import { queryOptions } from '@tanstack/react-query'
import type { SystemFieldsOf, SystemFieldsRead } from '#shared/api/system-fields.ts'
import { request } from './client.ts'
import { queryClient } from './query-client.ts'

export interface SystemFieldsPlace {
  readonly client: string
  readonly connection: string
  readonly of: SystemFieldsOf
}

const ask = ({ client, connection, of }: SystemFieldsPlace, refresh: boolean, signal?: AbortSignal) =>
  request<{ fields?: SystemFieldsRead }>(`/clients/${encodeURIComponent(client)}/connections/${encodeURIComponent(connection)}/fields`, {
    method: 'POST',
    body: { ...of, refresh },
    ...(signal && { signal }),
  })

/** Null where nobody has read them. Asks the server, never the system. */
export const systemFieldsQuery = (place: SystemFieldsPlace) =>
  queryOptions({
    queryKey: ['client', place.client, 'system-fields', place.connection, place.of],
    queryFn: async ({ signal }) => (await ask(place, false, signal)).fields ?? null,
    staleTime: 60_000,
    retry: false,
  })

/** Asks the system. */
export async function readSystemFields(place: SystemFieldsPlace): Promise<SystemFieldsRead | undefined> {
  const { fields } = await ask(place, true)
  if (fields) queryClient.setQueryData(systemFieldsQuery(place).queryKey, fields)
  return fields
}
