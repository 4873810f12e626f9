// Flows and their drafts. A draft is saved from the revision it was made from, problems and all; only publishing asks for none.
import type { FlowDetail, FlowSummary } from '#shared/api/contract.ts'
import { isSame } from '#shared/flow/same.ts'
import { withoutParts } from '#shared/flow/pin-parts.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Deployment, Flow } from '#shared/model/flows.ts'
import type { FlowStore, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { PartChoices } from '#shared/model/part-choices.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import { readDocument, type CheckDocument } from './documents.ts'

export interface Flows {
  list(clientId: string): Promise<readonly FlowSummary[]>
  /** Throws `not-found`. */
  detail(clientId: string, flowId: string): Promise<FlowDetail>
  /** The draft as it is written to a file: with the mapping parts that it uses. Throws `not-found`. */
  exported(clientId: string, flowId: string): Promise<FlowDocument>
  /** `document` is any JSON value: it is read, migrated and validated here. Throws `part-conflict` where it brings parts that nobody chose about. */
  create(by: Actor, clientId: string, document: unknown, parts?: PartChoices): Promise<Flow>
  /** Throws `stale-revision`. */
  saveDraft(
    by: Actor,
    clientId: string,
    flowId: string,
    body: { readonly document: unknown; readonly revision: number },
  ): Promise<{ readonly revision: number; readonly issues: readonly Issue[] }>
  /** Throws `conflict` while it is deployed somewhere. */
  remove(by: Actor, clientId: string, flowId: string): Promise<void>
}

export interface FlowsOptions {
  readonly flows: FlowStore
  readonly runs: Pick<RunStore, 'list' | 'openExceptionCount'>
  readonly check: CheckDocument
  readonly parts: PartLibrary
  readonly audit: Audit
  readonly clock?: () => Date
}

export function createFlows(options: FlowsOptions): Flows {
  const { flows, runs, check, parts, audit } = options
  const clock = options.clock ?? (() => new Date())

  const draftChanged = async (flow: Flow) => {
    const latest = flow.latestVersion === 0 ? undefined : await flows.version(flow.clientId, flow.id, flow.latestVersion)
    return !latest || !isSame(latest.document, await parts.pinned(flow.clientId, flow.draft))
  }

  const summarise = async (flow: Flow, deployments: readonly Deployment[]): Promise<FlowSummary> => {
    const [changed, recent, openExceptions] = await Promise.all([
      draftChanged(flow),
      runs.list(flow.clientId, { flowId: flow.id, limit: 1 }),
      runs.openExceptionCount(flow.clientId, flow.id),
    ])
    const last = recent.items[0]
    return {
      id: flow.id,
      name: flow.name,
      ...(flow.draft.description && { description: flow.draft.description }),
      latestVersion: flow.latestVersion,
      revision: flow.revision,
      draftChanged: changed,
      ...(flow.template && { template: flow.template }),
      connectors: [...new Set(Object.values(flow.draft.slots).map(({ connector }) => connector))],
      deployments: deployments
        .filter(({ active, flowId }) => active && flowId === flow.id)
        .map(({ environment, version }) => ({ environment, version })),
      ...(last && { lastRun: { id: last.id, status: last.status, createdAt: last.createdAt } }),
      openExceptions,
      updatedAt: flow.updatedAt,
    }
  }

  return {
    list: async (clientId) => {
      const [all, deployments] = await Promise.all([flows.list(clientId), flows.deployments(clientId)])
      return Promise.all(all.map((flow) => summarise(flow, deployments)))
    },
    detail: async (clientId, flowId) => {
      const flow = await mustGetFlow(flows, clientId, flowId)
      const [issues, changed, deployments] = await Promise.all([
        check(clientId, flow.draft, { flowId: flow.id }),
        draftChanged(flow),
        flows.deployments(clientId, flowId),
      ])
      return { flow, issues, draftChanged: changed, deployments: deployments.filter(({ active }) => active) }
    },
    exported: async (clientId, flowId) => parts.pinned(clientId, (await mustGetFlow(flows, clientId, flowId)).draft),
    create: async (by, clientId, value, choices) => {
      const document: FlowDocument = await parts.take(by.actor, clientId, readDocument(value), choices)
      const at = clock()
      const flow: Flow = {
        id: newId('flow', at.getTime()),
        clientId,
        name: document.name,
        draft: document,
        revision: 1,
        latestVersion: 0,
        createdAt: at.toISOString(),
        updatedAt: at.toISOString(),
        updatedBy: by.actor,
      }
      await flows.create(flow)
      await audit.record(by, { action: 'flow.create', target: flow.id, clientId, details: { name: flow.name } })
      return flow
    },
    saveDraft: async (by, clientId, flowId, body) => {
      const document = withoutParts(readDocument(body.document))
      const revision = await flows.saveDraft(clientId, flowId, document, body.revision, by.actor, clock())
      if (revision === undefined) throw await staleRevision(flows, clientId, flowId)
      return { revision, issues: await check(clientId, document, { flowId }) }
    },
    remove: async (by, clientId, flowId) => {
      const flow = await mustGetFlow(flows, clientId, flowId)
      const deployed = (await flows.deployments(clientId, flowId)).filter(({ active }) => active)
      if (deployed.length > 0) {
        const places = deployed.map(({ environment }) => environment).join(' and ')
        throw new AppError('conflict', { message: say`The flow is deployed in ${places}.`, fix: 'Stop it there first.' })
      }
      await flows.remove(clientId, flowId)
      await audit.record(by, { action: 'flow.remove', target: flowId, clientId, details: { name: flow.name } })
    },
  }
}

export async function mustGetFlow(flows: FlowStore, clientId: string, flowId: string): Promise<Flow> {
  const flow = await flows.get(clientId, flowId)
  if (!flow) throw new AppError('not-found')
  return flow
}

/** The error for a save that named an old revision; `not-found` when the flow is gone. */
export async function staleRevision(flows: FlowStore, clientId: string, flowId: string): Promise<AppError> {
  const flow = await flows.get(clientId, flowId)
  if (!flow) return new AppError('not-found')
  return new AppError('stale-revision', { details: { revision: flow.revision, updatedBy: flow.updatedBy, updatedAt: flow.updatedAt } })
}
