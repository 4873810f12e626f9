// Fires schedules: exactly one run per tick, whoever looks. The tick's instant is the event key, so the inbox refuses a second one;
// only then is the schedule moved on. After a standstill one tick fires for all that were missed.
import type { Logger } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import type { Schedule } from '#shared/model/connections.ts'
import type { Accepted, NewEvent } from '../engine/ports.ts'
import type { FlowStore, HookStore } from '../store/ports.ts'

export interface SchedulerOptions {
  readonly hooks: HookStore
  readonly flows: FlowStore
  readonly accept: (event: NewEvent) => Promise<Accepted>
  readonly nextTick: (cron: string, timeZone: string, after: Date) => string | null
  readonly now: () => Date
  readonly log: Logger
}

const LOOK_EVERY_MS = 1_000

export function createScheduler(options: SchedulerOptions) {
  const { hooks, flows, now, log } = options
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let running = false

  async function fire(schedule: Schedule): Promise<void> {
    if (schedule.nextAt === null) return
    const deployment = await flows.activeDeployment(schedule.clientId, schedule.flowId, schedule.environment)
    if (deployment) {
      await options.accept({
        clientId: schedule.clientId,
        flowId: schedule.flowId,
        environment: schedule.environment,
        version: deployment.version,
        trigger: 'schedule',
        eventKey: `schedule:${schedule.id}:${schedule.nextAt}`,
        body: new TextEncoder().encode(JSON.stringify({ scheduledAt: schedule.nextAt, input: schedule.input })),
        receivedAt: now(),
      })
    }
    await hooks.advanceSchedule(schedule.id, schedule.nextAt, options.nextTick(schedule.cron, schedule.timeZone, now()))
  }

  /** Fires what is due; one schedule's failure leaves the others alone and is tried again at the next look. */
  async function look(): Promise<void> {
    for (const schedule of await hooks.dueSchedules(now())) {
      await fire(schedule).catch((error: unknown) =>
        log.error({ err: toErrorData(error), scheduleId: schedule.id }, 'a schedule could not be fired'),
      )
    }
  }

  function next(): void {
    if (!running) return
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log.error({ err: toErrorData(error) }, 'looking for due schedules failed'))
        .finally(next)
    }, LOOK_EVERY_MS)
  }

  return {
    look,
    start() {
      running = true
      next()
    },
    async stop() {
      running = false
      clearTimeout(timer)
      await looking
    },
  }
}
