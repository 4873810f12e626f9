// The demo installation over the API: what the journeys look up, send and wait for beside the browser.
import type { FlowDetail, FlowSummary, Page } from '#shared/api/contract.ts'
import type { FlowDocument, MappingRule } from '#shared/flow/document.ts'
import type { HookDescriptor, SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { Deployment } from '#shared/model/flows.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import type { Installation } from './installation.ts'

export const FIRST = { slug: 'harbour-finch', name: 'Harbour & Finch' } as const
export const SECOND = { slug: 'juniper-vale', name: 'Juniper & Vale' } as const
const PATIENCE_MS = 20_000
const POLL_MS = 100

const items = async <T>(at: Installation, path: string) => (await at.api<Page<T>>(path)).items

/** The flow every demo installation begins with. */
export async function demoFlow(at: Installation, client: string = FIRST.slug): Promise<FlowSummary> {
  const [flow] = await items<FlowSummary>(at, `/clients/${client}/flows`)
  if (!flow) throw new Error(`${client} has no flow`)
  return flow
}

export const runsOf = (at: Installation, client: string) => items<Run>(at, `/clients/${client}/runs`)
export const exceptionsOf = (at: Installation, client: string) => items<ExceptionRecord>(at, `/clients/${client}/exceptions`)
export const hooksOf = (at: Installation, client: string) => items<HookDescriptor>(at, `/clients/${client}/hooks`)

/** The sales orders that the client's simulated ERP holds, in Odoo's own shape. */
export async function ordersOf(at: Installation, client: string, suffix = ''): Promise<readonly SalesOrder[]> {
  const simulators = await items<SimulatorDescriptor>(at, '/simulators')
  const erp = simulators.find((one) => one.name === `${client}-odoo${suffix}`)
  if (!erp) throw new Error(`${client} has no simulated ERP`)
  const answer = await fetch(`${erp.url}/_sim/records/sale.order`)
  return (await answer.json()) as readonly SalesOrder[]
}

export interface SalesOrder {
  readonly client_order_ref: string
  readonly origin: string | false
  readonly note: string | false
}

/** Replaces the rule of one row of the demo flow's mapping, publishes the draft and deploys it to live. */
export async function deployRule(at: Installation, target: string, rule: MappingRule): Promise<void> {
  const { id } = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const { flow } = await at.api<FlowDetail>(path)
  const document = withRule(flow.draft, target, rule)
  const { revision } = await at.api<{ revision: number }>(`${path}/draft`, { method: 'PUT', json: { document, revision: flow.revision } })
  const { version } = await at.api<{ version: number }>(`${path}/versions`, {
    method: 'POST',
    json: { note: `New rule for ${target}`, revision },
  })
  const deployments = await items<Deployment>(at, `${path}/deployments`)
  const slots = deployments.find((one) => one.environment === 'live')?.slots
  await at.api(`${path}/deployments`, { method: 'POST', json: { environment: 'live', version, slots } })
}

function withRule(document: FlowDocument, target: string, rule: MappingRule): FlowDocument {
  const copy = structuredClone(document)
  const node = copy.nodes['map-order']
  const row = node?.kind === 'map' ? node.config.rows.find((one) => one.target === target) : undefined
  if (!row) throw new Error(`The demo flow has no row for ${target}`)
  row.rule = rule
  return copy
}

/** Sends samples through the simulated shop and waits until each one's run has ended. */
export async function sendSamples(at: Installation, sampleIds: readonly string[]): Promise<void> {
  const { id } = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const samples = await items<{ readonly id: string; readonly name: string }>(at, `${path}/samples`)
  for (const name of sampleIds) {
    const sample = samples.find((one) => one.name === name)
    if (!sample) throw new Error(`There is no sample “${name}”: ${samples.map((one) => one.name).join(', ')}`)
    const before = (await runsOf(at, FIRST.slug)).length
    await at.api(`${path}/send-sample`, { method: 'POST', json: { environment: 'live', sampleId: sample.id } })
    await until(async () => {
      const runs = await runsOf(at, FIRST.slug)
      return runs.length > before && runs.every((run) => TERMINAL_STATUSES.includes(run.status))
    }, `the run of “${name}”`)
  }
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${PATIENCE_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
