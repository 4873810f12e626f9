// Plays a retailer's day on a simulator, in seconds or hours, and can be stopped. Held in memory: a day ends with the process.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
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
  /**
   * Begins one day in several systems: each plays what happens in it, and what is of one order bears one name in all of them. Throws, before
   * any has begun, as `play` does.
   */
  playIn(systems: ReadonlyMap<string, Simulator>, options: PlayDayOptions): void
  /** The last one. */
  of(name: string): SimulatedDay | undefined
  /** Undefined where none is played. */
  stop(name: string): SimulatedDay | undefined
  stopAll(): void
}

type Play = NonNullable<Simulator['play']>

export function createDays({ now }: { readonly now: () => Date }): Days {
  const days = new Map<string, { day: SimulatedDay; readonly stop: AbortController }>()

  async function run(
    name: string,
    play: Play,
    { seed, orders, minutes }: PlayDayOptions,
    signal: AbortSignal,
    begun: number,
  ): Promise<void> {
    const events = dayInTheLife(harbourFinch(), { seed, orders })
    const length = events.at(-1)?.second ?? 1
    // Systems that began together know the day by one name.
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

  function begin(name: string, play: Play, options: PlayDayOptions, begun: number): SimulatedDay {
    const stop = new AbortController()
    const day: SimulatedDay = { ...options, state: 'playing', total: 0, done: 0, played: 0, startedAt: now().toISOString() }
    days.set(name, { day, stop })
    void run(name, play, options, stop.signal, begun)
    return day
  }

  /** Throws where no day can be played, or one is. */
  function ready(name: string, { play }: Simulator): Play {
    if (!play)
      throw new AppError('invalid-request', { message: say`No day can be played on the simulator ${name}.`, fix: 'Choose a shop.' })
    if (days.get(name)?.day.state === 'playing')
      throw new AppError('conflict', { message: say`A day is being played on ${name} already.`, fix: 'Stop it first.' })
    return play
  }

  return {
    play: (name, simulator, options) => begin(name, ready(name, simulator), options, Date.now()),
    playIn(systems, options) {
      const plays = [...systems].map(([name, simulator]) => [name, ready(name, simulator)] as const)
      const begun = Date.now()
      for (const [name, play] of plays) begin(name, play, options, begun)
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
