// Tasks that are done by one at a time, within the one process there is.
import type { Store } from '../ports.ts'

export function createTurns(): Store['alone'] {
  const under = new Map<string, Promise<unknown>>()
  return async (task, otherwise, work) => {
    for (let current = under.get(task); current; current = under.get(task)) {
      if (otherwise === 'skip') return undefined
      await current.catch(() => undefined)
    }
    const mine = work()
    under.set(task, mine)
    try {
      return await mine
    } finally {
      under.delete(task)
    }
  }
}
