import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CloneTemplate } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { openSqliteStore } from '#runtime/store/sqlite/open.ts'
import type { Store } from '#runtime/store/ports.ts'
import { createPartLibrary } from '../mapping-parts/library.ts'
import { cloneTemplate, type CloneOptions } from './clone.ts'
import { loadHistory, type Template } from './template.ts'
import { flowInWords } from './words.ts'

const at = '2026-03-02T09:00:00.000Z'
let dataDir: string
let store: Store
let template: Template
let deployed: Deployment[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-clone-'))
  store = await openSqliteStore({ dataDir })
  template = (await loadHistory(fileURLToPath(new URL('../../templates/shopify-order-to-erp', import.meta.url))))[0]
  deployed = []
  await store.tenancy.createPartner({ id: 'part_1', name: 'P', createdAt: at })
  for (const slug of ['a', 'b']) {
    await store.tenancy.createClient({ id: `client_${slug}`, partnerId: 'part_1', name: slug, slug, createdAt: at })
    for (const [slot, connector] of [
      ['shop', 'shopify'],
      ['erp', 'odoo'],
    ] as const) {
      const id = `conn_${slug}_${slot}`
      const connection = {
        id,
        clientId: `client_${slug}`,
        environment: 'live',
        connector,
        name: slot,
        config: {},
        secretsSet: [],
        status: 'untested',
        createdAt: at,
        updatedAt: at,
      } as const
      await store.connections.create(connection, [])
    }
  }
})
afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

function clone(
  client: string,
  body: Partial<CloneTemplate> = {},
  deploy: CloneOptions['deploy'] = async (deployment) => (deployed.push(deployment), []),
  from: Template = template,
) {
  const now = () => new Date(at)
  const parts = createPartLibrary({ store: store.mappingParts, tenancy: store.tenancy, now })
  const options = { flows: store.flows, lookups: store.lookups, connections: store.connections, parts, deploy, now }
  const connections = { shop: `conn_${client}_shop`, erp: `conn_${client}_erp` }
  return cloneTemplate(options, from, `client_${client}`, 'robin', {
    name: 'Orders',
    environment: 'live',
    answers: {},
    connections,
    ...body,
  })
}

describe('cloneTemplate', () => {
  it('makes a published and deployed flow with its samples and tables, for this client alone', async () => {
    const { flow, version } = await clone('a')
    expect(flow).toMatchObject({
      clientId: 'client_a',
      name: 'Orders',
      latestVersion: 1,
      template: { id: 'shopify-order-to-erp', version: template.file.version },
    })
    expect(version).toBe(1)
    expect(deployed).toMatchObject([
      { clientId: 'client_a', flowId: flow.id, version: 1, slots: { shop: 'conn_a_shop', erp: 'conn_a_erp' } },
    ])
    expect(await store.flows.samples('client_a', flow.id)).toHaveLength(template.samples.length)
    expect((await store.lookups.list('client_a', 'live')).map((table) => table.name).toSorted()).toEqual([
      'fee-products',
      'settings',
      'taxes',
      'tenders',
      'warehouses',
    ])
    expect(await store.lookups.list('client_b', 'live')).toEqual([])
    expect(await store.flows.list('client_b')).toEqual([])
  })

  it('shares nothing between two clients', async () => {
    const first = await clone('a')
    const second = await clone('b', { answers: { 'default-customer': 'TILL' } })
    expect(second.flow.id).not.toBe(first.flow.id)
    const customer = async (client: string) =>
      (await store.lookups.get(`client_${client}`, 'live', 'settings'))?.rows.find((row) => row.key === 'default-customer')?.value
    expect(await customer('a')).toBe('WEB-GUEST')
    expect(await customer('b')).toBe('TILL')
  })

  it('keeps rows the client has and adds what is missing', async () => {
    await store.lookups.create({
      id: 'table_1',
      clientId: 'client_a',
      environment: 'live',
      name: 'tenders',
      label: 'Tenders',
      rows: [{ key: 'paypal', value: 'MINE' }],
      revision: 1,
      updatedAt: at,
    })
    await clone('a')
    const rows = (await store.lookups.get('client_a', 'live', 'tenders'))?.rows ?? []
    expect(rows.find((row) => row.key === 'paypal')?.value).toBe('MINE')
    expect(rows.find((row) => row.key === 'gift_card')?.value).toBe('GIFT')
  })

  it("refuses another client's connection, a wrong one, and a missing one, and makes nothing", async () => {
    const wrong: Record<string, string>[] = [
      { shop: 'conn_b_shop', erp: 'conn_a_erp' },
      { shop: 'conn_a_erp', erp: 'conn_a_erp' },
      { shop: 'conn_a_shop' },
    ]
    for (const connections of wrong) {
      await expect(clone('a', { connections })).rejects.toMatchObject({ code: 'slot-unbound' })
    }
    await expect(clone('a', { environment: 'test' })).rejects.toMatchObject({ code: 'slot-unbound' })
    expect(await store.flows.list('client_a')).toEqual([])
    expect(await store.lookups.list('client_a', 'live')).toEqual([])
  })

  it('refuses a name that is taken, and answers that are missing', async () => {
    await clone('a')
    await expect(clone('a')).rejects.toMatchObject({ code: 'conflict' })
    await expect(clone('a', { name: 'Other', answers: { 'default-customer': '' } })).rejects.toMatchObject({
      code: 'invalid-request',
      issues: [{ path: '/answers/default-customer' }],
    })
  })

  it('says that the flow is there when only its webhook could not be registered', async () => {
    const down = () => Promise.reject(new AppError('connection-failed', { message: 'The shop does not answer.' }))
    await expect(clone('a', {}, down)).rejects.toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('was cloned and deployed') as string,
    })
    expect(await store.flows.list('client_a')).toHaveLength(1)
  })
})

describe('in German', () => {
  it('the flow, its tables, samples and version speak it, and do the same', async () => {
    const german = template.translations.de
    if (!german) throw new Error('The template has no German.')
    const { flow } = await clone('a', {}, undefined, german)
    expect(flow.draft.nodes['map-order']).toMatchObject({ label: 'Bestellung zuordnen' })
    expect(flow.draft.slots['erp']).toEqual({ connector: 'odoo', label: 'ERP' })
    expect((await store.flows.version('client_a', flow.id, 1))?.note).toMatch(
      /^Geklont aus der Vorlage Shopify-Bestellung zu ERP-Verkaufsauftrag /,
    )
    const samples = await store.flows.samples('client_a', flow.id)
    expect(samples.map(({ name }) => name)).toContain('Einfache Bestellung')
    expect(samples.map(({ input }) => input)).toEqual(template.samples.map(({ input }) => input))
    const table = await store.lookups.get('client_a', 'live', 'tenders')
    expect(table?.label).toBe('Zahlungsarten zu Zahlungsjournalen')
    expect(table?.rows.map(({ key, value }) => [key, value])).toEqual(rowsOf('tenders').map(({ key, value }) => [key, value]))
    // Only texts differ.
    const asEnglish = JSON.stringify(flowInWords(flow.draft, () => ''))
    expect(asEnglish).toBe(JSON.stringify(flowInWords(template.flow, () => '')))
  })
})

const rowsOf = (name: string) => template.file.questions.find(({ table }) => table?.name === name)?.table?.rows ?? []
