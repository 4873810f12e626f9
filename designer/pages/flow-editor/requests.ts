// What the flow editor asks of the server.
import type {
  Deployed,
  PublishedVersion,
  CreateSample,
  DeployFlow,
  ExplainRows,
  FlowChange,
  Page,
  Preview,
  PreviewResult,
  PreviewSamples,
  RowExplanations,
  SamplesPreview,
} from '#shared/api/contract.ts'
import type { FieldPresence, ShowFieldPresence } from '#shared/api/field-presence.ts'
import type { Impact, ShowImpact } from '#shared/api/impact.ts'
import type { PastedText, ReadPasted } from '#shared/api/pasted.ts'
import type { ChangeSample, ExpectResults } from '#shared/api/samples.ts'
import type { Issue } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Sample } from '#shared/model/flows.ts'
import type { Run } from '#shared/model/runs.ts'
import type { FlowPresence, SayPresence } from '#shared/api/contract.ts'
import type { RunSamples, SamplesRun } from '#shared/api/samples.ts'
import type { VersionComment } from '#shared/model/teamwork.ts'
import { API, request } from '#designer/api/client.ts'

const client = (id: string, path: string) => `/clients/${encodeURIComponent(id)}${path}`
const flow = (clientId: string, flowId: string, path = '') => client(clientId, `/flows/${encodeURIComponent(flowId)}${path}`)

export const saveDraft = (clientId: string, flowId: string, body: { document: FlowDocument; revision: number }) =>
  request<{ revision: number; issues: readonly Issue[] }>(flow(clientId, flowId, '/draft'), { method: 'PUT', body })
export const publishFlow = (clientId: string, flowId: string, body: { note: string; revision: number }) =>
  request<PublishedVersion>(flow(clientId, flowId, '/versions'), { method: 'POST', body })
export const restoreVersion = (clientId: string, flowId: string, body: { version: number; revision: number }) =>
  request<{ revision: number }>(flow(clientId, flowId, '/restore'), { method: 'POST', body })
export const readDiff = (clientId: string, flowId: string, from: string, to: string, signal?: AbortSignal) =>
  request<{ changes: readonly FlowChange[] }>(flow(clientId, flowId, '/diff'), { query: { from, to }, ...(signal && { signal }) })
export const deployFlow = (clientId: string, flowId: string, body: DeployFlow) =>
  request<Deployed>(flow(clientId, flowId, '/deployments'), { method: 'POST', body })
export const stopFlow = (clientId: string, flowId: string, environment: Environment) =>
  request<unknown>(flow(clientId, flowId, `/deployments/${environment}`), { method: 'DELETE' })

export const createSample = (clientId: string, flowId: string, body: CreateSample) =>
  request<Sample>(flow(clientId, flowId, '/samples'), { method: 'POST', body })
export const changeSample = (clientId: string, flowId: string, sampleId: string, body: ChangeSample) =>
  request<Sample>(flow(clientId, flowId, `/samples/${encodeURIComponent(sampleId)}`), { method: 'PATCH', body })
export const expectResults = (clientId: string, flowId: string, sampleId: string, body: ExpectResults) =>
  request<Sample>(flow(clientId, flowId, `/samples/${encodeURIComponent(sampleId)}/expect`), { method: 'POST', body })
export const removeSample = (clientId: string, flowId: string, sampleId: string) =>
  request<unknown>(flow(clientId, flowId, `/samples/${encodeURIComponent(sampleId)}`), { method: 'DELETE' })
/** All samples of the flow on a document: nothing is sent or stored. */
export const runSamples = (clientId: string, flowId: string, body: RunSamples, signal: AbortSignal) =>
  request<SamplesRun>(flow(clientId, flowId, '/samples/run'), { method: 'POST', body, signal })
export const sendSample = (clientId: string, flowId: string, body: { environment: Environment; sampleId?: string }) =>
  request<{ sent: boolean; eventId?: string; runId?: string }>(flow(clientId, flowId, '/send-sample'), { method: 'POST', body })
export const previewRows = (clientId: string, body: Preview, signal: AbortSignal) =>
  request<PreviewResult>(client(clientId, '/preview'), { method: 'POST', body, signal })
export const previewSamples = (clientId: string, body: PreviewSamples, signal: AbortSignal) =>
  request<SamplesPreview>(client(clientId, '/preview/samples'), { method: 'POST', body, signal })
export const explainRows = (clientId: string, body: ExplainRows, signal: AbortSignal) =>
  request<RowExplanations>(client(clientId, '/explain'), { method: 'POST', body, signal })
export const readPasted = (clientId: string, body: ReadPasted) =>
  request<PastedText>(client(clientId, '/read-pasted'), { method: 'POST', body })
export const showImpact = (clientId: string, flowId: string, body: ShowImpact, signal: AbortSignal) =>
  request<Impact>(flow(clientId, flowId, '/impact'), { method: 'POST', body, signal })
export const readFieldPresence = (clientId: string, flowId: string, body: ShowFieldPresence, signal: AbortSignal) =>
  request<FieldPresence>(flow(clientId, flowId, '/field-presence'), { method: 'POST', body, signal })
export const latestRun = async (clientId: string, flowId: string) =>
  (await request<Page<Run>>(client(clientId, '/runs'), { query: { flow: flowId, limit: 1 } })).items[0]

export const sayPresence = (clientId: string, flowId: string, body: SayPresence, signal: AbortSignal) =>
  request<FlowPresence>(flow(clientId, flowId, '/presence'), { method: 'POST', body, signal })
/** Also while the window closes; whether it arrives does not matter, the sign of life runs out by itself. */
export const leavePresence = (clientId: string, flowId: string, seat: string): void =>
  void fetch(`${API}${flow(clientId, flowId, `/presence/${seat}`)}`, { method: 'DELETE', keepalive: true }).catch(() => undefined)
export const commentVersion = (clientId: string, flowId: string, version: number, text: string) =>
  request<VersionComment>(flow(clientId, flowId, `/versions/${version}/comments`), { method: 'POST', body: { text } })
export const removeComment = (clientId: string, flowId: string, id: string) =>
  request<unknown>(flow(clientId, flowId, `/comments/${id}`), { method: 'DELETE' })
