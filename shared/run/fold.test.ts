import { expect, test } from 'vitest'
import type { NewRunEvent, Run, RunEvent } from '../model/runs.ts'
import { foldRun } from './fold.ts'

const run: Run = {
  id: 'run_1',
  clientId: 'client_1',
  flowId: 'flow_1',
  environment: 'test',
  version: 1,
  trigger: 'webhook',
  eventKey: 'e1',
  status: 'running',
  recoveries: 0,
  dueAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
}
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
/** Events one second apart, in the order given. */
const fold = (...events: NewRunEvent[]) =>
  foldRun(
    run,
    events.map((event, i): RunEvent => ({ ...event, seq: i + 1, at: at(i + 1) })),
  ).steps

const succeeded = (nodeId: string, output: unknown, record = ''): NewRunEvent => ({
  kind: 'step-succeeded',
  nodeId,
  record,
  input: 1,
  output,
  ports: ['out'],
  ms: 250,
})
const intended = (nodeId: string, attempt: number): NewRunEvent => ({
  kind: 'effect-intended',
  nodeId,
  record: '',
  input: 1,
  idempotencyKey: 'k1',
  attempt,
})
const failed = (nodeId: string, attempt: number, more: { retryAt?: string; exceptionId?: string }): NewRunEvent => ({
  kind: 'step-failed',
  nodeId,
  record: '',
  input: 1,
  attempt,
  error: { code: 'vendor-unavailable', disposition: 'retry', message: 'm', fix: 'f' },
  ms: 10,
  ...more,
})

test('steps stand in the order of their first appearance, one for each record', () => {
  const steps = fold(
    { kind: 'run-started', version: 1 },
    succeeded('a', 1),
    succeeded('b', 2, '/loop:1'),
    succeeded('b', 3, '/loop:0'),
    succeeded('a', 4),
  )
  expect(steps.map(({ nodeId, record, output }) => [nodeId, record, output])).toEqual([
    ['a', '', 4],
    ['b', '/loop:1', 2],
    ['b', '/loop:0', 3],
  ])
})

test('a pure step began as long before its event as it took', () => {
  expect(fold(succeeded('a', 1))[0]).toEqual({
    nodeId: 'a',
    record: '',
    status: 'succeeded',
    startedAt: '2026-01-01T00:00:00.750Z',
    finishedAt: at(1),
    ms: 250,
    attempts: 1,
    input: 1,
    output: 1,
    ports: ['out'],
  })
})

test('a pure step that a crash made be written twice looks as if written once, with the newest output', () => {
  const [step] = fold(succeeded('a', 'old'), { kind: 'run-resumed', recoveries: 1 }, succeeded('a', 'new'))
  expect(step).toMatchObject({ status: 'succeeded', output: 'new', attempts: 1, startedAt: '2026-01-01T00:00:00.750Z', finishedAt: at(3) })
})

test('a call runs, is retried, and succeeds: attempts are counted and the old error is gone', () => {
  const events = [intended('c', 1), failed('c', 1, { retryAt: at(60) }), intended('c', 2), succeeded('c', 'ok')]
  expect(fold(...events.slice(0, 1))[0]).toMatchObject({ status: 'running', attempts: 1, idempotencyKey: 'k1' })
  const retrying = fold(...events.slice(0, 2))[0]
  expect(retrying).toMatchObject({ status: 'retrying', attempts: 1, retryAt: at(60), error: { code: 'vendor-unavailable' } })
  expect(retrying).not.toHaveProperty('finishedAt')
  const again = fold(...events.slice(0, 3))[0]
  expect(again).toMatchObject({ status: 'running', attempts: 2 })
  expect(again).not.toHaveProperty('error')
  const done = fold(...events)[0]
  expect(done).toMatchObject({ status: 'succeeded', attempts: 2, output: 'ok', idempotencyKey: 'k1', startedAt: at(1), finishedAt: at(4) })
  expect(done).not.toHaveProperty('error')
  expect(done).not.toHaveProperty('retryAt')
})

test('an attempt written twice around a crash counts once', () => {
  expect(fold(intended('c', 1), { kind: 'run-resumed', recoveries: 1 }, intended('c', 1), succeeded('c', 'ok'))[0]).toMatchObject({
    attempts: 1,
    status: 'succeeded',
  })
})

test('a failure without another try is parked with its exception', () => {
  expect(fold(intended('c', 3), failed('c', 3, { exceptionId: 'exc_1' }))[0]).toMatchObject({
    status: 'parked',
    attempts: 3,
    exceptionId: 'exc_1',
    finishedAt: at(2),
  })
})

test('a record that a filter ends is skipped; a reused answer says so', () => {
  expect(fold({ kind: 'step-skipped', nodeId: 'f', record: '', input: 7, reason: 'r' })[0]).toMatchObject({
    status: 'skipped',
    input: 7,
    attempts: 1,
  })
  expect(fold({ ...succeeded('c', 1), reused: true } as NewRunEvent)[0]).toMatchObject({ reused: true })
})

test('a long list runs until its items are settled, as the newest word on it says', () => {
  const word = (next: number, waiting: number[]): NewRunEvent => ({
    kind: 'loop-progress',
    nodeId: 'l',
    record: '',
    next,
    waiting,
    total: 400,
    parked: 1,
  })
  const list = { ...succeeded('l', { items: 400 }), ports: ['item', 'done'] } as NewRunEvent
  expect(fold(list, word(200, [3, 4]))[0]).toMatchObject({ status: 'running', progress: { settled: 198, total: 400, parked: 1 } })
  const [step] = fold(list, word(200, [3, 4]), { kind: 'run-resumed', recoveries: 1 }, list, word(400, []))
  expect(step).toMatchObject({ status: 'succeeded', output: { items: 400 }, progress: { settled: 400, total: 400, parked: 1 } })
})

test('events may come in any order', () => {
  const first: RunEvent = { ...(succeeded('a', 'old') as RunEvent), seq: 1, at: at(1) }
  const second: RunEvent = { ...(succeeded('a', 'new') as RunEvent), seq: 2, at: at(2) }
  const view = foldRun(run, [second, first])
  expect(view).toMatchObject({ run, events: [first, second], steps: [{ output: 'new' }] })
})

test('a call keeps what each of its tries sent', () => {
  const exchange = { at: at(1), ms: 5, method: 'POST', url: 'https://erp.example/orders', headers: {}, status: 500 }
  const recorded = (attempt: number): NewRunEvent => ({ kind: 'call-recorded', nodeId: 'a', record: '', attempt, exchanges: [exchange] })
  const [step] = fold(
    intended('a', 1),
    recorded(1),
    failed('a', 1, { retryAt: at(9) }),
    intended('a', 2),
    recorded(2),
    succeeded('a', { id: 1 }),
  )
  expect(step).toMatchObject({ status: 'succeeded', attempts: 2, idempotencyKey: 'k1' })
  expect(step?.calls?.map(({ attempt }) => attempt)).toEqual([1, 2])
})
