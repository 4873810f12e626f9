// One run's side of the journal: collects events, effects and exceptions and commits them together.
// Everything asked for within one turn of the event loop shares one commit; whoever needs it stored awaits `flush`.
import type { ExceptionRecord, NewRunEvent } from '#shared/model/runs.ts'
import type { ClaimedRun, Effect, Journal, JournalEntry, NewWait } from './ports.ts'

/** Somebody else has the run now, or it was cancelled: stop, and write nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export interface RunJournal {
  event(event: NewRunEvent): void
  effect(effect: Effect): void
  exception(exception: ExceptionRecord): void
  wait(wait: NewWait): void
  /** All revisions of lookup tables read so far. */
  tables(tables: Readonly<Record<string, number>>): void
  /** Resolves when everything noted so far is on disk. Throws LeaseLost. */
  flush(): Promise<void>
  /** Commits soon, without anybody waiting; a failure shows at the next flush. */
  flushSoon(): void
  /** The last commit: ends or pauses the lease. */
  finish(transition: NonNullable<JournalEntry['transition']>): Promise<void>
}

export function createRunJournal(claimed: ClaimedRun, journal: Journal, now: () => Date): RunJournal {
  let events: NewRunEvent[] = []
  let effects: Effect[] = []
  let exceptions: ExceptionRecord[] = []
  let waits: NewWait[] = []
  let tables: JournalEntry['tables']
  let tail: Promise<void> = Promise.resolve()
  let scheduled: Promise<void> | undefined
  let soon = false

  async function write(transition?: JournalEntry['transition']): Promise<void> {
    if (!transition && events.length + effects.length + exceptions.length + waits.length === 0 && !tables) return
    const entry: JournalEntry = {
      runId: claimed.run.id,
      clientId: claimed.run.clientId,
      fence: claimed.fence,
      events,
      effects,
      exceptions,
      waits,
      at: now(),
      ...(tables && { tables }),
      ...(transition && { transition }),
    }
    events = []
    effects = []
    exceptions = []
    waits = []
    tables = undefined
    if (!(await journal.commit(entry))) throw new LeaseLost()
  }

  /** After the commit before it; a failed commit fails all that follow, so that nothing is written after a gap. */
  function enqueue(transition?: JournalEntry['transition']): Promise<void> {
    tail = tail.then(() => write(transition))
    return tail
  }

  const flush = () =>
    (scheduled ??= Promise.resolve().then(() => {
      scheduled = undefined
      return enqueue()
    }))

  return {
    event: (event) => void events.push(event),
    effect: (effect) => void effects.push(effect),
    exception: (exception) => void exceptions.push(exception),
    wait: (wait) => void waits.push(wait),
    tables: (next) => void (tables = next),
    flush,
    flushSoon() {
      if (soon) return
      soon = true
      // After this turn: a run that ends right after its last call takes the outcome along in its final commit.
      setImmediate(() => {
        soon = false
        flush().catch(() => undefined) // kept in `tail`: the next flush or finish throws it
      })
    },
    finish: (transition) => enqueue(transition),
  }
}
