// Rows of flows, versions, deployments and samples, and the models made of them.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Deployment, Flow, FlowVersion, Sample, SampleOrigin } from '#shared/model/flows.ts'
import { fromJson } from './json.ts'

export interface FlowRow {
  readonly client_id: string
  readonly id: string
  readonly name: string
  readonly draft: string
  readonly revision: number
  readonly latest_version: number
  readonly template_id: string | null
  readonly template_version: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly updated_by: string
}
export const toFlow = (row: FlowRow): Flow => ({
  id: row.id,
  clientId: row.client_id,
  name: row.name,
  draft: fromJson<FlowDocument>(row.draft),
  revision: row.revision,
  latestVersion: row.latest_version,
  ...(row.template_id !== null && row.template_version !== null && { template: { id: row.template_id, version: row.template_version } }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
})

export interface VersionRow {
  readonly client_id: string
  readonly flow_id: string
  readonly version: number
  readonly document: string
  readonly note: string
  readonly template_version: string | null
  readonly created_at: string
  readonly created_by: string
}
export const toVersion = (row: VersionRow): FlowVersion => ({
  flowId: row.flow_id,
  clientId: row.client_id,
  version: row.version,
  document: fromJson<FlowDocument>(row.document),
  note: row.note,
  ...(row.template_version !== null && { templateVersion: row.template_version }),
  createdAt: row.created_at,
  createdBy: row.created_by,
})

export interface DeploymentRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly version: number
  readonly slots: string
  readonly active: number
  readonly created_at: string
  readonly created_by: string
}
export const toDeployment = (row: DeploymentRow): Deployment => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  version: row.version,
  slots: fromJson<Record<string, string>>(row.slots),
  active: row.active === 1,
  createdAt: row.created_at,
  createdBy: row.created_by,
})

export interface SampleRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly name: string
  readonly input: string
  readonly expected: string | null
  readonly origin: string | null
  readonly created_at: string
}
export const toSample = (row: SampleRow): Sample => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  name: row.name,
  input: fromJson<unknown>(row.input),
  ...(row.expected !== null && { expected: fromJson<Record<string, unknown>>(row.expected) }),
  ...(row.origin !== null && { origin: fromJson<SampleOrigin>(row.origin) }),
  createdAt: row.created_at,
})
