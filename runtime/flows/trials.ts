// Three ways to try a flow: the draft on a sample without side effects, a manual start of what is deployed, and a sample sent
// through a simulator as the vendor would send it.
import type { SendSample, StartRun, TestRun, TestRunResult } from '#shared/api/contract.ts'
import { checkGraph } from '#shared/flow/check-graph.ts'
import { isPublishable } from '#shared/flow/check.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { isSame } from '#shared/flow/same.ts'
import { recordName } from '#shared/run/record-name.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { reach, successors } from '#shared/flow/graph.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Deployment, Sample } from '#shared/model/flows.ts'
import type { ConnectionStore, FlowStore, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import { readDocument } from './documents.ts'
import { mustGetFlow } from './flows.ts'
import type { CheckSystems } from './check-systems.ts'
import type { ConnectorCatalog, Engine, Simulators } from './ports.ts'
import type { Samples } from './samples.ts'
import { stepResult } from './step-result.ts'

/** The document may be of an older format version. */
type Draft = Omit<TestRun, 'document'> & { readonly document?: unknown }

export interface Trials {
  /**
   * Throws `flow-invalid` for a graph that cannot be walked (a cycle, a step that leads nowhere), and for what a connected system does not understand,
   * as when it is published.
   */
  testRun(clientId: string, flowId: string, body: Draft): Promise<TestRunResult>
  /** The same without asking connected systems, for many samples one after the other. */
  dryRun(clientId: string, flowId: string, body: Draft): Promise<TestRunResult>
  /** Throws `not-deployed`. */
  start(by: Actor, clientId: string, flowId: string, body: StartRun): Promise<{ readonly runId: string }>
  /** Throws `not-deployed`, or `invalid-request` when the flow does not listen to a simulator. */
  sendSample(
    clientId: string,
    flowId: string,
    body: SendSample,
  ): Promise<{ readonly sent: boolean; readonly eventId?: string; readonly runId?: string }>
}

export interface TrialsOptions {
  readonly flows: FlowStore
  readonly runs: Pick<RunStore, 'list'>
  readonly connections: Pick<ConnectionStore, 'get'>
  readonly samples: Samples
  readonly connectors: ConnectorCatalog
  readonly engine: Pick<Engine, 'accept' | 'testRun'>
  readonly simulators: Pick<Simulators, 'emit'>
  readonly parts: Pick<PartLibrary, 'pinned'>
  readonly checkSystems: CheckSystems
  readonly audit: Audit
  readonly clock?: () => Date
}

/** The run of a delivery is among the newest; a busy shop may have put others before it. */
const NEWEST_RUNS = 50

export function createTrials(options: TrialsOptions): Trials {
  const { flows, runs, connections, samples, connectors, engine, simulators, parts, checkSystems, audit } = options
  const clock = options.clock ?? (() => new Date())

  const mustBeDeployed = async (clientId: string, flowId: string, environment: Environment): Promise<Deployment> => {
    await mustGetFlow(flows, clientId, flowId)
    const deployment = await flows.activeDeployment(clientId, flowId, environment)
    if (!deployment) throw new AppError('not-deployed', { message: say`The flow is not deployed in ${environment}.` })
    return deployment
  }

  /** The simulator that stands for the system whose webhook starts the flow. */
  const findSimulator = async (clientId: string, deployment: Deployment) => {
    const version = await flows.version(clientId, deployment.flowId, deployment.version)
    const trigger = version && triggerOf(version.document)
    const connectionId = trigger?.type === 'webhook' ? deployment.slots[trigger.slot] : undefined
    const connection = connectionId === undefined ? undefined : await connections.get(clientId, connectionId)
    const name = connection?.config['simulator']
    if (trigger?.type !== 'webhook' || !connection || typeof name !== 'string') {
      throw new AppError('invalid-request', {
        message: 'This flow is not started by the webhook of a simulator.',
        fix: 'Start a manual run, or send an event from the system itself.',
      })
    }
    const descriptor = connectors.list().find(({ id }) => id === connection.connector)
    return { name, event: trigger.event, example: descriptor?.triggers.find(({ id }) => id === trigger.event)?.example }
  }

  const draftOf = async (clientId: string, flowId: string, { document: given, from }: Draft): Promise<FlowDocument> => {
    const flow = await mustGetFlow(flows, clientId, flowId)
    const document = await parts.pinned(clientId, given === undefined ? flow.draft : readDocument(given))
    const issues = checkGraph(document)
    if (!isPublishable(issues)) throw new AppError('flow-invalid', { issues })
    if (from && !Object.hasOwn(document.nodes, from.node))
      throw new AppError('invalid-request', { message: say`The flow has no step "${from.node}" to begin with.` })
    return document
  }

  const run = async (clientId: string, flowId: string, document: FlowDocument, body: Draft): Promise<TestRunResult> => {
    const sample = body.sampleId === undefined ? undefined : await samples.get(clientId, flowId, body.sampleId)
    const input = sample ? sample.input : body.input
    if (input === undefined) throw new AppError('invalid-request', { message: 'A test run needs a sample or an input.' })
    const { from, environment } = body
    const result = await engine.testRun({ clientId, flowId, document, environment, input, ...(from && { from }) })
    return { ...result, ...(sample?.expected && !from && { comparison: compare(sample.expected, document, result) }) }
  }

  return {
    dryRun: async (clientId, flowId, body) => await run(clientId, flowId, await draftOf(clientId, flowId, body), body),
    testRun: async (clientId, flowId, body) => {
      const document = await draftOf(clientId, flowId, body)
      const { from } = body
      const refused = await inTime(checkSystems(clientId, from ? startingAt(document, from.node) : document, { flowId }))
      if (!isPublishable(refused)) throw new AppError('flow-invalid', { issues: refused })
      return await run(clientId, flowId, document, body)
    },
    start: async (by, clientId, flowId, { environment, input }) => {
      const deployment = await mustBeDeployed(clientId, flowId, environment)
      const at = clock()
      const label = recordName(input)
      const { runId } = await engine.accept({
        clientId,
        flowId,
        environment,
        version: deployment.version,
        trigger: 'manual',
        eventKey: newId('evt', at.getTime()),
        body: new TextEncoder().encode(JSON.stringify(input ?? null)),
        ...(label !== undefined && { label }),
        receivedAt: at,
      })
      await audit.record(by, { action: 'flow.start', target: flowId, clientId, details: { environment, runId } })
      return { runId }
    },
    sendSample: async (clientId, flowId, { environment, sampleId }) => {
      const deployment = await mustBeDeployed(clientId, flowId, environment)
      const simulator = await findSimulator(clientId, deployment)
      const sample: Pick<Sample, 'input'> | undefined =
        sampleId === undefined ? (await samples.list(clientId, flowId))[0] : await samples.get(clientId, flowId, sampleId)
      const { deliveries } = await simulators.emit(simulator.name, simulator.event, sample ? sample.input : simulator.example)
      // The intake's event key ends with the sender's delivery id.
      const { items } = await runs.list(clientId, { flowId, environment, limit: NEWEST_RUNS })
      for (const { deliveryId } of deliveries) {
        const run = items.find(({ eventKey }) => eventKey === deliveryId || eventKey.endsWith(`:${deliveryId}`))
        if (run) return { sent: true, eventId: deliveryId, runId: run.id }
      }
      const eventId = deliveries[0]?.deliveryId
      return { sent: deliveries.some(({ status }) => status >= 200 && status < 300), ...(eventId !== undefined && { eventId }) }
    },
  }
}

/** A person waits for the test: a system that answers later is not waited for, and says what is wrong when the step runs. */
const CHECK_MS = 5_000

async function inTime(check: Promise<readonly Issue[]>): Promise<readonly Issue[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Issue[]>((resolve) => {
    timer = setTimeout(() => resolve([]), CHECK_MS)
  })
  try {
    return await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is not run is not checked. */
function startingAt(document: FlowDocument, node: string): FlowDocument {
  const run = reach([node], successors(document))
  const nodes = Object.entries(document.nodes).map(([id, one]) => [id, run.has(id) ? one : { ...one, disabled: true as const }] as const)
  return { ...document, nodes: Object.fromEntries(nodes) }
}

function triggerOf(document: FlowDocument) {
  const node = Object.values(document.nodes).find(({ kind }) => kind === 'trigger')
  return node?.kind === 'trigger' ? node.config : undefined
}

/** Expected against actual results of steps. */
function compare(
  expected: Readonly<Record<string, unknown>>,
  document: FlowDocument,
  result: TestRunResult,
): NonNullable<TestRunResult['comparison']> {
  return Object.entries(expected).map(([nodeId, value]) => {
    const actual = stepResult(nodeId, document, result)
    return { nodeId, matches: isSame(value, actual), expected: value, actual: actual ?? null }
  })
}
