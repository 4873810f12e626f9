// How many of a worker's places one client and one flow may hold, so that some are free for whoever comes next. Workers and both stores ask here.

/** A worker's places and who has them, so that neither a client nor a flow takes them all. */
export interface Places {
  readonly free: number
  /** Runs under way of each client. */
  readonly byClient: ReadonlyMap<string, number>
  /** Runs under way of each flow. */
  readonly byFlow: ReadonlyMap<string, number>
  /** Never more than this of one client, of one flow; the share that leaves room for others may be smaller. */
  readonly perClient: number
  readonly perFlow: number
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

const clientHasRoom = ({ free, byClient, perClient }: Places, clientId: string): boolean => {
  const running = byClient.get(clientId) ?? 0
  return running < perClient && running < free * CLIENT_SHARE
}

/** One more of this flow may run. */
export function hasRoom(places: Places, clientId: string, flowId: string): boolean {
  const running = places.byFlow.get(flowId) ?? 0
  return clientHasRoom(places, clientId) && running < places.perFlow && running < places.free * FLOW_SHARE
}

export function openRoom(places: Places | undefined): Room {
  if (!places) return { has: () => true, hasForClient: () => true, take: () => undefined }
  const byClient = new Map(places.byClient)
  const byFlow = new Map(places.byFlow)
  const left = { ...places, byClient, byFlow }
  return {
    hasForClient: (clientId) => clientHasRoom(left, clientId),
    has: (clientId, flowId) => hasRoom(left, clientId, flowId),
    take(clientId, flowId) {
      left.free--
      byClient.set(clientId, (byClient.get(clientId) ?? 0) + 1)
      byFlow.set(flowId, (byFlow.get(flowId) ?? 0) + 1)
    },
  }
}
