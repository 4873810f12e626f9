// Flows: drafts, versions, deployments, and ways to try them.
import { Type } from 'typebox'
import {
  CreateFlow,
  DeployFlow,
  ExplainRows,
  Preview,
  PreviewSamples,
  PublishFlow,
  RestoreVersion,
  SaveDraft,
  SendSample,
  StartRun,
  TestRun,
  type ExplainRows as ExplainRequest,
  type Preview as PreviewRequest,
  type PreviewSamples as PreviewSamplesRequest,
} from '#shared/api/contract.ts'
import type { Side } from '../../flows/versions.ts'
import { clientRoute, environmentParam, LARGE_BODY, param, query, versionParam, type PublicCall, type Route } from '../route.ts'

/** Documents may be of an older format version: readFlow migrates and validates them, not the schema of the body. */
const strict = { additionalProperties: false } as const
const AnyCreateFlow = Type.Object({ ...CreateFlow.properties, document: Type.Unknown() }, strict)
const AnySaveDraft = Type.Object({ ...SaveDraft.properties, document: Type.Unknown() }, strict)
const AnyTestRun = Type.Object({ ...TestRun.properties, document: Type.Optional(Type.Unknown()) }, strict)

const SideOfDiff = Type.String({ pattern: '^(draft|[1-9][0-9]{0,8})$' })
const toSide = (text: string): Side => (text === 'draft' ? 'draft' : Number(text))
const flowOf = (call: PublicCall) => param(call, 'flow')

const drafts: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/flows',
    permission: 'read',
    summary: 'Flows with their state',
    run: async ({ services, client }) => ({ items: await services.flows.list(client.id) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows',
    permission: 'design',
    summary: 'Make a flow from a document',
    body: AnyCreateFlow,
    describedBody: CreateFlow,
    maxBytes: LARGE_BODY,
    status: 201,
    run: ({ services, principal, client, body }) => services.flows.create(principal, client.id, body.document, body.parts),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow',
    permission: 'read',
    summary: 'A flow with its draft, problems and deployments',
    run: (call) => call.services.flows.detail(call.client.id, flowOf(call)),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/document',
    permission: 'read',
    summary: 'The draft as a file of its own: with the mapping parts that it uses',
    run: (call) => call.services.flows.exported(call.client.id, flowOf(call)),
  }),
  clientRoute({
    method: 'PUT',
    path: '/flows/:flow/draft',
    permission: 'edit-mappings',
    summary: 'Save the draft; 409 when somebody saved a newer revision',
    body: AnySaveDraft,
    describedBody: SaveDraft,
    maxBytes: LARGE_BODY,
    run: (call) => call.services.flows.saveDraft(call.principal, call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/flows/:flow',
    permission: 'design',
    summary: 'Remove a flow that is nowhere deployed',
    status: 204,
    run: (call) => call.services.flows.remove(call.principal, call.client.id, flowOf(call)),
  }),
]

const versions: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/versions',
    permission: 'read',
    summary: 'Published versions, newest first',
    run: async (call) => ({ items: await call.services.versions.list(call.client.id, flowOf(call)) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/versions/:n',
    permission: 'read',
    summary: 'One version with its document',
    run: (call) => call.services.versions.get(call.client.id, flowOf(call), versionParam(call.params['n'])),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/versions',
    permission: 'design',
    summary: 'Publish the draft as the next version',
    body: PublishFlow,
    status: 201,
    run: (call) => call.services.versions.publish(call.principal, call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/diff',
    permission: 'read',
    summary: 'What differs between two versions, or a version and the draft, in sentences',
    query: query({ from: SideOfDiff, to: SideOfDiff }),
    run: async (call) => {
      const { from, to } = call.query
      return { changes: await call.services.versions.diff(call.client.id, flowOf(call), toSide(from), toSide(to)) }
    },
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/restore',
    permission: 'edit-mappings',
    summary: 'Make a version the draft again',
    body: RestoreVersion,
    run: (call) => call.services.versions.restore(call.principal, call.client.id, flowOf(call), call.body),
  }),
]

const deployments: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/deployments',
    permission: 'read',
    summary: 'Deployments of now and before, newest first',
    run: async (call) => ({ items: await call.services.deployments.list(call.client.id, flowOf(call)) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/deployments',
    permission: 'deploy',
    summary: 'Put a version into an environment, with a connection for each slot',
    body: DeployFlow,
    status: 201,
    run: (call) => call.services.deployments.deploy(call.principal, call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/flows/:flow/deployments/:environment',
    permission: 'deploy',
    summary: 'Stop the flow in an environment',
    status: 204,
    run: (call) =>
      call.services.deployments.stop(call.principal, call.client.id, flowOf(call), environmentParam(call.params['environment'])),
  }),
]

const trials: readonly Route[] = [
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/test-run',
    permission: 'edit-mappings',
    summary: 'Run the draft on a sample without side effects',
    body: AnyTestRun,
    describedBody: TestRun,
    maxBytes: 2 * LARGE_BODY,
    run: (call) => call.services.trials.testRun(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/runs',
    permission: 'deploy',
    summary: 'Start a run by hand',
    body: StartRun,
    maxBytes: LARGE_BODY,
    status: 201,
    run: (call) => call.services.trials.start(call.principal, call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/send-sample',
    permission: 'deploy',
    summary: 'Send a sample through the connected simulator, as the vendor would',
    body: SendSample,
    run: (call) => call.services.trials.sendSample(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/preview',
    permission: 'edit-mappings',
    summary: 'What mapping rows give on an input',
    body: Preview,
    maxBytes: 2 * LARGE_BODY,
    // The schema of a row refers to itself; the contract's interface says the same to TypeScript.
    run: ({ services, client, body }) => services.preview(client.id, body as unknown as PreviewRequest),
  }),
  clientRoute({
    method: 'POST',
    path: '/explain',
    permission: 'edit-mappings',
    summary: 'What mapping rows were read from on an input, and the first step that was missing',
    body: ExplainRows,
    maxBytes: 2 * LARGE_BODY,
    run: ({ services, client, body }) => services.explainRows(client.id, body as unknown as ExplainRequest),
  }),
  clientRoute({
    method: 'POST',
    path: '/preview/samples',
    permission: 'edit-mappings',
    summary: 'What mapping rows give on many inputs at once; stops within half a second',
    body: PreviewSamples,
    maxBytes: 4 * LARGE_BODY,
    run: ({ services, client, body }) => services.previewSamples(client.id, body as unknown as PreviewSamplesRequest),
  }),
]

export const flowRoutes: readonly Route[] = [...drafts, ...versions, ...deployments, ...trials]
