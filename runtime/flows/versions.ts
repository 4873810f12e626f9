// Immutable numbered versions of a flow: publish, list, compare, bring one back as the draft.
import type { FlowChange, PublishedVersion, VersionSummary } from '#shared/api/contract.ts'
import { isPublishable } from '#shared/flow/check.ts'
import { diffFlows } from '#shared/flow/diff.ts'
import { withoutParts } from '#shared/flow/pin-parts.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { pointerKeys } from '#shared/flow/pointer.ts'
import { sentSchema, type NamingContext } from '#shared/flow/shown-names.ts'
import { fieldName } from '#shared/mapping/schema-fields.ts'
import type { SampleResult } from '#shared/api/samples.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import type { FlowVersion } from '#shared/model/flows.ts'
import type { FlowStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import type { CheckSystems } from './check-systems.ts'
import type { CheckDocument } from './documents.ts'
import type { ConnectorCatalog } from './ports.ts'
import { mustGetFlow, staleRevision } from './flows.ts'
import type { SampleRuns } from './sample-runs.ts'

/** One side of a comparison. */
export type Side = 'draft' | number

export interface Versions {
  list(clientId: string, flowId: string): Promise<readonly VersionSummary[]>
  get(clientId: string, flowId: string, version: number): Promise<FlowVersion>
  /** Throws `stale-revision`, or `flow-invalid` or `samples-differ` with the issues that forbid it. */
  publish(
    by: Actor,
    clientId: string,
    flowId: string,
    body: { readonly note: string; readonly revision: number },
  ): Promise<PublishedVersion>
  diff(clientId: string, flowId: string, from: Side, to: Side): Promise<readonly FlowChange[]>
  /** The version becomes the draft again. Throws `stale-revision`. */
  restore(
    by: Actor,
    clientId: string,
    flowId: string,
    body: { readonly version: number; readonly revision: number },
  ): Promise<{ readonly revision: number }>
}

export function createVersions(options: {
  readonly flows: FlowStore
  readonly check: CheckDocument
  readonly checkSystems: CheckSystems
  readonly sampleRuns: Pick<SampleRuns, 'run'>
  /** Differences call actions and fields as their connectors do. */
  readonly connectors: Pick<ConnectorCatalog, 'list'>
  readonly parts: Pick<PartLibrary, 'pinned'>
  readonly audit: Audit
  readonly clock?: () => Date
}): Versions {
  const { flows, check, checkSystems, sampleRuns, connectors, parts, audit } = options
  const clock = options.clock ?? (() => new Date())

  const get = async (clientId: string, flowId: string, version: number) => {
    const found = await flows.version(clientId, flowId, version)
    if (!found) throw new AppError('not-found', { message: say`This flow has no version ${version}.` })
    return found
  }
  const sideOf = async (clientId: string, flowId: string, side: Side): Promise<FlowDocument> =>
    side === 'draft'
      ? parts.pinned(clientId, (await mustGetFlow(flows, clientId, flowId)).draft)
      : (await get(clientId, flowId, side)).document

  /** By the tables of the environment in which the flow is at work. */
  async function mustPass(clientId: string, flowId: string, document: FlowDocument): Promise<void> {
    const isLive = (await flows.activeDeployment(clientId, flowId, 'live')) !== undefined
    const { items } = await sampleRuns.run(clientId, flowId, { environment: isLive ? 'live' : 'test' })
    const issues = items
      .filter(({ outcome }) => outcome === 'differs' || outcome === 'stopped')
      .map((one) => sampleIssue(one, document, { connectors: connectors.list() }))
    if (issues.length > 0) throw new AppError('samples-differ', { issues })
  }

  return {
    list: async (clientId, flowId) => {
      await mustGetFlow(flows, clientId, flowId)
      const [versions, deployments] = await Promise.all([flows.versions(clientId, flowId), flows.deployments(clientId, flowId)])
      return versions.map(({ version, note, createdAt, createdBy }) => ({
        version,
        note,
        createdAt,
        createdBy,
        deployedIn: deployments.filter((d) => d.active && d.version === version).map(({ environment }) => environment),
      }))
    },
    get,
    publish: async (by, clientId, flowId, { note, revision }) => {
      const flow = await mustGetFlow(flows, clientId, flowId)
      if (flow.revision !== revision) throw await staleRevision(flows, clientId, flowId)
      const issues = await check(clientId, flow.draft, { flowId })
      if (!isPublishable(issues)) throw new AppError('flow-invalid', { issues })
      const told = await checkSystems(clientId, flow.draft, { flowId })
      if (!isPublishable(told)) throw new AppError('flow-invalid', { issues: told })
      if (flow.draft.policy?.samples === 'must-pass') await mustPass(clientId, flowId, flow.draft)
      // What runs must never change under it: it carries its parts as they are now.
      const document = await parts.pinned(clientId, flow.draft)
      const { version, createdAt, createdBy } = await flows.publish(clientId, flowId, document, note, by.actor, clock())
      await audit.record(by, { action: 'flow.publish', target: flowId, clientId, details: { version, note } })
      return { version, note, createdAt, createdBy, deployedIn: [], unchecked: told }
    },
    diff: async (clientId, flowId, from, to) => {
      const [before, after] = [await sideOf(clientId, flowId, from), await sideOf(clientId, flowId, to)]
      const others = (await flows.list(clientId)).map(({ id, draft }) => ({ id, name: draft.name }))
      return diffFlows(before, after, { connectors: connectors.list(), flows: others })
    },
    restore: async (by, clientId, flowId, { version, revision }) => {
      const { document, templateVersion } = await get(clientId, flowId, version)
      const saved = await flows.saveDraft(clientId, flowId, withoutParts(document), revision, by.actor, clock(), templateVersion)
      if (saved === undefined) throw await staleRevision(flows, clientId, flowId)
      await audit.record(by, { action: 'flow.restore', target: flowId, clientId, details: { version } })
      return { revision: saved }
    },
  }
}

function sampleIssue(
  { name, differences: [first, ...more], stops: [stop] }: SampleResult,
  document: FlowDocument,
  context: NamingContext,
): Issue {
  const value = (one: unknown) => (one === undefined ? say`nothing` : JSON.stringify(one).slice(0, 80))
  const differs = first && say`${placeWords(first, document, context)} is ${value(first.after)} instead of ${value(first.before)}`
  // What stopped the record is why nothing else came out.
  const what = stop
    ? (stop.error.said?.message ?? stop.error.message)
    : differs
      ? more.length === 0
        ? say`${differs}.`
        : say`${differs} (and ${more.length} more).`
      : say`the record stopped.`
  return { path: first ? `/nodes/${first.nodeId}` : '', code: 'sample-differs', ...spoken(say`${name}: ${what}`) }
}

/** `Map order › Source document`. */
function placeWords({ nodeId, path }: SampleResult['differences'][number], document: FlowDocument, context: NamingContext): string {
  const step = document.nodes[nodeId]?.label ?? nodeId
  return path === '' ? step : `${step} › ${fieldName(sentSchema(document, nodeId, context), pointerKeys(path))}`
}
