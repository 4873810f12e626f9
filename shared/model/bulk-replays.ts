// Replaying many parked records as one job: which ones, and how far it is.
import type { ErrorCode } from '../error-codes.ts'
import type { Disposition, ErrorData, Issue } from '../errors.ts'
import type { Said } from '../sentence.ts'
import type { Environment } from './accounts.ts'

/** Which open exceptions are meant; what is absent is not asked about. */
export interface ExceptionFilter {
  readonly flowId?: string
  readonly environment?: Environment
  readonly nodeId?: string
  readonly code?: ErrorCode
  /** Of `lookup-missing`: the table, and the key it lacks. */
  readonly lookupTable?: string
  readonly lookupKey?: string
}

/** Open exceptions that have flow, environment, step and reason in common. */
export interface ExceptionCause {
  readonly flowId: string
  readonly environment: Environment
  readonly nodeId: string
  readonly code: ErrorCode
  /** `uncertain`: each of them may have arrived, which a person decides one by one. */
  readonly disposition: Disposition
  readonly count: number
  readonly oldestAt: string
  readonly newestAt: string
  /** Why the newest of them could not go on, in its own words, with what these are made of. */
  readonly message: string
  readonly fix: string
  readonly said?: Said
  /** At most 12. */
  readonly issues?: readonly Issue[]
}

/**
 * `running` -> `done` (all that it was meant for were looked at) or `stopped` (by a person; what was replayed stays so). A record is looked at
 * once, oldest first; records that are parked after the start are not part of it, so that one which fails again is not replayed for ever.
 */
export interface BulkReplay {
  readonly id: string
  readonly clientId: string
  readonly filter: ExceptionFilter
  /** The version each one ran with, or the one that is deployed when its turn comes. */
  readonly version: 'original' | 'deployed'
  readonly note?: string
  readonly status: 'running' | 'done' | 'stopped'
  /** How many there were at the start. Those that people dealt with meanwhile are in no other number. */
  readonly total: number
  readonly replayed: number
  /** Could not be replayed, such as one whose step the version does not have; they stay open. */
  readonly refused: number
  readonly lastRefusal?: ErrorData
  readonly requestedBy: string
  readonly createdAt: string
  readonly finishedAt?: string
  readonly stoppedBy?: string
}

/** What a bulk replay would do, before it does it. */
export interface BulkReplayPreview {
  readonly causes: readonly (ExceptionCause & {
    readonly flowName: string
    readonly nodeLabel: string
    /** What is sent again where the step is a call. */
    readonly call?: { readonly connector: string; readonly action: string }
    /** Why these are left as they are; absent where they are replayed. */
    readonly leftBecause?: 'uncertain' | 'not-deployed' | 'step-missing'
  })[]
  readonly replayed: number
  readonly left: number
}
