// Windows: what a step has collected under one key, from many runs.
import type { Environment } from './accounts.ts'

export type WindowStatus = 'open' | 'closed'

/** `hand`: a person; `full`: as many records as a window may have. */
export type WindowClosing = 'schedule' | 'time' | 'count' | 'condition' | 'complete' | 'hand' | 'full'

export interface CollectedWindow {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly nodeId: string
  readonly key: string
  /** The first window of its key is 1. */
  readonly number: number
  readonly status: WindowStatus
  /** How often it was opened: a late record may open it again. */
  readonly opening: number
  readonly openedAt: string
  /** When it closes by itself, where that is known. */
  readonly closesAt?: string
  /** By what it will close then. */
  readonly closesBy?: WindowClosing
  readonly closedAt?: string
  readonly closedBy?: WindowClosing
  /** Of the newest flow version that added to it. */
  readonly version: number
  readonly count: number
  /** How many it will have, where records tell. */
  readonly expected?: number
  /** Decimal text: the sum of the records' values. */
  readonly value?: string
  /** The run that its last closing began. */
  readonly runId?: string
}

export interface WindowRecord {
  readonly seq: number
  /** The input of a join it came for. */
  readonly input?: string
  /** The run that added it. */
  readonly runId: string
  /** JSON text. */
  readonly json: string
  readonly addedAt: string
}
