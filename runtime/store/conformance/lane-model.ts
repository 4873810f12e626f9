// Lanes against a model of them: whatever order events, routing, claims, endings, losses, decisions and replays come in, both let the same runs begin.
import { array, assert, asyncProperty, boolean, constant, constantFrom, integer, nat, oneof, record, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { Run } from '#shared/model/runs.ts'
import type { Route } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, anEntry, anEvent, anException, claim } from './arrange.ts'

type Step =
  | { readonly kind: 'accept'; readonly lane: number }
  | { readonly kind: 'route'; readonly limit: number }
  | { readonly kind: 'claim' }
  | { readonly kind: 'end'; readonly run: number; readonly to: 'succeeded' | 'parked' | 'waiting' }
  | { readonly kind: 'cancel'; readonly run: number }
  | { readonly kind: 'lose' }
  | { readonly kind: 'discard'; readonly run: number }
  | { readonly kind: 'replay'; readonly run: number }

/** Often what fills lanes and empties them; seldom what empties them all. */
const aStep: Arbitrary<Step> = oneof(
  { weight: 4, arbitrary: record({ kind: constant('accept' as const), lane: nat(1) }) },
  { weight: 3, arbitrary: record({ kind: constant('route' as const), limit: integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: record({ kind: constant('claim' as const) }) },
  {
    weight: 4,
    arbitrary: record({
      kind: constant('end' as const),
      run: nat(1),
      to: constantFrom('succeeded' as const, 'parked' as const, 'waiting' as const),
    }),
  },
  { weight: 2, arbitrary: record({ kind: constant('replay' as const), run: nat(2) }) },
  { weight: 1, arbitrary: record({ kind: constant('discard' as const), run: nat(2) }) },
  { weight: 1, arbitrary: record({ kind: constant('cancel' as const), run: nat(9) }) },
  { weight: 1, arbitrary: record({ kind: constant('lose' as const) }) },
)

interface Member {
  readonly run: Run
  readonly lane: number
  /** The number of the event, which a replay shares with the run it replays. */
  readonly place: number
  fence: number
  state: 'unrouted' | 'pending' | 'running' | 'cancelling' | 'ended'
  /** Open exception of it. */
  parked: string | undefined
  /** Stands in its lane. */
  stands: boolean
}

interface World {
  readonly store: Store
  readonly clientId: string
  readonly holds: boolean
  readonly members: Member[]
  /** The released place of each lane. */
  readonly released: Map<number, number>
  events: number
}

const inState = ({ members }: World, ...states: Member['state'][]) => members.filter(({ state }) => states.includes(state))

/** Releases the earliest place of every lane whose released place is empty. */
function settle({ members, released }: World): void {
  for (const lane of new Set(members.map((member) => member.lane))) {
    const places = members.filter((member) => member.lane === lane && member.stands).map(({ place }) => place)
    if (places.includes(released.get(lane) ?? -1)) continue
    if (places.length > 0) released.set(lane, Math.min(...places))
    else released.delete(lane)
  }
}

function end(world: World, member: Member): void {
  member.state = 'ended'
  member.stands &&= world.holds && member.parked !== undefined
}

async function accept(world: World, lane: number): Promise<void> {
  const { clientId, store } = world
  const { runId } = await store.journal.accept(anEvent({ clientId, ordered: true, body: Buffer.from(`${lane}`) }))
  const run = await store.runs.get(clientId, runId)
  if (run) world.members.push({ run, lane, place: world.events++, fence: 0, state: 'unrouted', parked: undefined, stands: false })
}

async function route(world: World, limit: number): Promise<void> {
  const { clientId, store } = world
  const found = (await store.journal.unrouted({ limit, flows: 99 })).find((flow) => flow.clientId === clientId)
  const waiting = inState(world, 'unrouted').slice(0, limit)
  expect(found?.runs.map(({ run }) => run.id) ?? []).toEqual(waiting.map(({ run }) => run.id))
  if (!found) return
  const routes = found.runs.map(({ run, body }): Route => ({
    runId: run.id,
    kind: 'lane',
    lane: body,
    holds: world.holds,
    coalesces: false,
  }))
  const { flowId, environment } = found
  expect(await store.journal.route({ clientId, flowId, environment, routes, at: NOW })).toEqual([])
  for (const member of waiting) {
    Object.assign(member, { state: 'pending', stands: true })
    settle(world)
  }
}

async function claimAll(world: World): Promise<void> {
  const due = inState(world, 'pending').filter(({ lane, place }) => world.released.get(lane) === place)
  const claimed = await claim(world.store)
  expect(claimed.map(({ run }) => run.id).toSorted()).toEqual(due.map(({ run }) => run.id).toSorted())
  for (const { run, fence } of claimed) Object.assign(due.find((member) => member.run.id === run.id) ?? {}, { state: 'running', fence })
}

async function finish(world: World, member: Member, to: 'succeeded' | 'parked' | 'waiting'): Promise<void> {
  const exception = anException({ run: member.run, fence: member.fence, body: '' })
  const parks = to === 'parked'
  const transition = to === 'waiting' ? { status: to, dueAt: NOW } : { status: to }
  await world.store.journal.commit(anEntry({ ...member, body: '' }, { ...(parks && { exceptions: [exception] }), transition }))
  if (to === 'waiting' && member.state === 'running') member.state = 'pending'
  else {
    // A cancelled run that parks by itself is parked.
    member.parked = parks ? exception.id : undefined
    end(world, member)
  }
}

async function cancel(world: World, member: Member): Promise<void> {
  await world.store.journal.cancel(world.clientId, member.run.id, NOW)
  if (member.state === 'running' || member.state === 'cancelling') member.state = 'cancelling'
  else if (member.state !== 'ended') end(world, member)
}

async function lose(world: World): Promise<void> {
  await world.store.journal.recover({ now: NOW })
  for (const member of inState(world, 'running', 'cancelling')) {
    if (member.state === 'running') member.state = 'pending'
    else end(world, member)
  }
}

async function discard(world: World, member: Member): Promise<void> {
  const change = { status: 'discarded', by: 'user_1', at: NOW } as const
  await world.store.runs.resolveException(world.clientId, member.parked ?? '', change)
  Object.assign(member, { parked: undefined, stands: false })
}

async function replay(world: World, member: Member): Promise<void> {
  const { clientId, store } = world
  const run = await store.journal.replay({
    original: member.run,
    origin: { runId: member.run.id, nodeId: 'create-order', recordPath: '' },
    version: 1,
    startInput: '{}',
    startSteps: '{}',
    requestedBy: 'user_1',
    at: NOW,
    ordered: { holds: world.holds },
    resolves: { exceptionId: member.parked ?? '' },
  })
  expect(await store.runs.exception(clientId, member.parked ?? '')).toMatchObject({ status: 'replayed', replayRunId: run.id })
  world.members.push({ ...member, run, fence: 0, state: 'pending', parked: undefined, stands: true })
  settle(world)
  Object.assign(member, { parked: undefined, stands: false })
}

async function take(world: World, step: Step): Promise<void> {
  const parked = world.members.filter((member) => member.parked !== undefined)
  if (step.kind === 'accept') await accept(world, step.lane)
  if (step.kind === 'route') await route(world, step.limit)
  if (step.kind === 'claim') await claimAll(world)
  if (step.kind === 'lose') await lose(world)
  const running = inState(world, 'running', 'cancelling')
  const chosen = 'run' in step ? { end: running, cancel: world.members, discard: parked, replay: parked }[step.kind][step.run] : undefined
  if (!chosen) return settle(world)
  if (step.kind === 'end') await finish(world, chosen, step.to)
  if (step.kind === 'cancel') await cancel(world, chosen)
  if (step.kind === 'discard') await discard(world, chosen)
  if (step.kind === 'replay') await replay(world, chosen)
  settle(world)
}

/** Leaves nothing for the next model's claims. */
async function clear({ store, clientId, members }: World): Promise<void> {
  for (const { run } of members) await store.journal.cancel(clientId, run.id, NOW)
  await store.journal.recover({ now: NOW })
}

export function laneModelCases(store: () => Store): void {
  describe('lanes', () => {
    it('agree with their model after any sequence of steps', async () => {
      const agrees = asyncProperty(array(aStep, { minLength: 20, maxLength: 60, size: 'max' }), boolean(), async (sequence, holds) => {
        const world: World = { store: store(), clientId: newId('client'), holds, members: [], released: new Map(), events: 0 }
        try {
          for (const step of sequence) await take(world, step)
          await claimAll(world)
        } finally {
          await clear(world)
        }
      })
      await expect(assert(agrees, { numRuns: 40 })).resolves.toBeUndefined()
    }, 120_000)
  })
}
