// Mapping parts that flows share: made, saved as versions, shown with who uses them and what a change would do, and removed while nobody does.
import { AppError, hasErrorCode, type Issue } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import { pinParts } from '#shared/flow/pin-parts.ts'
import { checkPart } from '#shared/mapping/parts/check-part.ts'
import type { PartBody } from '#shared/mapping/parts/part-body.ts'
import type { Client } from '#shared/model/accounts.ts'
import type {
  CreateMappingPart,
  MappingPart,
  PartContent,
  PartImpact,
  PartScope,
  PartUse,
  PartVersion,
  SaveMappingPart,
  ShowPartImpact,
} from '#shared/model/mapping-parts.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { ShowImpactOf } from '../flows/impact.ts'
import type { FlowStore, MappingPartStore, TenancyStore } from '../store/ports.ts'
import { partsFor } from './library.ts'
import { clientsOf, flowsUsing, flowUse, partsUsing, type PartPlace } from './uses.ts'

export interface PartDetail {
  readonly part: MappingPart
  /** Of the partner's part and of the client's copy, newest first. */
  readonly versions: readonly (PartContent &
    Pick<PartVersion, 'version' | 'note' | 'createdAt' | 'createdBy'> & { readonly scope: PartScope })[]
}

export interface PartUses {
  readonly uses: readonly PartUse[]
  /** Uses by clients that the caller does not see. */
  readonly hidden: number
}

/** `visible`: the clients that the caller sees; null means all. */
type Visible = readonly string[] | null

export interface MappingParts {
  list(client: Client): Promise<readonly MappingPart[]>
  /** Throws `not-found`. */
  get(client: Client, name: string): Promise<PartDetail>
  /** Throws `conflict` when the name is taken, `invalid-request` with the issues. */
  create(by: Actor, client: Client, body: CreateMappingPart): Promise<MappingPart>
  /** The next version. Throws `stale-revision` when somebody was first, `invalid-request` with the issues. */
  save(by: Actor, client: Client, name: string, body: SaveMappingPart): Promise<MappingPart>
  /** Throws `conflict` while flows or other parts use it. A client's copy gives way to the partner's part where there is one. */
  remove(by: Actor, client: Client, name: string, scope: PartScope): Promise<void>
  uses(client: Client, name: string, scope: PartScope, visible: Visible): Promise<PartUses>
  /** What the flows that the caller sees would give on their samples. */
  impact(client: Client, name: string, body: ShowPartImpact, visible: Visible): Promise<PartImpact>
}

export interface MappingPartsOptions {
  readonly store: MappingPartStore
  readonly tenancy: Pick<TenancyStore, 'clients'>
  readonly flows: Pick<FlowStore, 'list' | 'deployments' | 'version'>
  readonly impact: ShowImpactOf
  readonly audit: Pick<Audit, 'record'>
  readonly now: () => Date
}

/** More flows than this are not tried for one look. */
const MOST_FLOWS = 40

export function createMappingParts(options: MappingPartsOptions): MappingParts {
  const { store, tenancy, flows, audit, now } = options
  const ownerOf = (client: Client, scope: PartScope) => (scope === 'client' ? client.id : '')

  async function around({ partnerId }: Client) {
    const [all, clients] = await Promise.all([store.newest(partnerId), tenancy.clients(partnerId)])
    return { all, clients }
  }

  /** What the part would be wrong about, for its owner and for every client that would get it beside copies of its own. */
  function issuesOf(place: PartPlace, body: PartBody, all: readonly PartVersion[], clients: readonly Client[]): readonly Issue[] {
    const issues = checkPart(place.name, body, partsFor(place.owner, all))
    if (issues.length > 0 || place.owner !== '') return issues
    const withCopies = clientsOf(place, clients, all).filter(({ id }) => all.some(({ clientId }) => clientId === id))
    return withCopies.flatMap((client) =>
      checkPart(place.name, body, partsFor(client.id, all))
        .filter(({ code }) => code === 'part-loop')
        .map((issue) => ({
          ...issue,
          ...spoken(say`With the copies of ${client.name}: ${issue.said?.message ?? issue.message}`, issue.said?.fix ?? issue.fix),
        })),
    )
  }

  async function add(by: Actor, client: Client, place: PartPlace, version: number, content: PartContent, note: string | undefined) {
    const { all, clients } = await around(client)
    const issues = issuesOf(place, content.body, all, clients)
    if (issues.length > 0) throw new AppError('invalid-request', { message: issues[0]?.message ?? 'The part is not valid.', issues })
    refuseDoubles(content)
    const part: PartVersion = {
      ...content,
      partnerId: client.partnerId,
      clientId: place.owner,
      name: place.name,
      version,
      ...(note !== undefined && note !== '' && { note }),
      createdAt: now().toISOString(),
      createdBy: by.actor,
    }
    if (!(await store.add(part))) throw stale()
    const action = version === 1 ? 'mapping-part.create' : 'mapping-part.save'
    const details = { version, scope: place.owner === '' ? 'partner' : 'client' }
    await audit.record(by, { action, target: place.name, ...(place.owner !== '' && { clientId: place.owner }), details })
    return shown(part, all)
  }

  async function mustFind(
    client: Client,
    name: string,
    scope: PartScope,
  ): Promise<{ all: readonly PartVersion[]; clients: readonly Client[] }> {
    const found = await around(client)
    if (!found.all.some((part) => part.name === name && part.clientId === ownerOf(client, scope))) throw new AppError('not-found')
    return found
  }

  return {
    list: async (client) => {
      const { all } = await around(client)
      return effective(client, all).map((part) => shown(part, all))
    },
    get: async (client, name) => {
      const { all } = await around(client)
      const part = effective(client, all).find((one) => one.name === name)
      if (!part) throw new AppError('not-found', { message: say`There is no mapping part "${name}".` })
      const versions = await Promise.all(
        (['client', 'partner'] as const).map(async (scope) =>
          (await store.versions(client.partnerId, ownerOf(client, scope), name)).map((version) => versionOf(version, scope)),
        ),
      )
      return { part: shown(part, all), versions: versions.flat() }
    },
    create: async (by, client, { name, scope, content, note }) => {
      const { all } = await around(client)
      const taken =
        effective(client, all).some((part) => part.name === name) || (scope === 'partner' && all.some((part) => part.name === name))
      if (taken)
        throw new AppError('conflict', {
          message: say`There is a mapping part "${name}" already.`,
          fix: 'Choose another name, or change that part.',
        })
      return add(by, client, { name, owner: ownerOf(client, scope) }, 1, content, note)
    },
    save: async (by, client, name, { scope, version, content, note }) => {
      const owner = ownerOf(client, scope)
      const { all } = await around(client)
      const newest = all.find((part) => part.name === name && part.clientId === owner)?.version ?? 0
      // A client's first copy stands for a part that is there.
      if (newest === 0 && (scope === 'partner' || !all.some((part) => part.name === name && part.clientId === '')))
        throw new AppError('not-found')
      if (newest !== version) throw stale(newest)
      return add(by, client, { name, owner }, version + 1, content, note)
    },
    remove: async (by, client, name, scope) => {
      const place = { name, owner: ownerOf(client, scope) }
      const { all, clients } = await mustFind(client, name, scope)
      const standsFor = scope === 'client' && all.some((part) => part.name === name && part.clientId === '')
      if (!standsFor) {
        const uses = [
          ...(await flowsUsing(place, clients, all, flows)).map(({ client: of, flow }) => `${flow.name} (${of.name})`),
          ...partsUsing(place, clients, all).map(({ label }) => `the part ${label}`),
        ]
        if (uses.length > 0) {
          throw new AppError('conflict', {
            message:
              uses.length > 3
                ? say`It is used by ${uses.slice(0, 3).join(', ')} and ${uses.length - 3} more.`
                : say`It is used by ${uses.join(', ')}.`,
            fix: 'Take it out there, publish and deploy, then delete it.',
          })
        }
      }
      await store.remove(client.partnerId, place.owner, name)
      await audit.record(by, {
        action: 'mapping-part.remove',
        target: name,
        ...(place.owner !== '' && { clientId: place.owner }),
        details: { scope },
      })
    },
    uses: async (client, name, scope, visible) => {
      const place = { name, owner: ownerOf(client, scope) }
      const { all, clients } = await mustFind(client, name, scope)
      const isSeen = (id: string) => visible === null || visible.includes(id)
      const nameOf = (id: string) => clients.find((one) => one.id === id)?.name ?? ''
      const every: readonly PartUse[] = [
        ...(await flowsUsing(place, clients, all, flows)).map(flowUse),
        ...partsUsing(place, clients, all).map(({ name: other, label, clientId }): PartUse => ({
          kind: 'part',
          name: other,
          label,
          clientId,
          client: nameOf(clientId),
        })),
      ]
      const uses = every.filter(({ clientId }) => clientId === '' || isSeen(clientId))
      return { uses, hidden: every.length - uses.length }
    },
    impact: async (client, name, { scope, body }, visible) => {
      const place = { name, owner: ownerOf(client, scope) }
      const { all, clients } = await around(client)
      const seen = clients.filter(({ id }) => visible === null || visible.includes(id))
      const using = (await flowsUsing(place, seen, all, flows)).filter(({ draft }) => draft).slice(0, MOST_FLOWS)
      const answers: PartImpact['flows'][number][] = []
      // One after the other: they use the same sandbox as the clients' real runs.
      for (const { client: of, flow } of using) {
        const common = { clientId: of.id, client: of.name, flowId: flow.id, flow: flow.name }
        const before = partsFor(of.id, all)
        const changed = { ...before, [name]: { label: before[name]?.label ?? name, version: (before[name]?.version ?? 0) + 1, body } }
        try {
          const document = pinParts(flow.draft, changed)
          const { cases } = await options.impact(of.id, flow.id, { document, environment: 'test', runs: 0 }, true)
          const named = cases.flatMap(({ source, differences }) =>
            source.kind === 'sample' && differences.length > 0 ? [{ sampleId: source.sampleId, name: source.name, differences }] : [],
          )
          answers.push({ ...common, samples: cases.length, cases: named })
        } catch (error) {
          if (!hasErrorCode(error)) throw error
          answers.push({ ...common, samples: 0, cases: [], problem: error.message })
        }
      }
      return { flows: answers }
    },
  }
}

/** What the client's flows get, by name. */
function effective(client: Client, all: readonly PartVersion[]): readonly PartVersion[] {
  const own = all.filter(({ clientId }) => clientId === client.id)
  const shared = all.filter(({ clientId, name }) => clientId === '' && !own.some((part) => part.name === name))
  return [...own, ...shared].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function shown(part: PartVersion, all: readonly PartVersion[]): MappingPart {
  const { partnerId: _, clientId, note: __, ...rest } = part
  const shared = clientId === '' ? undefined : all.find((other) => other.clientId === '' && other.name === part.name)
  return { ...rest, scope: clientId === '' ? 'partner' : 'client', ...(shared && { partnerVersion: shared.version }) }
}

function refuseDoubles({ cases }: PartContent): void {
  const double = cases.find(({ id }, i) => cases.findIndex((other) => other.id === id) !== i)
  if (double)
    throw new AppError('invalid-request', { message: say`Two cases have the id "${double.id}".`, fix: 'Give each an id of its own.' })
}

const stale = (version?: number) =>
  new AppError('stale-revision', {
    message: 'Somebody saved another version of this part in the meantime.',
    fix: 'Reload, and make your change again.',
    ...(version !== undefined && { details: { version } }),
  })

function versionOf(part: PartVersion, scope: PartScope): PartDetail['versions'][number] {
  const { partnerId: _, clientId: __, name: ___, ...version } = part
  return { ...version, scope }
}
