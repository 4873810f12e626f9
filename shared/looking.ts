// Looks at something again and again, the next time after the last look has ended.

export interface Looking {
  start(): void
  /** Waits for a look that is under way. */
  stop(): Promise<void>
}

/** \`look\` runs every \`everyMs\`, first after that time; what it throws goes to \`onError\`, and the next look follows all the same. */
export function lookEvery(everyMs: number, look: () => Promise<void>, onError: (error: unknown) => void): Looking {
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> = Promise.resolve()
  let isRunning = false

  function next(): void {
    if (!isRunning) return
    timer = setTimeout(() => {
      looking = look().catch(onError).finally(next)
    }, everyMs)
  }

  return {
    start() {
      isRunning = true
      next()
    },
    async stop() {
      isRunning = false
      clearTimeout(timer)
      await looking
    },
  }
}
