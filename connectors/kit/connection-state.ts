// A little memory of a connection, shared by all workers and changed by one at a time: counters, numbers that were given out. It lies where OAuth
// tokens lie (sealed, with a lock), for connectors that have none.
import type { CallContext } from './contract.ts'

const ORIGIN = 'connection-state'

/**
 * Replaces the memory by what `change` makes of it, and answers its result. Durable when it resolves. `change` may be called for a memory that is
 * then not stored (a lock that was lost): it must have no other effect.
 */
export async function changeState<S, R>(
  context: CallContext,
  change: (state: S | undefined) => { readonly state: S; readonly result: R },
): Promise<R> {
  let answer: { readonly access: string; readonly result: R } | undefined
  const stored = await context.tokens.renew(
    () => false,
    async (current) => {
      const { state, result } = change(current?.origin === ORIGIN ? (JSON.parse(current.access) as S) : undefined)
      answer = { access: JSON.stringify(state), result }
      return { access: answer.access, until: Number.MAX_SAFE_INTEGER, origin: ORIGIN }
    },
  )
  // Somebody else's memory came first: the change is made again, on top of it.
  return answer && stored.access === answer.access ? answer.result : changeState(context, change)
}
