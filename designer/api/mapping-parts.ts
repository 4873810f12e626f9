// What the app reads and asks for of mapping parts.
import { queryOptions } from '@tanstack/react-query'
import type { ExplainRows, PreviewSamples, RowExplanations, SamplesPreview } from '#shared/api/contract.ts'
import type {
  CreateMappingPart,
  MappingPart,
  PartContent,
  PartImpact,
  PartScope,
  PartUse,
  PartVersion,
  SaveMappingPart,
  ShowPartImpact,
} from '#shared/model/mapping-parts.ts'
import { request } from './client.ts'
import { queryClient } from './query-client.ts'

export type ShownVersion = PartContent & Pick<PartVersion, 'version' | 'note' | 'createdAt' | 'createdBy'> & { readonly scope: PartScope }

const at = (client: string, path = '') => `/clients/${encodeURIComponent(client)}/mapping-parts${path}`

export const mappingPartsQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'mapping-parts'],
    queryFn: async ({ signal }) => (await request<{ items: readonly MappingPart[] }>(at(client), { signal })).items,
  })
export const mappingPartQuery = (client: string, name: string) =>
  queryOptions({
    queryKey: ['client', client, 'mapping-parts', name],
    queryFn: ({ signal }) => request<{ part: MappingPart; versions: readonly ShownVersion[] }>(at(client, `/${name}`), { signal }),
  })
export const partUsesQuery = (client: string, name: string, scope: PartScope) =>
  queryOptions({
    queryKey: ['client', client, 'mapping-parts', name, 'uses', scope],
    queryFn: ({ signal }) =>
      request<{ uses: readonly PartUse[]; hidden: number }>(at(client, `/${name}/uses`), { signal, query: { scope } }),
  })
export const partImpactQuery = (client: string, name: string, body: ShowPartImpact) =>
  queryOptions({
    queryKey: ['client', client, 'mapping-parts', name, 'impact', body],
    queryFn: ({ signal }) => request<PartImpact>(at(client, `/${name}/impact`), { method: 'POST', body, signal }),
    retry: false,
  })

const changed = () =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'client' && queryKey[2] === 'mapping-parts' })

export async function createMappingPart(client: string, body: CreateMappingPart): Promise<MappingPart> {
  const part = await request<MappingPart>(at(client), { method: 'POST', body })
  await changed()
  return part
}
export async function saveMappingPart(client: string, name: string, body: SaveMappingPart): Promise<MappingPart> {
  const part = await request<MappingPart>(at(client, `/${name}/versions`), { method: 'POST', body })
  await changed()
  return part
}
export async function removeMappingPart(client: string, name: string, scope: PartScope): Promise<void> {
  await request<unknown>(at(client, `/${name}`), { method: 'DELETE', query: { scope } })
  await changed()
}

export const previewPart = (client: string, body: PreviewSamples, signal?: AbortSignal) =>
  request<SamplesPreview>(`/clients/${encodeURIComponent(client)}/preview/samples`, { method: 'POST', body, ...(signal && { signal }) })
export const explainPart = (client: string, body: ExplainRows, signal: AbortSignal) =>
  request<RowExplanations>(`/clients/${encodeURIComponent(client)}/explain`, { method: 'POST', body, signal })
