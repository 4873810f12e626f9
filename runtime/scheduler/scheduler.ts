// Fires schedules: exactly one run for a time, whoever looks. A due time is first noted as waiting, then accepted with the time as its
// event key, then taken off: the inbox refuses a second one, and every change names the state it was made from, so of several
// schedulers one wins. One that dies in between leaves what the next look finishes.
import type { Logger } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import { lookEvery } from '#shared/looking.ts'
import { nextTick } from '#shared/flow/ticks.ts'
import type { Schedule } from '#shared/model/connections.ts'
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import type { Accepted, NewEvent } from '../engine/ports.ts'
import type { FlowStore, HookStore, RunStore } from '../store/ports.ts'
import { admit, CATCH_UP_TIMES } from './admit.ts'
import { fullWords, missedWords, overlapWords } from './words.ts'

export interface SchedulerOptions {
  readonly hooks: Pick<HookStore, 'dueSchedules' | 'advanceSchedule'>
  readonly flows: Pick<FlowStore, 'activeDeployment'>
  readonly runs: Pick<RunStore, 'get'>
  readonly accept: (event: NewEvent) => Promise<Accepted>
  readonly now: () => Date
  readonly log: Logger
}

const LOOK_EVERY_MS = 1_000
/** Schedules tended at once: their writes share commits. */
const AT_ONCE = 64

export function createScheduler(options: SchedulerOptions) {
  const { hooks, flows, now, log } = options

  const eventOf = ({ clientId, flowId, environment, input }: Schedule, version: number, tick: string): Omit<NewEvent, 'eventKey'> => ({
    clientId,
    flowId,
    environment,
    version,
    trigger: 'schedule',
    body: new TextEncoder().encode(JSON.stringify({ scheduledAt: tick, input })),
    receivedAt: now(),
  })

  /** One line for people, however often it is asked for with the same `about`. */
  const note = (schedule: Schedule, version: number, tick: string, about: string, skip: string) =>
    options.accept({ ...eventOf(schedule, version, tick), eventKey: `schedule:${schedule.id}:${about}`, skip })

  /** Stores the new state; undefined when another scheduler, or a deployment, was faster. */
  async function advance(schedule: Schedule, change: Partial<Schedule>): Promise<Schedule | undefined> {
    const changed = { ...schedule, ...change }
    return (await hooks.advanceSchedule(schedule, changed)) ? changed : undefined
  }

  /** Moves the times that have come to the waiting ones, without those that the policies leave out. */
  async function takeDue(schedule: Schedule, version: number): Promise<Schedule | undefined> {
    const { nextAt, waiting } = schedule
    if (nextAt === null || nextAt > now().toISOString()) return schedule
    const admission = admit({ ...schedule, nextAt }, now())
    if (admission.missed) {
      await note(schedule, version, admission.missed.first, `missed:${nextAt}`, missedWords(schedule, admission.missed))
    }
    const kept = admission.run.slice(0, CATCH_UP_TIMES - waiting.length)
    const surplus = admission.run[kept.length]
    if (surplus !== undefined) await note(schedule, version, surplus, `full:${waiting[0] ?? nextAt}`, fullWords(schedule, surplus))
    return advance(schedule, {
      nextAt: admission.nextAt,
      waiting: [...waiting, ...kept],
      skippedTicks: schedule.skippedTicks + (admission.missed?.count ?? 0) + admission.run.length - kept.length,
    })
  }

  async function isBusy({ clientId, lastRunId }: Schedule): Promise<boolean> {
    const last = lastRunId === undefined ? undefined : await options.runs.get(clientId, lastRunId)
    return last !== undefined && !TERMINAL_STATUSES.includes(last.status)
  }

  /** Accepts the waiting times, as far as the run before them allows. */
  async function release(schedule: Schedule, version: number): Promise<void> {
    let current: Schedule | undefined = schedule
    while (current) {
      const [tick, ...rest]: readonly string[] = current.waiting
      if (tick === undefined) return
      if (current.overlap !== 'parallel' && (await isBusy(current))) {
        if (current.overlap === 'queue') return
        await note(current, version, tick, `behind:${current.lastRunId}`, overlapWords(current, tick))
        await advance(current, { waiting: [], skippedTicks: current.skippedTicks + current.waiting.length })
        return
      }
      const { runId } = await options.accept({ ...eventOf(current, version, tick), eventKey: `schedule:${current.id}:${tick}` })
      current = await advance(current, { waiting: rest, lastRunId: runId })
    }
  }

  async function tend(schedule: Schedule): Promise<void> {
    const deployment = await flows.activeDeployment(schedule.clientId, schedule.flowId, schedule.environment)
    // A stop of the flow was interrupted half-way: until it is finished, the times pass.
    if (!deployment) return void (await advance(schedule, { nextAt: nextTick(schedule.cron, schedule.timeZone, now()), waiting: [] }))
    const current = await takeDue(schedule, deployment.version)
    if (current) await release(current, deployment.version)
  }

  /** Fires what is due; one schedule's failure leaves the others alone and is tried again at the next look. */
  async function look(): Promise<void> {
    const due = (await hooks.dueSchedules(now())).values()
    const tendNext = async () => {
      for (const schedule of due) {
        await tend(schedule).catch((error: unknown) =>
          log.error({ err: toErrorData(error), scheduleId: schedule.id }, 'a schedule could not be fired'),
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, tendNext))
  }

  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: toErrorData(error) }, 'looking for due schedules failed'))

  return {
    look,
    start: looking.start,
    stop: looking.stop,
  }
}
