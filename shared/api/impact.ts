// What saving or publishing would change, in values.
//
// POST …/flows/:flow/impact (ShowImpact) -> Impact: all samples and the newest real records, before and after; nothing is sent or stored
import { Type } from 'typebox'
import { FlowDocument } from '../flow/document.ts'
import type { ValueDifference } from '../flow/value-differences.ts'
import { Environment } from '../model/accounts.ts'

/** `before`: the stored draft when left out, or a version. `runs`: how many of the newest runs in the environment, 10 when left out. */
export const ShowImpact = Type.Object(
  {
    document: FlowDocument,
    before: Type.Optional(Type.Union([Type.Literal('draft'), Type.Integer({ minimum: 1 })])),
    environment: Environment,
    runs: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
  },
  { additionalProperties: false },
)
export interface ShowImpact {
  document: FlowDocument
  before?: 'draft' | number
  environment: Environment
  runs?: number
}

export interface ImpactCase {
  readonly source:
    | { readonly kind: 'sample'; readonly sampleId: string; readonly name: string }
    | { readonly kind: 'run'; readonly runId: string; readonly label?: string; readonly createdAt: string }
  /** Of what map steps give and calls send; `{ stopped: sentence }` stands for a step at which the record stopped. */
  readonly differences: readonly (ValueDifference & { readonly nodeId: string })[]
}

export interface Impact {
  /** Samples first, then runs, the newest first. */
  readonly cases: readonly ImpactCase[]
  /** Of them, how many come out differently. */
  readonly changed: number
  /** Personal data of real records was replaced for the one who asked. */
  readonly masked: boolean
}
