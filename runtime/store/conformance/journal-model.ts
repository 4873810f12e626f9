// The journal against a model of it: whatever order events, claims, commits, losses and cancellations come in, both agree.
import { array, assert, asyncProperty, boolean, constant, constantFrom, integer, nat, oneof, record, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type RunStatus } from '#shared/model/runs.ts'
import type { JournalEntry } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, anEvent, claim, later } from './arrange.ts'

type Step =
  | { readonly kind: 'accept'; readonly key: number; readonly begins: boolean }
  | { readonly kind: 'claim'; readonly limit: number }
  | { readonly kind: 'commit'; readonly run: number; readonly stale: boolean; readonly events: number; readonly to: Transition }
  | { readonly kind: 'cancel'; readonly run: number }
  | { readonly kind: 'lose' }
  | { readonly kind: 'pass'; readonly ms: number }
type Transition = 'none' | 'waiting' | 'succeeded' | 'parked'

const aStep: Arbitrary<Step> = oneof(
  record({ kind: constant('accept' as const), key: nat(5), begins: boolean() }),
  record({ kind: constant('claim' as const), limit: integer({ min: 1, max: 3 }) }),
  record({
    kind: constant('commit' as const),
    run: nat(5),
    stale: boolean(),
    events: nat(3),
    to: constantFrom<Transition[]>('none', 'waiting', 'succeeded', 'parked'),
  }),
  record({ kind: constant('cancel' as const), run: nat(5) }),
  record({ kind: constant('lose' as const) }),
  record({ kind: constant('pass' as const), ms: nat(100) }),
)

interface ModelRun {
  readonly id: string
  readonly key: number
  status: RunStatus
  fence: number
  recoveries: number
  cancelRequested: boolean
  dueMs: number
  events: number
}

/** A model's runs, and the store that is to agree with them. */
interface World {
  readonly store: Store
  readonly clientId: string
  readonly runs: ModelRun[]
  ms: number
}

/** What the store answered and what the model expects of it. */
type Answers = readonly [seen: unknown, wanted: unknown]
const NOTHING: Answers = [undefined, undefined]

function end(run: ModelRun, status: RunStatus, events: number): void {
  run.status = status
  run.events += events
}

async function accept(world: World, { key, begins }: Extract<Step, { kind: 'accept' }>): Promise<Answers> {
  const known = world.runs.find((run) => run.key === key)
  const event = anEvent({ clientId: world.clientId, eventKey: `${key}`, receivedAt: later(world.ms) })
  const begin = { owner: 'worker', leaseMs: 30_000 }
  const { runId, duplicate, begun } = await world.store.journal.accept(begins ? { ...event, begin } : event)
  if (known)
    return [
      { runId, duplicate },
      { runId: known.id, duplicate: true },
    ]
  const start = begins ? ({ status: 'running', fence: 1 } as const) : ({ status: 'queued', fence: 0 } as const)
  world.runs.push({ id: runId, key, ...start, recoveries: 0, cancelRequested: false, dueMs: world.ms, events: 1 })
  return [
    { duplicate, begun: begun?.status },
    { duplicate: false, begun: begins ? 'running' : undefined },
  ]
}

async function claimSome(world: World, limit: number): Promise<Answers> {
  const due = world.runs.filter(({ status, dueMs }) => (status === 'queued' || status === 'waiting') && dueMs <= world.ms)
  const oldest = due.map(({ dueMs }) => dueMs).toSorted((a, b) => a - b)
  const claimed = await claim(world.store, { now: later(world.ms), limit })
  // Of runs due at the same instant any may come first: only the instants are compared.
  const seen = claimed.map(({ run, fence }) => {
    const model = due.find(({ id }) => id === run.id)
    if (!model) return { strange: run.id }
    model.status = 'running'
    model.fence++
    return { dueMs: model.dueMs, fenceIsNext: fence === model.fence }
  })
  return [seen, oldest.slice(0, limit).map((dueMs) => ({ dueMs, fenceIsNext: true }))]
}

async function commit(world: World, run: ModelRun, step: Extract<Step, { kind: 'commit' }>): Promise<Answers> {
  const { to, stale } = step
  const ends = to === 'succeeded' || to === 'parked'
  const written = run.status === 'running' && !stale
  const cancelled = written && run.cancelRequested && !ends
  const dueMs = world.ms + 50
  const entry: JournalEntry = {
    runId: run.id,
    clientId: world.clientId,
    fence: stale ? run.fence - 1 : run.fence,
    events: Array.from({ length: step.events }, () => ({ kind: 'run-started', version: 1 })),
    at: later(world.ms),
    ...(to !== 'none' && { transition: { status: to, ...(to === 'waiting' && { dueAt: later(dueMs) }) } }),
  }
  const seen = await world.store.journal.commit(entry)
  if (cancelled) end(run, 'cancelled', step.events + 1)
  else if (written) end(run, to === 'none' ? run.status : to, step.events)
  if (run.status === 'waiting' && written) run.dueMs = dueMs
  return [seen, written && !cancelled]
}

async function cancel(world: World, run: ModelRun): Promise<Answers> {
  const open = !TERMINAL_STATUSES.includes(run.status)
  if (run.status === 'running') run.cancelRequested = true
  else if (open) end(run, 'cancelled', 1)
  return [await world.store.journal.cancel(world.clientId, run.id, later(world.ms)), open]
}

async function lose(world: World): Promise<Answers> {
  const lost = world.runs.filter(({ status }) => status === 'running')
  for (const run of lost) {
    run.recoveries++
    if (run.cancelRequested) end(run, 'cancelled', 1)
    else Object.assign(run, { status: 'queued', dueMs: world.ms })
  }
  const recovered = lost.filter(({ status }) => status === 'queued').length
  return [await world.store.journal.recover({ now: later(world.ms) }), recovered]
}

async function take(world: World, step: Step): Promise<Answers> {
  const run = 'run' in step ? world.runs[step.run] : undefined
  if (step.kind === 'accept') return accept(world, step)
  if (step.kind === 'claim') return claimSome(world, step.limit)
  if (step.kind === 'lose') return lose(world)
  if (step.kind === 'commit' && run) return commit(world, run, step)
  if (step.kind === 'cancel' && run) return cancel(world, run)
  if (step.kind === 'pass') world.ms += step.ms
  return NOTHING
}

/** All that a reader sees of the runs. */
async function compare({ store, clientId, runs }: World): Promise<Answers> {
  const seen = runs.map(async ({ id }) => {
    const run = await store.runs.get(clientId, id)
    const events = await store.runs.events(clientId, id)
    return { status: run?.status, recoveries: run?.recoveries, seqs: events.map(({ seq }) => seq) }
  })
  const wanted = runs.map(({ status, recoveries, events }) => ({
    status,
    recoveries,
    seqs: Array.from({ length: events }, (_, index) => index + 1),
  }))
  return [await Promise.all(seen), wanted]
}

/** Leaves nothing for the next model's claims. */
async function clear({ store, clientId, runs }: World): Promise<void> {
  for (const { id } of runs) await store.journal.cancel(clientId, id, NOW)
  await store.journal.recover({ now: NOW })
}

export function journalModelCases(store: () => Store): void {
  describe('the journal', () => {
    it('agrees with its model after any sequence of steps', async () => {
      const steps = array(aStep, { minLength: 20, maxLength: 60 })
      const agrees = asyncProperty(steps, async (sequence) => {
        const world: World = { store: store(), clientId: newId('client'), runs: [], ms: 0 }
        try {
          for (const step of sequence) {
            const [seen, wanted] = await take(world, step)
            expect(seen).toEqual(wanted)
          }
          const [seen, wanted] = await compare(world)
          expect(seen).toEqual(wanted)
        } finally {
          await clear(world)
        }
      })
      await expect(assert(agrees, { numRuns: 30 })).resolves.toBeUndefined()
    }, 120_000)
  })
}
