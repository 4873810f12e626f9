// Samples of a flow, its regression tests; and what a change does to them and to real records.
import { Type } from 'typebox'
import { CreateSample } from '#shared/api/contract.ts'
import { ReadPasted } from '#shared/api/pasted.ts'
import { readPasted } from '../../flows/read-pasted.ts'
import { ShowFieldPresence } from '#shared/api/field-presence.ts'
import { ShowImpact } from '#shared/api/impact.ts'
import { isAllowed } from '../../auth/principal.ts'
import { CaptureSample, ChangeSample, ExpectResults, RunSamples } from '#shared/api/samples.ts'
import { clientRoute, LARGE_BODY, param, type PublicCall, type Route } from '../route.ts'

/** Documents may be of an older format version: readFlow migrates and validates them, not the schema of the body. */
const AnyDocument = Type.Optional(Type.Unknown())
const AnyExpectResults = Type.Object({ ...ExpectResults.properties, document: AnyDocument }, { additionalProperties: false })
const AnyRunSamples = Type.Object({ ...RunSamples.properties, document: AnyDocument }, { additionalProperties: false })

const AnyShowImpact = Type.Object({ ...ShowImpact.properties, document: Type.Unknown() }, { additionalProperties: false })

const flowOf = (call: PublicCall) => param(call, 'flow')
const sampleOf = (call: PublicCall) => param(call, 'sample')

export const sampleRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/samples',
    permission: 'read',
    summary: 'Sample records with their expected results',
    run: async (call) => ({ items: await call.services.samples.list(call.client.id, flowOf(call)) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/samples',
    permission: 'edit-mappings',
    summary: 'Keep a record as a sample',
    body: CreateSample,
    maxBytes: LARGE_BODY,
    status: 201,
    run: (call) => call.services.samples.create(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/samples/capture',
    permission: 'edit-mappings',
    summary: 'Keep what started a run, a failed record or a record of a simulator as a sample; personal data is masked',
    body: CaptureSample,
    status: 201,
    run: (call) => call.services.samples.capture(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/samples/run',
    permission: 'edit-mappings',
    summary: 'Run all samples through the flow without side effects and compare with the expected results',
    body: AnyRunSamples,
    describedBody: RunSamples,
    maxBytes: LARGE_BODY,
    run: (call) => call.services.sampleRuns.run(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'PATCH',
    path: '/flows/:flow/samples/:sample',
    permission: 'edit-mappings',
    summary: 'Rename a sample, change its record or what is expected of it',
    body: ChangeSample,
    maxBytes: 2 * LARGE_BODY,
    run: (call) => call.services.samples.change(call.client.id, flowOf(call), sampleOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/samples/:sample/expect',
    permission: 'edit-mappings',
    summary: 'Expect from now on what the flow makes of the sample now',
    body: AnyExpectResults,
    describedBody: ExpectResults,
    maxBytes: LARGE_BODY,
    run: (call) => call.services.sampleRuns.expect(call.client.id, flowOf(call), sampleOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/impact',
    permission: 'edit-mappings',
    summary: 'What a change does to all samples and the newest real records, in values; nothing is sent or stored',
    body: AnyShowImpact,
    describedBody: ShowImpact,
    maxBytes: LARGE_BODY,
    run: (call) => call.services.impact(call.client.id, flowOf(call), call.body, !isAllowed(call.principal, 'operate')),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/field-presence',
    permission: 'edit-mappings',
    summary: 'In how many of the newest real records the given fields had a value; counts only',
    body: ShowFieldPresence,
    run: (call) => call.services.fieldPresence(call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/read-pasted',
    permission: 'edit-mappings',
    summary: 'Read pasted JSON, JSON lines, JSON Schema, XML or CSV: its records as JSON, and the schema they tell',
    body: ReadPasted,
    maxBytes: 2 * LARGE_BODY,
    run: async ({ body }) => readPasted(body.text),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/flows/:flow/samples/:sample',
    permission: 'edit-mappings',
    summary: 'Remove a sample',
    status: 204,
    run: (call) => call.services.samples.remove(call.client.id, flowOf(call), sampleOf(call)),
  }),
]
