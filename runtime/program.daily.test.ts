// Templates for what goes on each day, in the whole program: the catalogue, the reconciliation of orders, cash, gift cards, transfers, supplier invoices.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExceptionRecord, Run, RunView } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-daily-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const { client, send, simulatorFor, connect, demo, clone, recordsOf, arrives, happens, onDesk } = clientOf(() => program)

interface Product {
  readonly id: number
  readonly title: string
  readonly status: string
  readonly body_html: string
  readonly variants: readonly { readonly id: number; readonly sku: string; readonly price: string; readonly barcode: string | null }[]
}

describe('products and prices of Odoo in Shopify', () => {
  it('are the same: a price alone leaves the product as it is, markets have their own currency, what is archived is a draft, a wrong barcode waits', async () => {
    const slots = { erp: await demo('odoo'), shop: await demo('shopify') }
    const flow = await clone('products-and-prices-to-shopify', {}, slots)
    const product = async (sku: string) =>
      (await recordsOf<Product>('shopify', 'product')).find((one) => one.variants.some((v) => v.sku === sku))
    const runs = async () => (await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}&limit=200`)).items
    const settled = async (count: number) =>
      arrives(async () => {
        const all = await runs()
        return all.length >= count && all.every(({ status }) => !['queued', 'running', 'waiting'].includes(status)) ? all : undefined
      })
    const stepsOf = async (run: Run | undefined) =>
      (await send<RunView>('GET', `${client}/runs/${run?.id}`)).steps.map(({ nodeId }) => nodeId)

    // Odoo has barcodes, the shop none yet.
    await happens('odoo', 'product.changed', { sku: 'HF-MUG-NAVY', price: 13.5 })
    const mug = await arrives(async () => {
      const found = await product('HF-MUG-NAVY')
      return found?.variants[0]?.price === '13.50' ? found : undefined
    })
    expect(mug.variants.map(({ sku, price, barcode }) => [sku, price, barcode])).toEqual([
      ['HF-MUG-NAVY', '13.50', '5012345000015'],
      ['HF-MUG-WHITE', '13.50', '5012345000022'],
    ])
    await settled(1)

    await happens('odoo', 'product.changed', { sku: 'HF-MUG-NAVY', price: 14.25 })
    await happens('odoo', 'price-list.changed', { list: 'Default EUR', sku: 'HF-MUG-NAVY', price: 16.95 })
    await arrives(async () => ((await product('HF-MUG-NAVY'))?.variants[0]?.price === '14.25' ? true : undefined))
    const inEuros = await arrives(async () => {
      const all = await recordsOf<{ variant_id: number; price: string; currency: string }>('shopify', 'price_list_price')
      return all.length > 0 ? all : undefined
    })
    expect(inEuros).toMatchObject([{ variant_id: mug.variants[0]?.id, price: '16.95', currency: 'EUR' }])
    const [latest] = (await settled(2)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    expect(await stepsOf(latest)).not.toContain('change-product')
    expect(await product('HF-MUG-NAVY')).toMatchObject({ title: mug.title, body_html: mug.body_html, status: 'active' })

    await happens('odoo', 'product.changed', { sku: 'HF-CAP', barcode: '5012345000016' })
    await onDesk('HF-CAP 5012345000016')
    await happens('odoo', 'product.changed', { sku: 'HF-MUG-NAVY', onSale: false })
    await arrives(async () => ((await product('HF-MUG-NAVY'))?.status === 'draft' ? true : undefined))
    expect((await product('HF-MUG-NAVY'))?.variants).toHaveLength(2)
  }, 180_000)
})

describe('the orders of a day in Shopify and Odoo', () => {
  it('are compared: what differs is told to the penny, what is missing is waited for, what agrees is no news', async () => {
    const slots = { erp: await demo('odoo'), shop: await demo('shopify') }
    const flow = await clone('daily-reconciliation', {}, slots)
    const { simulator: shop } = await simulatorFor('shopify')
    const place = async (more: object) => {
      const answer = await fetch(`${shop?.url}/_sim/orders`, {
        method: 'POST',
        body: JSON.stringify({ taxes_included: true, shipping_lines: [], ...more }),
      })
      return ((await answer.json()) as { order: { id: number; name: string; total_price: string } }).order
    }
    const entered = ({ name }: { readonly name: string }) =>
      arrives(async () => {
        const sold = await recordsOf<{ client_order_ref: string; state: string }>('odoo', 'sale.order')
        return sold.find((one) => one.client_order_ref === name && one.state === 'sale')
      })
    // One after the other: their numbers in Odoo are known.
    const good = await place({ line_items: [{ sku: 'HF-TOTE', quantity: 1, price: '15.00' }] })
    await entered(good)
    const edited = await place({ line_items: [{ sku: 'HF-TOTE', quantity: 3, price: '15.00' }] })
    await entered(edited)
    // Odoo has no such product: its order waits on the desk.
    const missing = await place({ line_items: [{ sku: 'HF-MOON', title: 'Moon', quantity: 1, price: '7.00' }] })
    await onDesk('HF-MOON')
    // Nobody tells the ERP of this edit.
    await happens('shopify', 'orders/edited', { name: edited.name, lines: [{ sku: 'HF-TOTE', quantity: 1 }] })

    const tomorrow = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T06:30:00.000Z`
    await send('POST', `${client}/flows/${flow}/runs`, { environment: 'live', input: { scheduledAt: tomorrow } })
    await onDesk(
      `The order ${edited.name} is GBP 15.00 in the shop and GBP 45.00 in the ERP (S00002): a difference of 30.00. Correct the sales order, then discard this.`,
    )
    const waiting = await arrives(async () => {
      const [run] = (await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}`)).items
      const { steps } = await send<RunView>('GET', `${client}/runs/${run?.id}`)
      const step = steps.find(({ nodeId }) => nodeId === 'wait-for-it')
      return step && step.attempts > 1 ? steps : undefined
    })
    expect(waiting.filter(({ nodeId }) => nodeId === 'wait-for-it').map(({ input }) => input)).toMatchObject([{ reference: missing.name }])
    const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)
    expect(items.filter(({ error }) => error.message.includes(good.name))).toEqual([])
  }, 180_000)
})

describe('cash drawers of Square in Xero', () => {
  it('make one balanced journal of a store and day: paid in, paid out, over and short; what is counted later makes another', async () => {
    const slots = { tills: await connect('square'), books: await connect('xero', { auth: 'custom-connection' }) }
    const flow = await clone('square-cash-to-xero', { cutoff: '00:00' }, slots)
    const place = { location_id: 'LQUAYSIDE00001' }
    await happens('square', 'cash-drawer.moved', { ...place, kind: 'paid-in', amount: 5_000, note: 'Change from the bank' })
    await happens('square', 'cash-drawer.moved', { ...place, kind: 'paid-out', amount: 1_250, note: 'Window cleaner' })
    await happens('square', 'cash-drawer.closed', { ...place, short: 150 })
    interface Journal {
      readonly Narration: string
      readonly Status: string
      readonly JournalLines: readonly { readonly LineAmount: number; readonly AccountCode: string }[]
    }
    const booked = async (count: number) => {
      const window = await arrives(async () => (await send<{ items: { id: string }[] }>('GET', `${client}/windows?flow=${flow}`)).items[0])
      await send('POST', `${client}/windows/${window.id}/close`)
      return arrives(async () => {
        const made = await recordsOf<Journal>('xero', 'ManualJournals')
        return made.length >= count ? made : undefined
      })
    }
    const [journal] = await booked(1)
    const lines = (one: Journal | undefined) =>
      one?.JournalLines.map(({ AccountCode, LineAmount }) => `${AccountCode} ${LineAmount}`).toSorted()
    expect(journal).toMatchObject({ Status: 'DRAFT', Narration: expect.stringContaining('137.50 expected and 136.00 counted') as string })
    expect(lines(journal)).toEqual(['429 12.5', '497 1.5', '860 -1.5', '860 -12.5', '860 50', '861 -50'])

    await happens('square', 'cash-drawer.closed', { ...place, short: -25 })
    const [, later] = await booked(2)
    expect([later?.Narration, lines(later)]).toEqual([expect.stringMatching(/-2\)$/), ['497 -0.25', '860 0.25']])
  }, 180_000)
})

describe('gift cards of Shopify in Xero', () => {
  it('are a debt that is what stands on the cards, once, in one balanced journal of the day', async () => {
    const slots = { shop: await demo('shopify'), books: await connect('xero', { auth: 'custom-connection' }) }
    const flow = await clone('shopify-gift-cards-to-xero', {}, slots)
    await happens('shopify', 'gift-cards/sold', { amount: '50.00' })
    await happens('shopify', 'gift-cards/used', { amount: '12.50' })
    await happens('shopify', 'gift-cards/sold', { amount: '25.00' })
    const window = await arrives(async () => {
      const [open] = (await send<{ items: { id: string; count: number }[] }>('GET', `${client}/windows?flow=${flow}`)).items
      return open?.count === 3 ? open : undefined
    })
    await send('POST', `${client}/windows/${window.id}/close`)
    interface Journal {
      readonly Narration: string
      readonly JournalLines: readonly { readonly LineAmount: number; readonly AccountCode: string }[]
    }
    const ours = async () =>
      (await recordsOf<Journal>('xero', 'ManualJournals')).filter(({ Narration }) => Narration.startsWith('Gift cards'))
    const [journal] = await arrives(async () => ((await ours()).length > 0 ? await ours() : undefined))
    expect(journal?.JournalLines.map(({ AccountCode, LineAmount }) => `${AccountCode} ${LineAmount}`).toSorted()).toEqual([
      '611 -12.5',
      '611 75',
      '825 -75',
      '825 12.5',
    ])
    const cards = await recordsOf<{ balance: string }>('shopify', 'gift_card')
    expect(cards.map(({ balance }) => Number(balance)).reduce((sum, balance) => sum + balance, 0)).toBe(62.5)
  }, 180_000)
})
