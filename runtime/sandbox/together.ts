// Requests that are evaluated in one call into an isolate: what the worker and the guest agree on.

/** A request of known programs. `lengths` are those of its input and of each binding in the texts beside. */
export interface TogetherRequest {
  readonly clock: number
  readonly programs: readonly number[]
  readonly chain?: readonly ('value' | 'test')[]
  readonly bindings: readonly string[]
  readonly lengths: readonly number[]
}

/** What a chain's next program gets behind an outcome: another input, the same one (`true`), or nothing, when the chain ends. */
export function passedOn(link: 'value' | 'test' | undefined, outcome: string): string | true | undefined {
  if (link === 'value') return outcome.startsWith('j') ? outcome.slice(1) : undefined
  return link === undefined || outcome === 'jtrue' ? true : undefined
}
