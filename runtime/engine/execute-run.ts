// Takes one leased run through its graph. Pure steps are simply evaluated (again, after a crash); effects go through effect.ts.
// A record that cannot go on is parked alone; the others go on. The run ends, or waits for its earliest retry.
import { asText, valueOrText } from '#shared/json-text.ts'
import { AppError, fromErrorData, type ErrorData } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import { ERROR_PORT, passingPort, type CallNode } from '#shared/flow/document.ts'
import type { LoopProgress } from '#shared/model/runs.ts'
import type { Wait } from '#shared/model/waits.ts'
import { locateRow } from '#shared/mapping/rows.ts'
import type { Plan, PlannedNode } from './plan.ts'
import type { FlowCalls } from './flow-ports.ts'
import type { Caller, ClaimedRun, DeployedFlow, Effect, FlowSource, TableSource, TopicSource } from './ports.ts'
import type { ClosedWindow, Windows } from './window-ports.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createEvaluator, type Evaluator } from './evaluate.ts'
import { makeEffect } from './effect.ts'
import { errorRecord, errorToFollow } from './error-path.ts'
import { PAGE_ITEMS, walkLongLoop } from './long-loop.ts'
import { nodeType } from './nodes/index.ts'
import type { CallbackAddress, Leaving, Step, StepOutcome } from './nodes/node-type.ts'
import { park } from './park.ts'
import { callFlow, publish } from './call-flows.ts'
import { collectInto, readWindow, windowNode } from './collect.ts'
import { branchPath, trailFromJson, type RecordInFlight } from './records.ts'
import { LeaseLost, type RunJournal } from './run-journal.ts'
import { beginWait, TEST_NOTES, testWait } from './waiting.ts'

export interface RunScope {
  readonly claimed: ClaimedRun
  readonly flow: DeployedFlow
  readonly plan: Plan
  readonly journal: RunJournal
  readonly sandbox: Sandbox
  readonly tables: TableSource
  readonly caller: Caller
  readonly known: Map<string, Effect>
  /** What this run did may be missing from `known`: see effect.ts. */
  readonly isDoubtful: boolean
  readonly findEffect?: (key: string) => Promise<Effect | undefined>
  /** How far earlier leases came with long lists, by `node record`. */
  readonly loops: ReadonlyMap<string, LoopProgress>
  /** What the run waits or waited for, by `node record`. */
  readonly waits: Map<string, Wait>
  readonly windows: Windows
  readonly calls: FlowCalls
  readonly flows: FlowSource
  readonly topics: TopicSource
  readonly callbackAddress: (name: string) => CallbackAddress
  /** Nobody is asked and nothing is waited for. */
  readonly isTest: boolean
  /** `node record` pairs parked before this lease. */
  readonly parkedBefore: ReadonlySet<string>
  readonly signal: AbortSignal
  readonly respond: (response: { readonly status: number; readonly body: string | undefined }) => void
  readonly now: () => Date
  readonly random: () => number
}

/** Items of one loop on their way at once: enough to hide a slow API, few enough not to flood it. */
const LOOP_CONCURRENCY = 8

interface Walk extends RunScope {
  readonly evaluator: Evaluator
}

interface Progress {
  parked: number
  retryAt: Date | undefined
  reason: string
  /** JSON text of what a respond step said, and of the last record that went no further. */
  answer: string | undefined
  last: string | undefined
}

export async function executeRun(run: RunScope): Promise<'succeeded' | 'parked' | 'waiting'> {
  const { claimed, plan, journal, sandbox, tables } = run
  const { clientId, environment, createdAt } = claimed.run
  const clock = Date.parse(createdAt)
  const evaluator = createEvaluator({ plan, sandbox, tables, clientId, environment, trigger: claimed.body, clock })
  const progress: Progress = { parked: 0, retryAt: undefined, reason: '', answer: undefined, last: undefined }
  const scope: Walk = {
    ...run,
    evaluator,
    respond(response) {
      progress.answer = response.body ?? 'null'
      run.respond(response)
    },
  }
  journal.event(
    claimed.fence > 1 ? { kind: 'run-resumed', recoveries: claimed.run.recoveries } : { kind: 'run-started', version: claimed.run.version },
  )

  const origin = claimed.run.replayOf
  const start = origin ? origin.nodeId : (windowNode(claimed.run) ?? plan.trigger)
  const record: RecordInFlight = origin
    ? { path: origin.recordPath, json: claimed.startInput ?? claimed.body, trail: trailFromJson(claimed.startSteps), from: undefined }
    : { path: '', json: claimed.body, trail: undefined, from: undefined }
  await visit(scope, progress, start, record)

  if (progress.retryAt) {
    journal.event({ kind: 'run-waiting', until: progress.retryAt.toISOString(), reason: progress.reason })
    await journal.finish({ status: 'waiting', dueAt: progress.retryAt })
    return 'waiting'
  }
  const status = progress.parked > 0 ? 'parked' : 'succeeded'
  journal.event({ kind: 'run-finished', status })
  const output = progress.answer ?? progress.last
  const isCalled = claimed.run.cause?.kind === 'subflow' && output !== undefined
  await journal.finish({ status, ...(isCalled && { answer: { output, answered: progress.answer !== undefined } }) })
  return status
}

async function visit(scope: Walk, progress: Progress, nodeId: string, record: RecordInFlight): Promise<void> {
  if (scope.signal.aborted) throw new LeaseLost()
  const planned = scope.plan.nodes.get(nodeId)
  if (!planned) {
    // A replay with a newer version may name a step that is gone.
    parkRecord(
      scope,
      progress,
      nodeId,
      record,
      new AppError('flow-invalid', {
        message: say`Version ${scope.flow.version} has no step "${nodeId}" any more.`,
        fix: 'Replay with the original version, or from the start.',
      }),
    )
    return
  }
  if (scope.parkedBefore.has(`${nodeId} ${record.path}`)) {
    progress.parked += 1
    return
  }
  // What a window collected while the step was on is not lost when a newer version switches it off.
  if (planned.node.disabled && planned.node.kind !== 'trigger' && windowNode(scope.claimed.run) !== nodeId)
    return passBy(scope, progress, planned, record)
  const started = performance.now()
  let outcome: StepOutcome
  try {
    const type = nodeType(planned.node.kind)
    outcome = await type.run(stepOf(scope, planned, record))
    if (outcome.kind === 'waits' && outcome.begun && outcome.begun.status !== 'open') {
      // A call that was made before, and is through.
      scope.waits.set(`${nodeId} ${record.path}`, outcome.begun)
      outcome = await type.run(stepOf(scope, planned, record))
    }
    if (scope.isTest && outcome.kind === 'waits' && outcome.begins) {
      scope.waits.set(
        `${nodeId} ${record.path}`,
        testWait(scope.claimed.run, nodeId, record.path, outcome.begins, outcome.until, scope.now()),
      )
      const { kind } = outcome.begins
      outcome = await type.run(stepOf(scope, planned, record))
      if (outcome.kind === 'pass') outcome = { ...outcome, note: TEST_NOTES[kind] }
    }
  } catch (thrown) {
    if (thrown instanceof LeaseLost) throw thrown
    await fail(scope, progress, planned, record, thrown, started)
    return
  }
  await follow(scope, progress, planned, record, outcome, started)
}

async function follow(
  scope: Walk,
  progress: Progress,
  planned: PlannedNode,
  record: RecordInFlight,
  outcome: StepOutcome,
  started: number,
): Promise<void> {
  const { journal } = scope
  const stored =
    record.from === undefined
      ? planned.id === scope.plan.trigger && !scope.claimed.run.replayOf
        ? {}
        : { input: asText(record.json) }
      : { from: record.from }
  const base = { nodeId: planned.id, record: record.path, ms: Math.round(performance.now() - started) }
  switch (outcome.kind) {
    case 'later':
      comeBack(progress, outcome.retryAt, outcome.reason)
      return
    case 'waits': {
      const { begins, begun, until, reason, before } = outcome
      const wait = begins ? beginWait(scope.claimed.run, planned.id, record.path, begins, until, scope.now()) : begun
      if (wait) {
        scope.waits.set(`${planned.id} ${record.path}`, wait)
        if (!begun) journal.wait(wait)
        const ref = { id: wait.id, kind: wait.kind, until: wait.until, ...(wait.childRunId !== undefined && { runId: wait.childRunId }) }
        journal.event({ kind: 'step-waiting', nodeId: planned.id, record: record.path, ...stored, wait: ref, reason })
        // Whoever gets the address may call it at once.
        if (before) await journal.flush()
      }
      await leaveBeside(scope, progress, planned, before, record)
      comeBack(progress, until, reason)
      return
    }
    case 'ends':
      journal.event({ kind: 'step-succeeded', ...base, ...stored, output: outcome.output, ports: [], note: outcome.note })
      return
    case 'skips':
      journal.event({
        kind: 'step-skipped',
        nodeId: planned.id,
        record: record.path,
        input: JSON.parse(record.json),
        reason: outcome.reason,
      })
      return
    case 'fails':
      await leaveBeside(scope, progress, planned, outcome.before, record)
      // Parked now, it would not be visited again, nor what left beside it and is tried again later.
      if (!progress.retryAt) await fail(scope, progress, planned, record, outcome.error, started)
      return
    case 'pass': {
      const [port] = outcome.ports
      if (planned.node.kind === 'filter' && port === 'otherwise' && !planned.next['otherwise']) {
        journal.event({
          kind: 'step-skipped',
          nodeId: planned.id,
          record: record.path,
          input: valueOrText(record.json),
          reason: `The condition of "${planned.node.label}" is not true for this record.`,
        })
        return
      }
      journal.event({
        kind: 'step-succeeded',
        ...base,
        ...(outcome.inputStored ? {} : stored),
        ...(outcome.reused && { reused: true }),
        ...(outcome.changed && { output: asText(outcome.json) }),
        ports: outcome.ports,
        ...(outcome.note !== undefined && { note: outcome.note }),
        ...(outcome.runIds && { runIds: outcome.runIds }),
      })
      await leaveBeside(scope, progress, planned, outcome.before, record)
      if (!outcome.ports.some((name) => planned.next[name])) progress.last = outcome.json
      const trail =
        outcome.changed || record.trail === undefined ? { nodeId: planned.id, json: outcome.json, before: record.trail } : record.trail
      const from = outcome.changed || planned.id === scope.plan.trigger ? planned.id : record.from
      for (const name of outcome.ports) await leave(scope, progress, planned, name, { path: record.path, json: outcome.json, trail, from })
      return
    }
    case 'items': {
      journal.event({ kind: 'step-succeeded', ...base, ...stored, output: { items: outcome.items.length }, ports: [outcome.port, 'done'] })
      await leaveItems(scope, progress, planned, record, outcome)
      // Items that wait for a retry are not settled: the input leaves by `done` when the run comes back.
      if (!progress.retryAt) await leave(scope, progress, planned, 'done', record)
    }
  }
}

/** A step that is switched off: the record goes on as it came, and the run says so. */
async function passBy(scope: Walk, progress: Progress, planned: PlannedNode, record: RecordInFlight): Promise<void> {
  const { id, node, next } = planned
  const port = passingPort(node)
  scope.journal.event({
    kind: 'step-skipped',
    nodeId: id,
    record: record.path,
    input: valueOrText(record.json),
    reason: `"${node.label}" is switched off.`,
    ...(port !== undefined && { ports: [port] }),
  })
  if (port === undefined) return
  if (!next[port]) progress.last = record.json
  await leave(scope, progress, planned, port, record)
}

/** The record goes to the exception desk, or on by the step's error path. */
async function fail(
  scope: Walk,
  progress: Progress,
  planned: PlannedNode,
  record: RecordInFlight,
  thrown: unknown,
  started: number,
): Promise<void> {
  const error = errorToFollow(planned, thrown)
  if (!error) return parkRecord(scope, progress, planned.id, record, thrown, started)
  const { id } = planned
  const json = errorRecord(planned, error, record)
  scope.journal.event({
    kind: 'step-succeeded',
    nodeId: id,
    record: record.path,
    ms: Math.round(performance.now() - started),
    // What a call was to send stands in its intent.
    ...(planned.node.kind !== 'call' && { input: valueOrText(record.json) }),
    output: asText(json),
    ports: [ERROR_PORT],
    note: `It could not be handled and left by the error path: ${error.message}`,
  })
  const trail = { nodeId: id, json, before: record.trail }
  await leave(scope, progress, planned, ERROR_PORT, { path: record.path, json, trail, from: id })
}

async function leaveItems(
  scope: Walk,
  progress: Progress,
  planned: PlannedNode,
  record: RecordInFlight,
  { items, port }: Extract<StepOutcome, { kind: 'items' }>,
): Promise<void> {
  const leaveItem = (walk: Walk, own: Progress, item: { readonly key: string; readonly json: string }) =>
    leave(walk, own, planned, port, {
      path: `${record.path}/${planned.id}:${item.key}`,
      json: item.json,
      trail: record.trail,
      from: undefined,
    })
  if (items.length <= PAGE_ITEMS) return inParallel(items, LOOP_CONCURRENCY, (item) => leaveItem(scope, progress, item))
  const { parked } = await walkLongLoop({
    nodeId: planned.id,
    record: record.path,
    total: items.length,
    known: scope.loops.get(`${planned.id} ${record.path}`),
    journal: scope.journal,
    each: (indexes, work) => inParallel(indexes, LOOP_CONCURRENCY, work),
    async visit(index, journal) {
      const item = items[index]
      const own: Progress = { parked: 0, retryAt: undefined, reason: '', answer: undefined, last: undefined }
      // What an item did is needed again only while it is not settled.
      const known = new Map<string, Effect>()
      const find = async (key: string) => scope.known.get(key) ?? (await scope.findEffect?.(key))
      if (item) await leaveItem({ ...scope, journal, known, findEffect: find }, own, item)
      if (own.retryAt) comeBack(progress, own.retryAt, own.reason)
      progress.last = own.last ?? progress.last
      return { parked: own.parked, waits: own.retryAt !== undefined }
    },
  })
  progress.parked += parked
}

/** Two ways out of one step for one record: each has a name of its own, so that they stay apart where they meet again. */
async function leaveBeside(scope: Walk, progress: Progress, planned: PlannedNode, beside: Leaving | undefined, record: RecordInFlight) {
  if (!beside) return
  const trail = { nodeId: planned.id, json: beside.json, before: record.trail }
  const path = `${record.path}~${planned.id}:${beside.port}`
  await leave(scope, progress, planned, beside.port, { path, json: beside.json, trail, from: undefined })
}

/** The run is leased again at the earliest instant at which there is something to do. */
function comeBack(progress: Progress, at: Date, reason: string): void {
  if (progress.retryAt && progress.retryAt <= at) return
  progress.retryAt = at
  progress.reason = reason
}

async function leave(scope: Walk, progress: Progress, planned: PlannedNode, port: string, record: RecordInFlight): Promise<void> {
  const targets = planned.next[port] ?? []
  for (const [branch, to] of targets.entries()) {
    // One branch after the other: a person reads the edges in this order and expects it.
    await visit(scope, progress, to, { ...record, path: branchPath(record.path, branch, to) })
  }
}

function stepOf(scope: Walk, planned: PlannedNode, record: RecordInFlight): Step {
  const { claimed, evaluator, flow } = scope
  return {
    id: planned.id,
    node: planned.node,
    input: record.json,
    async evaluate() {
      const outcome = await evaluator.evaluate(planned, record)
      if (!outcome.ok) throw fromErrorData(nameRow(planned, outcome.error))
      return outcome.json
    },
    async script(source) {
      const { clientId } = claimed.run
      const outcome = await scope.sandbox.runScript({ clientId, source, input: record.json, bindings: evaluator.bindings(planned, record) })
      if (!outcome.ok) throw fromErrorData(outcome.error)
      return outcome.json
    },
    effect: (request) =>
      makeEffect(
        {
          run: claimed.run,
          flow,
          caller: scope.caller,
          journal: scope.journal,
          known: scope.known,
          isDoubtful: scope.isDoubtful,
          ...(scope.findEffect && { findEffect: scope.findEffect }),
          signal: scope.signal,
          now: scope.now,
          random: scope.random,
        },
        planned.node as CallNode,
        planned.id,
        record,
        request,
      ),
    isTest: scope.isTest,
    publish: (topic, body) => publish(scope, planned.id, record.path, topic, body),
    callFlow: (flowId, input, until) => callFlow(scope, planned.id, record.path, { flowId, input, until }),
    async collect(request) {
      const collected = await scope.windows.collect(collectInto(claimed, flow, planned.id, record.path, request, scope.now()))
      if (!collected) throw new LeaseLost()
      return collected
    },
    closedWindow: windowNode(claimed.run) === planned.id && record.path === '' ? (JSON.parse(claimed.body) as ClosedWindow) : undefined,
    windowRecords: (window) => readWindow(scope.windows, claimed.run.clientId, window),
    wait: scope.waits.get(`${planned.id} ${record.path}`),
    now: scope.now,
    hasWay: (port) => (planned.next[port] ?? []).length > 0,
    callbackAddress: () => scope.callbackAddress(`${claimed.run.id} ${planned.id} ${record.path}`),
    respond: scope.respond,
  }
}

/** An error in a mapping, with the row it stands in and the position within that row's own text. */
function nameRow(planned: PlannedNode, error: ErrorData): ErrorData {
  const position = error.details?.['position']
  const row = planned.mapping && typeof position === 'number' ? locateRow(planned.mapping, position) : undefined
  if (!row) return error
  return {
    ...error,
    ...spoken(say`${row.target}: ${error.said?.message ?? error.message}`, error.said?.fix),
    fix: error.fix,
    details: { ...error.details, row: row.path, target: row.target, position: row.position },
  }
}

function parkRecord(scope: Walk, progress: Progress, nodeId: string, record: RecordInFlight, thrown: unknown, started?: number): void {
  progress.parked += 1
  const ms = started === undefined ? 0 : Math.round(performance.now() - started)
  park(scope.journal, scope.claimed.run, { nodeId, record: record.path, json: record.json }, thrown, { ms, at: scope.now() })
}

async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}
