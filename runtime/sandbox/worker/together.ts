// Small requests of one client in one call into its isolate: a call costs some microseconds, and so does each text that is handed over.
import type { TogetherRequest } from '../together.ts'
import type { ClientIsolate } from './clients.ts'
import type { Collector } from './collect.ts'
import { stoppedBy } from './isolated-vm.ts'
import type { Request } from './mapping.ts'
import type { Outbox } from './outbox.ts'

/** Who is done waits for this long at most for one that takes longer than usual; that one is then evaluated by itself, with all its time. */
const LEASH_MS = 10

/** Answers how many are done, from the first on, and puts their outcomes into the outbox. The next one needs to be evaluated by itself. */
export function evaluateTogether(
  requests: readonly Request[],
  isolateOf: (client: string) => ClientIsolate,
  outputLimit: number,
  out: Outbox,
  collector: Collector,
): number {
  const [first] = requests
  if (!first) return 0
  const began = performance.now()
  const client = isolateOf(first.header.client)
  const isOnlyOne = requests.length === 1 && out.isEmpty
  const timeout = isOnlyOne ? first.header.timeoutMs : Math.min(LEASH_MS, ...requests.map(({ header }) => header.timeoutMs))
  const texts = requests.length === 1 ? first.texts.join('') : requests.map((request) => request.texts.join('')).join('')
  let answer: string
  try {
    answer = client.guest.together.applySync(undefined, [headOf(requests), texts, outputLimit], { timeout }) ?? ''
  } catch (error) {
    if (stoppedBy(error, client.isolate) !== 'timeout') {
      if (!client.isolate.isDisposed) client.isolate.dispose()
      return 0
    }
    answer = client.guest.done.applySync(undefined, []) ?? ''
  }
  collector.given(client, texts.length)
  collector.taken(answer.length)
  const end = answer.indexOf('\n')
  const lengths = JSON.parse(answer.slice(0, end)) as number[][]
  const ms = (performance.now() - began) / Math.max(1, lengths.length)
  let at = end + 1
  for (const [index, own] of lengths.entries()) {
    const outcomes = own.map((length) => answer.slice(at, (at += length)))
    const id = requests[index]?.header.id
    if (id !== undefined) out.add(id, outcomes, ms)
  }
  return lengths.length
}

function headOf(requests: readonly Request[]): string {
  return JSON.stringify(
    requests.map(({ header, texts }): TogetherRequest => ({
      clock: header.clock,
      programs: header.programs,
      ...(header.chain && { chain: header.chain }),
      bindings: header.bindings ?? [],
      lengths: texts.map((text) => text.length),
    })),
  )
}
