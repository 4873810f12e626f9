// A transfer to a store and back, in the whole program with the shipped templates as they are: it leaves Odoo, the store finds it at its tills, counts
// and receives, and Odoo has what was counted. Simulated systems, real time.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InboxItem } from '#shared/api/lookups.ts'
import type { LookupTable } from '#shared/model/connections.ts'
import type { ListedValue } from '#shared/model/descriptors.ts'
import type { ExceptionRecord, Run, RunView } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
let outward: string
let back: string
let slots: { readonly erp: string; readonly tills: string }

const { client, send, connect, signIn, demo, clone, recordsOf, arrives, happens, onDesk } = clientOf(() => program)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-transfers-'))
  program = await start(dataDir)
  slots = { erp: await demo('odoo'), tills: await connect('lightspeed') }
  await signIn(slots.tills)
  outward = await clone('odoo-transfer-to-lightspeed', {}, slots)
  back = await clone('lightspeed-receipt-to-odoo', {}, slots)
}, 90_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

it('the outlets of the tills are chosen by name, as Lightspeed lists them', async () => {
  const values = (connection: string, question = 'outlets') =>
    send<{ readonly items: readonly ListedValue[] }>('POST', `${client}/templates/odoo-transfer-to-lightspeed/values`, {
      question,
      connection,
    })
  const { items } = await values(slots.tills)
  expect(items).toContainEqual({ value: 'ab1a88d7-2703-8bb5-a100-14f7aaed4c2e', label: expect.stringContaining('Bristol') })
  await expect(values(slots.erp)).rejects.toThrow('another system')
  await expect(values(slots.tills, 'kind')).rejects.toThrow('not-found')
})

const TRANSIT = 'Physical Locations/Inter-warehouse transit'

interface Picking {
  readonly name: string
  readonly state: string
  readonly origin: string | false
}
interface Consignment {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly type: string
}
const pickings = () => recordsOf<Picking>('odoo', 'stock.picking')
const consignments = () => recordsOf<Consignment>('lightspeed', 'consignments')
const announced = (reference: string, status = 'SENT') =>
  arrives(async () => (await consignments()).find((one) => one.reference === reference && one.status === status))
const linesOf = async ({ id }: Consignment) =>
  (await recordsOf<{ consignment_id: string; product_sku: string; count: string }>('lightspeed', 'consignment_products'))
    .filter(({ consignment_id: of }) => of === id)
    .map(({ product_sku: sku, count }) => `${sku} ${Number(count)}`)

/** Of each SKU at a location of Odoo. */
async function stockAt(location: string): Promise<Readonly<Record<string, number>>> {
  const quants = await recordsOf<{ product_id: [number, string]; location_id: [number, string]; quantity: number }>('odoo', 'stock.quant')
  return Object.fromEntries(
    quants
      .filter(({ location_id: [, name] }) => name === location)
      .map(({ product_id: [, name], quantity }) => [/^\[(.+?)\]/.exec(name)?.[1] ?? name, quantity]),
  )
}

/** A transfer to Bristol leaves the warehouse; answers its number. */
async function dispatch(lines: readonly object[], more: object = {}): Promise<string> {
  const before = new Set((await pickings()).map(({ name }) => name))
  await happens('odoo', 'transfer.dispatched', { from: 'WH', to: 'BRI', lines, ...more })
  const made = (await pickings()).find(({ name }) => !before.has(name) && name.startsWith('WH/OUT/'))
  return made?.name ?? ''
}
const receive = (reference: string, received: readonly object[] = [], more: object = {}) =>
  happens('lightspeed', 'consignment.receive', { reference, received, ...more })

/** The same record once more, as if it had been told again. Resolves when it has been through the flow. */
async function tellAgain(flow: string, number: string): Promise<RunView> {
  const { items } = await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}&limit=200`)
  const views = await Promise.all(items.map(({ id }) => send<RunView>('GET', `${client}/runs/${id}`)))
  const told = views
    .flatMap(({ steps }) => steps)
    .find(({ input }) => {
      const record = input as { number?: string; reference?: string; status?: string } | undefined
      return record?.number === number || (record?.reference === number && record.status === 'RECEIVED')
    })
  expect(told, `no run of ${flow} has ${number}`).toBeDefined()
  const { runId } = await send<{ runId: string }>('POST', `${client}/flows/${flow}/runs`, { environment: 'live', input: told?.input })
  return arrives(async () => {
    const view = await send<RunView>('GET', `${client}/runs/${runId}`)
    return ['queued', 'running', 'waiting'].includes(view.run.status) ? undefined : view
  })
}

describe('goods for a store', () => {
  it('are found at its tills once, received in Odoo as they were counted, and what differs goes to a person', async () => {
    const number = await dispatch([
      { sku: 'HF-1004', quantity: 12 },
      { sku: 'HF-1005', quantity: 6 },
    ])
    const consignment = await announced(number)
    expect([consignment.type, await linesOf(consignment)]).toEqual(['SUPPLIER', ['HF-1004 12', 'HF-1005 6']])
    expect(await stockAt(TRANSIT)).toEqual({ 'HF-1004': 12, 'HF-1005': 6 })
    expect((await tellAgain(outward, number)).run.status).toBe('succeeded')
    expect(await consignments()).toHaveLength(1)

    await receive(number, [
      { sku: 'HF-1004', quantity: 13 },
      { sku: 'HF-1005', quantity: 5 },
    ])
    const { nodeId } = await onDesk(
      `The store did not receive ${number} as it was sent: HF-1004 surplus, sent 12, received 13; HF-1005 missing, sent 6, received 5.`,
    )
    expect(nodeId).toBe('ask-person')
    const asCounted = [
      { 'HF-1004': 13, 'HF-1005': 5 },
      { 'HF-1004': -1, 'HF-1005': 1 },
    ]
    expect([await stockAt('BRI/Stock'), await stockAt(TRANSIT)]).toEqual(asCounted)
    await tellAgain(back, number)
    expect([await stockAt('BRI/Stock'), await stockAt(TRANSIT)]).toEqual(asCounted)
    const receipts = (await pickings()).filter(({ name }) => name.startsWith('BRI/IN/')).map(({ state }) => state)
    // The backorder waits for the one that is missing.
    expect(receipts).toEqual(['done', 'assigned'])
  }, 180_000)

  it('whose SKU the tills lack wait in the lookup inbox, and go there and back under the SKU that they are mapped to', async () => {
    const before = (await stockAt('BRI/Stock'))['HF-MUG-NAVY'] ?? 0
    const number = await dispatch([{ sku: 'HF-MUG-NAVY', quantity: 4 }])
    const waiting = await arrives(async () => {
      const { items } = await send<{ items: InboxItem[] }>('GET', `${client}/lookup-inbox?environment=live`)
      return items.find(({ table, key }) => table === 'till-skus' && key === 'HF-MUG-NAVY')
    })
    expect(waiting.mapped).toBe(false)
    expect((await consignments()).some(({ reference }) => reference === number)).toBe(false)
    await send('POST', `${client}/lookup-inbox/map`, { environment: 'live', table: 'till-skus', key: 'HF-MUG-NAVY', value: 'HF-1006' })
    expect(await linesOf(await announced(number))).toEqual(['HF-1006 4'])
    await receive(number)
    await arrives(async () => (((await stockAt('BRI/Stock'))['HF-MUG-NAVY'] ?? 0) === before + 4 ? true : undefined))
    expect((await stockAt(TRANSIT))['HF-MUG-NAVY']).toBeUndefined()
  }, 180_000)

  it('that were cancelled are not told before they left, and go to a person when the store sends them back', async () => {
    const never = await dispatch([{ sku: 'HF-1004', quantity: 2 }], { leaves: false })
    await happens('odoo', 'transfer.cancelled', { number: never })
    const number = await dispatch([{ sku: 'HF-1004', quantity: 3 }])
    await announced(number)
    await receive(number, [], { cancelled: true })
    await onDesk(`The consignment ${number} was cancelled in Lightspeed`)
    expect((await consignments()).map(({ reference }) => reference)).not.toContain(never)
    expect((await stockAt(TRANSIT))['HF-1004']).toBe(2)
  }, 180_000)

  it('that differ are booked where the client wants it: transit is empty of them, and nobody is asked', async () => {
    const table = await send<LookupTable>('GET', `${client}/lookup-tables/transfer-settings?environment=live`)
    const rows = table.rows.map((row) => (row.key === 'differences' ? { ...row, value: 'book' } : row))
    await send('PUT', `${client}/lookup-tables/transfer-settings?environment=live`, { rows, revision: table.revision })
    const [atStore, desk] = [await stockAt('BRI/Stock'), await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)]
    const number = await dispatch([
      { sku: 'HF-1007', quantity: 10 },
      { sku: 'HF-1008', quantity: 5 },
    ])
    await announced(number)
    await receive(number, [
      { sku: 'HF-1007', quantity: 8 },
      { sku: 'HF-1008', quantity: 6 },
    ])
    await arrives(async () =>
      (await pickings()).some(({ origin, state }) => origin === `${number} surplus` && state === 'done') ? true : undefined,
    )
    const booked = (await pickings()).filter(({ origin }) => String(origin).startsWith(`${number} `))
    expect(booked.map(({ origin, state }) => [origin, state])).toEqual([
      [`${number} missing`, 'done'],
      [`${number} surplus`, 'done'],
    ])
    const at = await stockAt('BRI/Stock')
    expect([at['HF-1007'], at['HF-1008']]).toEqual([(atStore['HF-1007'] ?? 0) + 8, (atStore['HF-1008'] ?? 0) + 6])
    const transit = await stockAt(TRANSIT)
    expect([transit['HF-1007'], transit['HF-1008']]).toEqual([undefined, undefined])
    await tellAgain(back, number)
    expect(await stockAt('BRI/Stock')).toEqual(at)
    const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)
    expect(items).toHaveLength(desk.items.length)
  }, 180_000)
})
