// The isolates of a mapping worker: one for each client, the least recently used given up first.
import type { InitHeader } from '../protocol.ts'
import { guestMaker, type Context, type GuestFunction, type Isolate } from './isolated-vm.ts'
import type { Programs } from './programs.ts'

const GUEST = [
  'begin',
  'run',
  'settled',
  'end',
  'addTable',
  'dropTable',
  'install',
  'interpret',
  'together',
  'done',
  'notes',
  'collect',
] as const
type GuestName = (typeof GUEST)[number]

export interface ClientIsolate {
  readonly isolate: Isolate
  readonly context: Context
  readonly guest: Record<GuestName, GuestFunction>
  readonly tables: Set<string>
  /** Characters handed over since its last collection. */
  handedOver: number
}

/** More tables than a client's flows use at once; a changed table arrives under a new hash. */
const MAX_TABLES = 64
/** New clients that come one right behind the other; each costs about 3 MB. */
const SPARES = 2
/** How long after the last new client the spares are made again: whoever comes right behind does not wait for the next spare. */
const SPARE_DELAY_MS = 25

/** Answers a client's isolate, a fresh one when it has none that lives. */
export function clientIsolates(init: InitHeader, source: string, warmUp: Programs['warmUp']): (client: string) => ClientIsolate {
  const make = guestMaker<GuestName>(source, GUEST)
  // A new client's first mapping does not wait for an isolate.
  const isolates = withSpares(() => make(init.memoryMb), warmUp)
  const clients = new Map<string, ClientIsolate>()
  let newest: string | undefined

  return (client) => {
    const known = clients.get(client)
    if (known && newest === client && !known.isolate.isDisposed) return known
    newest = client
    clients.delete(client)
    const live = known && !known.isolate.isDisposed ? known : { ...isolates(), tables: new Set<string>(), handedOver: 0 }
    clients.set(client, live)
    for (const [name, oldest] of clients) {
      if (clients.size <= init.isolates) break
      clients.delete(name)
      if (!oldest.isolate.isDisposed) oldest.isolate.dispose()
    }
    return live
  }
}

/** `needed` are the tables of the request for which it is added. */
export function addTable(client: ClientIsolate, hash: string, rows: string, needed: readonly string[]): void {
  client.guest.addTable.applySync(undefined, [hash, rows])
  client.tables.add(hash)
  for (const oldest of client.tables) {
    if (client.tables.size <= MAX_TABLES) return
    if (needed.includes(oldest)) continue
    client.tables.delete(oldest)
    client.guest.dropTable.applySync(undefined, [oldest])
  }
}

function withSpares<T>(make: () => T, prepare: (made: T) => void): () => T {
  const ready: T[] = []
  /** A worker is needed when it starts, more than its spares are: the first is prepared later. */
  let first: T | undefined = make()
  /** One at a time: what is asked meanwhile comes between. */
  const due = setTimeout(() => {
    const spare = first ?? make()
    first = undefined
    prepare(spare)
    ready.push(spare)
    if (ready.length < SPARES) due.refresh()
  }, SPARE_DELAY_MS)
  return () => {
    const taken = ready.pop() ?? first ?? make()
    if (taken === first) first = undefined
    due.refresh()
    return taken
  }
}
