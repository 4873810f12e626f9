// A whole trade by EDI between the program and the simulated supplier, with the shipped templates as they are: order, acknowledgement, answer, goods,
// invoice, each as a file in the supplier's mailbox.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionTest } from '#shared/api/contract.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
const { client, send, connect, demo, clone, simulatorFor, recordsOf, arrives, happens } = clientOf(() => program)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-edi-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the simulated supplier and the EDI templates', () => {
  it('trade: what was ordered is confirmed, shipped and billed to the penny, and nothing waits for a person', async () => {
    const slots = { erp: await demo('odoo'), supplier: await connect('edi'), files: await connect('file-server', {}, 'harbour-finch-edi') }
    for (const id of [slots.supplier, slots.files])
      expect(await send<ConnectionTest>('POST', `${client}/connections/${id}/test`)).toMatchObject({ ok: true })
    // Goods leave when the test says so, however long it takes.
    const { simulator } = await simulatorFor('edi')
    await fetch(`${simulator?.url}/manner`, { method: 'POST', body: JSON.stringify({ shipAfterSeconds: 86_400 }) })
    await clone('purchase-order-to-edi', {}, slots)
    const answers = await clone('supplier-edi-to-erp', {}, slots)
    const look = () => send('POST', `${client}/flows/${answers}/runs`, { environment: 'live', input: {} })

    await happens('odoo', 'purchase.ordered', {
      lines: [
        { sku: 'HF-MUG-NAVY', quantity: 48, price: 5 },
        { sku: 'HF-TOTE', quantity: 10, price: 7.25 },
      ],
    })
    const order = await arrives(async () => (await recordsOf<{ number: string; reference: string; outcome: string }>('edi', 'orders'))[0])
    expect(order).toMatchObject({ number: 'P00001', outcome: 'accepted', shipTo: 'WH', currency: 'GBP' })

    await look()
    interface Bought {
      readonly name: string
      readonly partner_ref: string | false
    }
    const referenceOf = async () => (await recordsOf<Bought>('odoo', 'purchase.order')).find(({ name }) => name === 'P00001')?.partner_ref
    await arrives(async () => ((await referenceOf()) === order.reference ? true : undefined))

    await happens('edi', 'ship')
    await look()
    interface Receipt {
      readonly origin: string
      readonly note: string | false
    }
    await arrives(async () =>
      (await recordsOf<Receipt>('odoo', 'stock.picking')).find(({ origin, note }) => origin === 'P00001' && note !== false),
    )
    await happens('odoo', 'purchase.received', { number: 'P00001' })

    await happens('edi', 'invoice')
    await look()
    interface Move {
      readonly move_type: string
      readonly ref: string
      readonly state: string
      readonly amount_total: number
    }
    const bill = await arrives(async () =>
      (await recordsOf<Move>('odoo', 'account.move')).find(({ move_type: type }) => type === 'in_invoice'),
    )
    // 48 x 5.00 + 10 x 7.25, and 20 %.
    expect(bill).toMatchObject({ ref: 'INV-P00001-1', state: 'draft', amount_total: 375 })

    // The same file again, as networks send: it makes no second bill.
    await happens('edi', 'duplicate-interchange')
    await look()
    const left = async () => (await recordsOf<{ path: string }>('edi', 'files')).filter(({ path }) => /^\/outbound\/[^/]+\.edi$/.test(path))
    await arrives(async () => ((await left()).length === 0 ? true : undefined))
    expect((await recordsOf<Move>('odoo', 'account.move')).filter(({ move_type: type }) => type === 'in_invoice')).toHaveLength(1)
    // 855, 856 and 810 were acknowledged, and the supplier has read it.
    await arrives(async () => ((await recordsOf('edi', 'acknowledgements')).length >= 3 ? true : undefined))
    expect(await recordsOf('edi', 'acknowledgements')).toMatchObject([{ accepted: true }, { accepted: true }, { accepted: true }])
    expect(await recordsOf('edi', 'refused')).toEqual([])
    expect((await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=50`)).items).toEqual([])
  }, 180_000)
})
