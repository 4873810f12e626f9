// isolated-vm hands long texts over as V8's external strings. They live in the old generation, and their bytes do not count where V8 decides when to
// look there: a worker that only evaluates small mappings would keep every text it ever saw. So it looks itself, now and then.
import type { ClientIsolate } from './clients.ts'

/** Characters that were handed over, after which what is left of them is looked for. A collection takes some milliseconds. */
const COLLECT_AFTER = 16_000_000

/** Given by `--expose-gc`. */
declare const gc: (() => void) | undefined

export interface Collector {
  /** Texts that went into a client's isolate. */
  given(client: ClientIsolate, characters: number): void
  /** Texts that came out of one. */
  taken(characters: number): void
}

export function collector(): Collector {
  let taken = 0
  return {
    given(client, characters) {
      client.handedOver += characters
      if (client.handedOver < COLLECT_AFTER || client.isolate.isDisposed) return
      client.handedOver = 0
      client.guest.collect.applySync(undefined, [])
    },
    taken(characters) {
      taken += characters
      if (taken < COLLECT_AFTER) return
      taken = 0
      gc?.()
    },
  }
}
