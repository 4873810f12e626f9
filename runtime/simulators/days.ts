// Plays a retailer's day on a simulator, in seconds or hours, and can be stopped. Held in memory: a day ends with the process.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors.ts'
import type { SimulatedDay } from '#shared/model/descriptors.ts'
import { dayInTheLife } from '#connectors/kit/retailer/day.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { Simulator } from '#connectors/kit/contract.ts'

export interface PlayDayOptions {
  readonly seed: number
  readonly orders: number
  /** How long the day takes; 0: as fast as it goes. */
  readonly minutes: number
}

export interface Days {
  /** Begins; throws `conflict` while a day is played there, and `invalid-request` where none can be. */
  play(name: string, simulator: Simulator, options: PlayDayOptions): SimulatedDay
  /** The last one. */
  of(name: string): SimulatedDay | undefined
  /** Undefined where none is played. */
  stop(name: string): SimulatedDay | undefined
  stopAll(): void
}

export function createDays({ now }: { readonly now: () => Date }): Days {
  const days = new Map<string, { day: SimulatedDay; readonly stop: AbortController }>()

  async function run(
    name: string,
    play: NonNullable<Simulator['play']>,
    { seed, orders, minutes }: PlayDayOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const events = dayInTheLife(harbourFinch(), { seed, orders })
    const begun = Date.now()
    const length = events.at(-1)?.second ?? 1
    const label = `${seed}-${begun}`
    const change = (more: Partial<SimulatedDay>) => {
      const known = days.get(name)
      if (known) known.day = { ...known.day, ...more }
    }
    let done = 0
    let played = 0
    change({ total: events.length })
    try {
      for (const event of events) {
        const due = begun + (event.second / length) * minutes * 60_000
        await sleep(Math.max(0, due - Date.now()), undefined, { signal })
        if (await play(event, label)) played++
        change({ done: ++done, played })
      }
      change({ state: 'finished', finishedAt: now().toISOString() })
    } catch (error) {
      const message = signal.aborted ? undefined : error instanceof Error ? error.message : 'unknown'
      change({
        state: message === undefined ? 'stopped' : 'failed',
        finishedAt: now().toISOString(),
        ...(message !== undefined && { message }),
      })
    }
  }

  return {
    play(name, simulator, options) {
      if (!simulator.play)
        throw new AppError('invalid-request', { message: `No day can be played on the simulator ${name}.`, fix: 'Choose a shop.' })
      if (days.get(name)?.day.state === 'playing')
        throw new AppError('conflict', { message: 'A day is being played there already.', fix: 'Stop it first.' })
      const stop = new AbortController()
      const day: SimulatedDay = { ...options, state: 'playing', total: 0, done: 0, played: 0, startedAt: now().toISOString() }
      const entry = { day, stop }
      days.set(name, entry)
      void run(name, simulator.play, options, stop.signal)
      return entry.day
    },
    of: (name) => days.get(name)?.day,
    stop(name) {
      const known = days.get(name)
      known?.stop.abort()
      return known?.day
    },
    stopAll() {
      for (const { stop } of days.values()) stop.abort()
    },
  }
}
