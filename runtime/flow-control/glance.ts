// Which connections are well, known without asking for each call. What all workers share about a connection is read twice a second; what this process changes
// it knows at once.
import type { FlowControlStore } from '../store/ports.ts'
import { readState, type FlowState } from './state.ts'

export interface Glance {
  /** Nothing went wrong lately, nobody waits: what a call that succeeds would change means nothing. */
  isWell(clientId: string, connectionId: string): boolean | Promise<boolean>
  /** This process changed it. */
  heard(connectionId: string, state: FlowState, someoneWaits: boolean): void
}

/** For so long others may go on calling a system that a worker has just found to be down: seconds would cost them attempts, less is no cheaper. */
const FRESH_MS = 500

interface Seen {
  readonly isWell: boolean
  readonly until: number
}

export function createGlance(store: Pick<FlowControlStore, 'look'>, clock: () => number): Glance {
  const seen = new Map<string, Seen>()
  const looking = new Map<string, Promise<boolean>>()

  const note = (connectionId: string, isWell: boolean) => void seen.set(connectionId, { isWell, until: clock() + FRESH_MS })

  async function look(clientId: string, connectionId: string): Promise<boolean> {
    const before = seen.get(connectionId)
    const { state, waits } = await store.look(clientId, connectionId)
    // What was changed here meanwhile is newer than what was read.
    if (seen.get(connectionId) === before) note(connectionId, !waits && isCalm(readState(state), clock()))
    return seen.get(connectionId)?.isWell ?? false
  }

  return {
    isWell(clientId, connectionId) {
      const known = seen.get(connectionId)
      if (known && known.until > clock()) return known.isWell
      const under = looking.get(connectionId)
      if (under) return under
      const made = look(clientId, connectionId).finally(() => looking.delete(connectionId))
      looking.set(connectionId, made)
      return made
    },
    heard(connectionId, state, someoneWaits) {
      if (someoneWaits || !isCalm(state, clock())) note(connectionId, false)
      // Others may wait: the next call looks.
      else seen.delete(connectionId)
    },
  }
}

function isCalm({ kept, live }: FlowState, now: number): boolean {
  const { breaker, pause, throttles, limitAlert } = kept
  const isQuiet = breaker.open === undefined && breaker.failures === 0 && throttles === 0
  return isQuiet && limitAlert === undefined && live.probe === undefined && (pause === undefined || pause.until <= now)
}
