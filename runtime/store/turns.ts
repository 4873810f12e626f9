// Whose runs are taken next: clients in turn, within a client its flows in turn, and neither more than its share of a worker's places (engine/room.ts).
// Both stores ask here, so that a run's chances do not depend on the database.
import type { Environment } from '#shared/model/accounts.ts'
import type { Room } from '#shared/run/room.ts'

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
