// What a run asks for when one of its steps calls another flow or publishes an event: checked first, then one commit of the journal.
import { interpretCheck } from '#connectors/kit/validate.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { inTurn, say, type Words } from '#shared/sentence.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Run, RecordPath } from '#shared/model/runs.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { FlowCalls } from './flow-ports.ts'
import { idempotencyKey } from './idempotency.ts'
import type { ClaimedRun, FlowSource, TopicSource } from './ports.ts'
import { LeaseLost } from './run-journal.ts'
import { beginWait } from './waiting.ts'

/** Flows that start each other more often than this on the way of one event go in a circle; no honest chain is that long. */
export const MOST_HOPS = 20

export interface CallScope {
  readonly claimed: ClaimedRun
  readonly calls: FlowCalls
  readonly flows: FlowSource
  readonly topics: TopicSource
  readonly isTest: boolean
  readonly now: () => Date
}

export async function publish(
  scope: CallScope,
  nodeId: string,
  record: RecordPath,
  topic: string,
  body: string,
): Promise<readonly string[]> {
  const { claimed, calls, topics, isTest, now } = scope
  const { run, fence } = claimed
  const { clientId, environment, id: runId } = run
  const schema = await topics.schema(clientId, environment, topic)
  if (schema !== undefined)
    mustFit('event-refused', say`The flow message "${topic}" does not take this event:`, interpretCheck(schema)(JSON.parse(body)))
  if (isTest) return []
  const hops = mustNotCircle(run)
  const eventKey = idempotencyKey(run, nodeId, record)
  const begun = await calls.publish({ lease: { clientId, runId, fence }, environment, topic, eventKey, body, hops, at: now() })
  if (!begun) throw new LeaseLost()
  return begun
}

export async function callFlow(
  scope: CallScope,
  nodeId: string,
  record: RecordPath,
  call: { readonly flowId: string; readonly input: string; readonly until: Date },
): Promise<Wait> {
  const { claimed, calls, flows, isTest, now } = scope
  const { run, fence } = claimed
  const { clientId, environment, id: runId } = run
  const { flowId, input, until } = call
  const wait = beginWait(run, nodeId, record, { kind: 'subflow' }, until, now())
  const document = await flows.deployed(clientId, flowId, environment)
  if (document) mustFitTrigger(document, input)
  if (isTest) return wait
  if (!document) throw new AppError('not-deployed', { message: say`The flow that this step calls is not deployed in ${environment}.` })
  const hops = mustNotCircle(run)
  const begun = await calls.callFlow({
    lease: { clientId, runId, fence },
    environment,
    flowId,
    ordered: document.lane !== undefined,
    callKey: idempotencyKey(run, nodeId, record),
    input,
    wait,
    hops,
    at: now(),
  })
  if (!begun) throw new LeaseLost()
  return begun
}

function mustFitTrigger(document: FlowDocument, input: string): void {
  const trigger = Object.values(document.nodes).find((node) => node.kind === 'trigger')
  if (trigger?.kind !== 'trigger' || trigger.config.type !== 'subflow') {
    throw new AppError('subflow-refused', {
      message: say`"${document.name}" is not started by other flows.`,
      fix: 'Let its trigger be "Called by a flow", publish and deploy it; then replay.',
    })
  }
  const { schema } = trigger.config
  if (schema !== undefined)
    mustFit('subflow-refused', say`"${document.name}" does not take this record:`, interpretCheck(schema)(JSON.parse(input)))
}

function mustFit(code: 'event-refused' | 'subflow-refused', sentence: Words, issues: readonly Issue[]): void {
  if (issues.length === 0) return
  const messages = inTurn(issues.slice(0, 5).map(({ said, message }) => said?.message ?? message))
  throw new AppError(code, { message: say`${sentence} ${messages}`, issues: [...issues] })
}

function mustNotCircle({ cause }: Run): number {
  const hops = cause?.hops ?? 0
  if (hops < MOST_HOPS) return hops
  throw new AppError('flow-circle', {
    message: say`Flows have started each other ${hops} times since the event that began this. They seem to go in a circle.`,
    details: { ...(cause && 'runId' in cause && { runId: cause.runId }) },
  })
}
