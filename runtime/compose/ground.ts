// What every part of an installation stands on.
import type { Logger } from 'pino'
import type { Client } from '#shared/model/accounts.ts'
import type { Config } from '../config.ts'
import type { Signals } from '../engine/signals.ts'
import type { Store } from '../store/ports.ts'

export interface Ground {
  readonly config: Config
  readonly log: Logger
  readonly store: Store
  readonly now: () => Date
  /** Other processes share the store. */
  readonly signals?: Signals
  readonly installationKey: Uint8Array
  /** Under which address others reach us. */
  readonly baseUrl: () => string
  readonly allClients: () => Promise<readonly Client[]>
  /** Runs are taken here; otherwise this process only answers. */
  readonly works: boolean
  readonly isDemo: boolean
}

/** What others change is seen after this at the latest: long enough to spare the database most questions, short enough that nobody wonders where it has gone. */
export const OTHERS_CHANGES_MS = 2_000
