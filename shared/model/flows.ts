// Flows with their draft, immutable versions, deployments and samples.
import type { FlowDocument } from '../flow/document.ts'
import type { Environment } from './accounts.ts'

export interface Flow {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly draft: FlowDocument
  /** Grows by one with each saved draft; a save names the revision it was made from (409 when stale). */
  readonly revision: number
  /** 0 before the first publication. */
  readonly latestVersion: number
  /** The template it was cloned from, at the version that its draft goes back to: the base of an upgrade's merge. */
  readonly template?: { readonly id: string; readonly version: string }
  readonly createdAt: string
  readonly updatedAt: string
  readonly updatedBy: string
}

export interface FlowVersion {
  readonly flowId: string
  readonly clientId: string
  readonly version: number
  readonly document: FlowDocument
  readonly note: string
  /** The flow's template version when this was published; bringing the version back brings it back, too. */
  readonly templateVersion?: string
  readonly createdAt: string
  readonly createdBy: string
}

/** One version in one environment, with a connection for each slot. The newest active one of a flow and environment counts. */
export interface Deployment {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly slots: Readonly<Record<string, string>>
  readonly active: boolean
  readonly createdAt: string
  readonly createdBy: string
}

/** Where a sample came from. `masked`: how many values of it were replaced, being personal data or secrets. */
export interface SampleOrigin {
  readonly kind: 'pasted' | 'template' | 'run' | 'exception' | 'simulator'
  readonly runId?: string
  readonly exceptionId?: string
  readonly masked?: number
}

/** A record to try a flow on, with what its steps must then produce: a regression test of the flow. */
export interface Sample {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly name: string
  readonly input: unknown
  /** Expected output by node id, of a call what is sent; exact. */
  readonly expected?: Readonly<Record<string, unknown>>
  /** Absent for those from before this was kept. */
  readonly origin?: SampleOrigin
  readonly createdAt: string
}
