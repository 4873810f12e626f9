// Calls of the host's functions. An evaluation is synchronous; one that may await runs the same program again after each promise, with what the host
// answered before: each function of the host is called once, in order, and the program sees the same answers every time.
import { state } from './state.ts'

/** Thrown where an answer is a promise. It passes through the program like an error. */
export class Suspension {
  readonly promise: PromiseLike<unknown>
  constructor(promise: PromiseLike<unknown>) {
    this.promise = promise
  }
}

export function hostCall(run: () => unknown): unknown {
  const { replay } = state
  if (!replay) {
    const result = run()
    if (!isPromise(result)) return firstOf(result)
    throw new TypeError('A function of the host gave a promise: evaluate this expression with evaluateAsync.')
  }
  const known = replay.answers[replay.asked++]
  if (known) {
    if ('error' in known) throw known.error
    return known.value
  }
  const result = run()
  if (isPromise(result)) throw new Suspension(result)
  const value = firstOf(result)
  replay.answers.push({ value })
  return value
}

/** Runs until no promise is left. `attempt` runs the whole program. */
export async function withAnswers(attempt: () => unknown): Promise<unknown> {
  const answers: ({ readonly value: unknown } | { readonly error: unknown })[] = []
  for (;;) {
    state.replay = { answers, asked: 0 }
    try {
      return attempt()
    } catch (thrown) {
      if (!(thrown instanceof Suspension)) throw thrown
      const { promise } = thrown
      state.replay = undefined
      answers.push(await settled(promise))
    } finally {
      state.replay = undefined
    }
  }
}

async function settled(promise: PromiseLike<unknown>): Promise<{ readonly value: unknown } | { readonly error: unknown }> {
  try {
    return { value: firstOf(await promise) }
  } catch (error) {
    return { error }
  }
}

function isPromise(result: unknown): result is PromiseLike<unknown> {
  return typeof result === 'object' && result !== null && 'then' in result && typeof result.then === 'function'
}

/** An iterator gives its first value. */
function firstOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !(Symbol.iterator in result) || !('next' in result)) return result
  return typeof result.next === 'function' ? ((result as Iterator<unknown>).next().value as unknown) : result
}
