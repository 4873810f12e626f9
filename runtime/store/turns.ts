// Whose runs are taken next: clients in turn, within a client its flows in turn, and neither more than its share of a worker's places.
// Both stores ask here, so that a run's chances do not depend on the database.
import type { Environment } from '#shared/model/accounts.ts'
import type { Places } from '#runtime/engine/ports.ts'

/** The due runs of one flow and environment, oldest first. */
export interface Line {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly runIds: readonly string[]
}

export interface Turn {
  readonly clientId: string
  readonly runId: string
}

/**
 * A client may hold three times as many places as are left free, a flow twice as many: alone, three quarters and two thirds of all.
 * The more clients are busy, the less each of them gets, and some place is always free for one that comes later, however long the others'
 * runs are stuck (dynamic thresholds, as switches share their buffers).
 */
const CLIENT_SHARE = 3
const FLOW_SHARE = 2

/** Counts what is running, and what is being taken. */
export interface Room {
  has(clientId: string, flowId: string): boolean
  hasForClient(clientId: string): boolean
  take(clientId: string, flowId: string): void
}

export function openRoom(places: Places | undefined): Room {
  if (!places) return { has: () => true, hasForClient: () => true, take: () => undefined }
  const byClient = new Map(places.byClient)
  const byFlow = new Map(places.byFlow)
  let { free } = places
  const hasForClient = (clientId: string) => {
    const running = byClient.get(clientId) ?? 0
    return running < places.perClient && running < free * CLIENT_SHARE
  }
  return {
    hasForClient,
    has(clientId, flowId) {
      const running = byFlow.get(flowId) ?? 0
      return hasForClient(clientId) && running < places.perFlow && running < free * FLOW_SHARE
    },
    take(clientId, flowId) {
      free--
      byClient.set(clientId, (byClient.get(clientId) ?? 0) + 1)
      byFlow.set(flowId, (byFlow.get(flowId) ?? 0) + 1)
    },
  }
}

/** Up to `limit` runs of these lines. Lines of one client stand together; `round` says which of them is the first this time. */
export function takeTurns(lines: readonly Line[], limit: number, room: Room, round: number): readonly Turn[] {
  const clients = [...Map.groupBy(lines, ({ clientId }) => clientId).values()].map((own) => {
    const first = round % own.length
    return [...own.slice(first), ...own.slice(0, first)].map((line) => ({ line, next: 0 }))
  })
  const turns: Turn[] = []
  for (let taken = true; taken && turns.length < limit;) {
    taken = false
    for (const own of clients) {
      const ready = own.find(({ line, next }) => next < line.runIds.length && room.has(line.clientId, line.flowId))
      const runId = ready?.line.runIds[ready.next]
      if (!ready || runId === undefined) continue
      const { clientId, flowId } = ready.line
      ready.next++
      // To the end of the client's queue: its other flows come first now.
      own.push(...own.splice(own.indexOf(ready), 1))
      room.take(clientId, flowId)
      turns.push({ clientId, runId })
      taken = true
      if (turns.length === limit) break
    }
  }
  return turns
}
