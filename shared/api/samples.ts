// Samples of a flow and what it makes of them: named records with expected results, which are the flow's regression tests.
//
// GET    …/flows/:flow/samples                                -> { items: Sample[] }, oldest first
// POST   …/flows/:flow/samples (CreateSample)                 -> Sample: pasted
// POST   …/flows/:flow/samples/capture (CaptureSample)        -> Sample: what started a real run, masked; or a record of a simulator
// PATCH  …/flows/:flow/samples/:sample (ChangeSample)         -> Sample: renamed, another record, other expected results
// POST   …/flows/:flow/samples/:sample/expect (ExpectResults) -> Sample: what its map steps give now is expected from now on
// DELETE …/flows/:flow/samples/:sample                        -> 204
// POST   …/flows/:flow/samples/run (RunSamples)               -> SamplesRun: every sample through the flow, nothing is sent or stored
import { Type, type Static, type TSchema } from 'typebox'
import type { ErrorData } from '../errors.ts'
import { FlowDocument } from '../flow/document.ts'
import type { ValueDifference } from '../flow/value-differences.ts'
import { Environment } from '../model/accounts.ts'
import type { RunStatus } from '../model/runs.ts'

const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })
const Name = Type.String({ minLength: 1, maxLength: 120 })
const StepId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 })
const Id = Type.String({ minLength: 1, maxLength: 64 })

/** Expected output by step id; of a step that calls a system, what is sent to it. Of a step that sees several records, the list. */
export const Expected = Type.Record(StepId, Type.Unknown(), { additionalProperties: false })

export const ChangeSample = body({
  name: Type.Optional(Name),
  input: Type.Optional(Type.Unknown()),
  /** `null`: nothing is expected any more. */
  expected: Type.Optional(Type.Union([Expected, Type.Null()])),
})
export const CaptureSample = body({
  name: Name,
  from: Type.Union([
    body({ kind: Type.Literal('run'), runId: Id }),
    body({ kind: Type.Literal('exception'), exceptionId: Id }),
    body({
      kind: Type.Literal('simulator'),
      simulator: Id,
      type: Type.String({ minLength: 1, maxLength: 120 }),
      index: Type.Integer({ minimum: 0, maximum: 10_000 }),
    }),
  ]),
  /** Names of further fields to mask, such as `note`. Personal data and secrets are masked anyway. */
  alsoMask: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { maxItems: 100 })),
})
/** `document` absent: the stored draft. `steps` absent: all map steps that the sample reaches. */
export const ExpectResults = body({
  document: Type.Optional(FlowDocument),
  environment: Environment,
  steps: Type.Optional(Type.Array(StepId, { maxItems: 500 })),
})
/** `document` absent: the stored draft. `at`: the records that come to this step are answered, too. */
export const RunSamples = body({
  document: Type.Optional(FlowDocument),
  environment: Environment,
  samples: Type.Optional(Type.Array(Id, { maxItems: 500 })),
  at: Type.Optional(StepId),
})

export type ChangeSample = Static<typeof ChangeSample>
export type CaptureSample = Static<typeof CaptureSample>
export interface ExpectResults {
  document?: FlowDocument
  environment: Environment
  steps?: string[]
}
export interface RunSamples {
  document?: FlowDocument
  environment: Environment
  samples?: string[]
  at?: string
}

/**
 * - `passed`: everything expected came out.
 * - `differs`: something else came out, or the record never got to a step of which something is expected.
 * - `stopped`: nothing is expected, and the record stopped at a step.
 * - `unchecked`: it went through, and nothing is expected.
 */
export type SampleOutcome = 'passed' | 'differs' | 'stopped' | 'unchecked'

/** `before` is what was expected, `after` what came out. */
export interface SampleDifference extends ValueDifference {
  readonly nodeId: string
}

export interface SampleResult {
  readonly sampleId: string
  readonly name: string
  readonly outcome: SampleOutcome
  readonly status: RunStatus
  readonly differences: readonly SampleDifference[]
  /** Where records stopped, and why. */
  readonly stops: readonly { readonly nodeId: string; readonly record: string; readonly error: ErrorData }[]
  /** With `at`: what its expressions see at that step. The sample itself stands in when it does not get there. */
  readonly at?: {
    readonly record: unknown
    readonly trigger: unknown
    readonly steps: Readonly<Record<string, unknown>>
    /** How many records come there. */
    readonly count: number
  }
}

export interface SamplesRun {
  readonly items: readonly SampleResult[]
  readonly passed: number
  /** Of which something else came out than is expected, or that stopped. */
  readonly failed: number
}
