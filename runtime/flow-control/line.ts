// Calls of this process that stand for a free place on one connection, in the order in which they came.

export interface Line {
  /** Calls under way here that no other process counts. */
  free: number
  /** Resolves when it is worth asking again, after `ms` at the latest, or when the signal aborts. `first`: it has waited before. */
  stand(ms: number, first: boolean, signal: AbortSignal): Promise<void>
  /** A place became free here. */
  next(): void
  readonly length: number
}

/** Places are also given back by other processes, which cannot tell us. */
const LOOK_AGAIN_MS = 100

export function createLine(): Line {
  const standing: (() => void)[] = []
  let looking: NodeJS.Timeout | undefined

  const next = () => standing.shift()?.()

  return {
    free: 0,
    next,
    get length() {
      return standing.length
    },
    stand(ms, first, signal) {
      return new Promise((resolve) => {
        const done = () => {
          const at = standing.indexOf(done)
          if (at >= 0) standing.splice(at, 1)
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          if (standing.length === 0) {
            clearInterval(looking)
            looking = undefined
          }
          resolve()
        }
        const timer = setTimeout(done, ms)
        signal.addEventListener('abort', done, { once: true })
        if (first) standing.unshift(done)
        else standing.push(done)
        looking ??= setInterval(next, LOOK_AGAIN_MS)
      })
    },
  }
}
