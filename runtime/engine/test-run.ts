// Runs a draft on a sample without side effects: the same executor over a journal in memory,
// and a caller that makes no call but answers each action's example.
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { heldText } from '#shared/json-text.ts'
import type { NewRunEvent, Run, RunEvent, RunView } from '#shared/model/runs.ts'
import type { Safety } from '#connectors/kit/contract.ts'
import { foldRun } from '#shared/run/fold.ts'
import { resolveInputs } from '#shared/run/resolve-inputs.ts'
import type { Sandbox } from '../sandbox/port.ts'
import type { Windows } from './window-ports.ts'
import { executeRun } from './execute-run.ts'
import { findLane } from './find-lane.ts'
import { park } from './park.ts'
import type { FlowCalls } from './flow-ports.ts'
import { planFlow } from './plan.ts'
import type { Caller, FlowSource, TableSource, TopicSource } from './ports.ts'
import type { RunJournal } from './run-journal.ts'

/** What a test run knows of the connectors: their actions as data. */
export interface ActionCatalog {
  find(
    connector: string,
    action: string,
  ): { readonly safety: Safety; readonly example: unknown; check(input: unknown): readonly Issue[] } | undefined
}

export interface TestRunRequest {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly document: FlowDocument
  readonly input: unknown
  /** Begins at this step with this record, as a replay does, instead of at the trigger. */
  readonly from?: { readonly node: string; readonly input?: unknown; readonly steps?: Readonly<Record<string, unknown>> }
}

export interface PlannedCall {
  readonly nodeId: string
  readonly record: string
  readonly action: string
  readonly input: unknown
}

export async function testRun(
  request: TestRunRequest,
  options: {
    readonly sandbox: Sandbox
    readonly tables: TableSource
    readonly flows: FlowSource
    readonly topics: TopicSource
    readonly catalog: ActionCatalog
    readonly now: () => Date
  },
): Promise<{ readonly view: RunView; readonly calls: readonly PlannedCall[] }> {
  const { sandbox, tables, catalog, now } = options
  const { from } = request
  const events: RunEvent[] = []
  const at = () => now().toISOString()
  let run: Run = {
    id: 'run_test',
    clientId: request.clientId,
    flowId: request.flowId,
    environment: request.environment,
    version: 0,
    trigger: 'manual',
    eventKey: 'test',
    status: 'running',
    recoveries: 0,
    dueAt: at(),
    createdAt: at(),
    startedAt: at(),
    ...(from && { replayOf: { runId: 'run_test', nodeId: from.node, recordPath: '' } }),
  }
  const journal: RunJournal = {
    event: (event) => void events.push({ ...withValues(event), seq: events.length + 1, at: at() } as RunEvent),
    effect: () => undefined,
    exception: () => undefined,
    wait: () => undefined,
    flush: async () => undefined,
    flushSoon: () => undefined,
    tables: () => undefined,
    async finish({ status }) {
      run = { ...run, status, finishedAt: at() }
    },
  }
  // No connections are needed: each slot stands for its connector.
  const slots = Object.fromEntries(Object.entries(request.document.slots).map(([slot, { connector }]) => [slot, connector]))
  const body = JSON.stringify(request.input ?? null)
  const plan = planFlow(request.document)
  const view = () => resolveInputs(foldRun(run, events), request.input)
  try {
    const { clientId, environment } = request
    const { lane } = request.document
    if (lane) run = { ...run, lane: (await findLane({ clientId, environment, lane, input: body, clock: now().getTime() }, options)).lane }
  } catch (error) {
    park(journal, run, { nodeId: plan.trigger, record: '', json: body }, error, { ms: 0, at: now() })
    journal.event({ kind: 'run-finished', status: 'parked' })
    await journal.finish({ status: 'parked' })
    return { view: view(), calls: [] }
  }
  await executeRun({
    claimed: {
      run,
      fence: 1,
      body,
      ...(from && { startInput: JSON.stringify(from.input ?? null), startSteps: JSON.stringify(from.steps ?? {}) }),
    },
    flow: { document: request.document, version: 0, slots },
    plan,
    journal,
    sandbox,
    tables,
    caller: exampleCaller(catalog),
    known: new Map(),
    isDoubtful: false,
    loops: new Map(),
    waits: new Map(),
    callbackAddress: () => ({ url: 'https://tillflow.example/hooks/callback/test-run', tokenHash: '' }),
    isTest: true,
    windows: NO_WINDOWS,
    calls: NO_CALLS,
    flows: options.flows,
    topics: options.topics,
    parkedBefore: new Set(),
    signal: new AbortController().signal,
    respond: () => undefined,
    now,
    random: () => 1,
  })
  const calls = events.flatMap((event) => {
    if (event.kind !== 'effect-intended') return []
    const node = request.document.nodes[event.nodeId]
    return [{ nodeId: event.nodeId, record: event.record, action: node?.kind === 'call' ? node.config.action : '', input: event.input }]
  })
  return { view: view(), calls }
}

/** Steps that call flows look at `isTest` too. */
const NO_CALLS: FlowCalls = { publish: async () => undefined, callFlow: async () => undefined }

/** Steps that collect look at `isTest` and do not come here. */
const NO_WINDOWS: Windows = {
  collect: async () => undefined,
  windowRecords: async () => [],
}

/** Nothing is stored here: what is held as text is shown as a value. */
function withValues(event: NewRunEvent): NewRunEvent {
  const values = Object.entries(event).map(([member, value]) => {
    const text = heldText(value)
    return [member, text === undefined ? value : (JSON.parse(text) as unknown)] as const
  })
  return Object.fromEntries(values) as NewRunEvent
}

function exampleCaller(catalog: ActionCatalog): Caller {
  const find = (connector: string, action: string) => {
    const found = catalog.find(connector, action)
    if (!found) throw new AppError('action-unknown', { message: say`The connector "${connector}" has no action "${action}".` })
    return found
  }
  return {
    safetyOf: (connector, action) => find(connector, action).safety,
    async call({ connectionId, action, input }) {
      const found = find(connectionId, action)
      const issues = found.check(JSON.parse(input))
      if (issues.length > 0)
        throw new AppError('action-input-invalid', {
          message: issues
            .map((issue) => issue.message)
            .slice(0, 5)
            .join(' '),
          issues,
        })
      return JSON.stringify(found.example)
    },
  }
}
