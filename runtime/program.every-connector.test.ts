// Every connector is connected to its simulator, tested and used in a flow, over the API that the designer uses: `every-connector.testing.ts` says how.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import type { ConnectionTest } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Json } from '#shared/json.ts'
import type { Run, RunView } from '#shared/model/runs.ts'
import { PROOFS, type Happening, type Proof } from './every-connector.testing.ts'
import { clientOf } from './program.client.testing.ts'
import { pause, start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
const { client, send, connect, signIn, simulatorFor } = clientOf(() => program)
const proven = new Map<string, Promise<string>>()

/** Some at once: a look at a list comes every ten seconds, and the connectors need not wait for each other. */
const AT_ONCE = 8
const PATIENCE_MS = 60_000

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-connectors-'))
  program = await start(dataDir)
  const waiting = connectors.flatMap((connector) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    // Whoever is asked for it tells the failure.
    promise.catch(() => undefined)
    proven.set(connector.id, promise)
    return [{ connector, resolve, reject }]
  })
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await prove(next.connector).then(next.resolve, next.reject)
  }
  for (let nth = 0; nth < AT_ONCE; nth++) void work()
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

type Slots = Readonly<Record<string, { readonly connector: string; readonly connection: string }>>

/** One step after the other; the first is the trigger. */
function chain(name: string, nodes: Readonly<Record<string, FlowDocument['nodes'][string]>>, slots: Slots): FlowDocument {
  const ids = Object.keys(nodes)
  return {
    ...newFlow(name),
    slots: Object.fromEntries(Object.entries(slots).map(([slot, { connector }]) => [slot, { connector, label: connector }])),
    nodes: { ...nodes },
    edges: ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', port: 'out', to })),
    layout: { nodes: Object.fromEntries(ids.map((id, index) => [id, { x: 0, y: index * 120 }])) },
  }
}

function call(slot: string, action: string, input: Readonly<Record<string, Json>> = {}, from: Readonly<Record<string, string>> = {}) {
  const expressions = { ...Object.fromEntries(Object.entries(input).map(([name, value]) => [name, JSON.stringify(value)])), ...from }
  const rows = Object.entries(expressions).map(([target, expression]) => ({ target, rule: { kind: 'expression' as const, expression } }))
  return { kind: 'call' as const, label: action, config: { slot, action, rows } }
}

async function deploy(document: FlowDocument, slots: Slots): Promise<string> {
  const { id } = await send<{ id: string }>('POST', `${client}/flows`, { document })
  const { version } = await send<{ version: number }>('POST', `${client}/flows/${id}/versions`, { note: '', revision: 1 })
  const connections = Object.fromEntries(Object.entries(slots).map(([slot, { connection }]) => [slot, connection]))
  await send('POST', `${client}/flows/${id}/deployments`, { environment: 'live', version, slots: connections })
  return id
}

const MANUAL = { kind: 'trigger', label: 'Start', config: { type: 'manual' } } as const
const runOnce = (flow: string) => send<Run>('POST', `${client}/flows/${flow}/runs`, { environment: 'live', input: {} })

/** Answers when a run of the flow has succeeded; throws when one has failed, or when none came however often the event happened. */
async function succeeded(flow: string, happen: () => Promise<unknown>): Promise<RunView> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    await happen()
    // Longer than from one look at a list to the next.
    for (let wait = 0; wait < 24; wait++) {
      await pause(500)
      const { items } = await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}&limit=50`)
      const ended = items.find(({ status }) => !['queued', 'running', 'waiting'].includes(status))
      if (!ended) continue
      const view = await send<RunView>('GET', `${client}/runs/${ended.id}`)
      if (ended.status !== 'succeeded')
        throw new Error(`Its run ${ended.status}: ${view.steps.flatMap(({ error }) => error?.message ?? []).join(' ')}`)
      return view
    }
  }
  throw new Error('No run came of it.')
}

async function happenAt(connector: string, happening: Happening, slots: Slots): Promise<() => Promise<unknown>> {
  const { simulator } = await simulatorFor(connector)
  const post = async (path: string, body: Json) => {
    // A connection of its own: one that was kept may be closed at the moment it is used again.
    const headers = { 'content-type': 'application/json', connection: 'close' }
    const answer = await fetch(`${simulator?.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers })
    if (!answer.ok) throw new Error(`${path} of its simulator answers ${answer.status}: ${await answer.text()}`)
  }
  if (happening === 'nothing') return async () => undefined
  if ('event' in happening) return () => post('/_sim/events', { event: happening.event, payload: happening.payload ?? {} })
  if ('path' in happening) return () => post(happening.path, happening.body)
  const steps = happening.does.map(({ action, input }, nth) => [`make-${nth + 1}`, call('system', action, input)] as const)
  const maker = await deploy(chain(`${connector}: makes`, { start: MANUAL, ...Object.fromEntries(steps) }, slots), slots)
  return async () => await succeeded(maker, () => runOnce(maker))
}

function triggerNode({ triggers }: Connector, { trigger }: Proof): FlowDocument['nodes'][string] {
  if (!trigger) return MANUAL
  const { id: event, options } = trigger
  const label = event
  if (triggers.some(({ id }) => id === event)) return { kind: 'trigger', label, config: { type: 'webhook', slot: 'system', event } }
  const config = { type: 'poll' as const, slot: 'system', event, every: 10, from: '2020-01-01T00:00:00Z', perRecord: true }
  return { kind: 'trigger', label, config: { ...config, ...(options && { options: { ...options } }) } }
}

/** Throws a plain Error with what does not work. Answers what the connection's test said. */
async function prove(connector: Connector): Promise<string> {
  const { id } = connector
  const proof = PROOFS[id]
  if (!proof) throw new Error(`There is no line for ${id} in every-connector.testing.ts.`)
  const connection = await connect(id, proof.config)
  if (proof.signsIn) await signIn(connection)
  const test = await send<ConnectionTest>('POST', `${client}/connections/${connection}/test`)
  if (!test.ok) throw new Error(`The test of its connection says: ${test.message}`)

  const { action, carrier, trigger } = proof
  const slots: Record<string, { connector: string; connection: string }> = { system: { connector: id, connection } }
  if (carrier) slots['carrier'] = { connector: carrier.connector, connection: await connect(carrier.connector, {}, `harbour-finch-${id}`) }
  const nodes = {
    start: triggerNode(connector, proof),
    act: call('system', action.id, action.input, action.from),
    ...(carrier && { carry: call('carrier', carrier.action, {}, carrier.from) }),
  }
  const happen = trigger && (await happenAt(id, trigger.happens, { system: slots['system'] ?? { connector: id, connection } }))
  const flow = await deploy(chain(`${id}: ${action.id}`, nodes, slots), slots)
  const { steps } = await succeeded(flow, happen ?? (() => runOnce(flow)))
  const acted = steps.find(({ nodeId }) => nodeId === 'act')
  if (acted?.status !== 'succeeded' || acted.output === undefined) throw new Error(`Its action has no answer: ${JSON.stringify(acted)}`)
  if (trigger && steps.find(({ nodeId }) => nodeId === 'start')?.output === undefined) throw new Error('Its event brought nothing.')
  if (carrier) {
    const { simulator } = await simulatorFor(id)
    const left = (await (await fetch(`${simulator?.url}/_sim/records/${carrier.leaves}`)).json()) as readonly unknown[]
    if (left.length === 0) throw new Error(`Its simulator has no ${carrier.leaves}.`)
  }
  return test.message
}

describe('every connector', () => {
  it.each(connectors.map(({ id }) => id))('%s is connected, tested and used against its simulator', { timeout: 180_000 }, async (id) => {
    await expect(proven.get(id)).resolves.toMatch(/./)
  })

  it('has a line for each connector, and for no other, with a trigger where there is one', async () => {
    expect(Object.keys(PROOFS).toSorted()).toEqual(connectors.map(({ id }) => id).toSorted())
    for (const { id, triggers, polls = [] } of connectors) {
      const known = [...triggers, ...polls].map((one) => one.id)
      const told = PROOFS[id]?.trigger?.id
      if (known.length > 0) expect([id, known]).toEqual([id, expect.arrayContaining([told])])
      else expect([id, told]).toEqual([id, undefined])
    }
    const said = await Promise.all([...proven].map(async ([id, message]) => [id, await message.catch(String)] as const))
    console.log(
      said
        .map(
          ([id, message]) =>
            `${id.padEnd(18)} ${(PROOFS[id]?.action.id ?? '').padEnd(20)} ${(PROOFS[id]?.trigger?.id ?? '').padEnd(26)} ${message}`,
        )
        .join('\n'),
    )
  }, 180_000)
})
