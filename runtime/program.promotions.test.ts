// The template for promotions in the whole program, between the simulated Odoo and its shop: a sale price holds from its beginning to its end, whatever
// happens to the plan or to the program in between.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from './program.client.testing.ts'
import { pause, start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-promotions-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const { demo, clone, recordsOf, arrives, happens } = clientOf(() => program)

interface Product {
  readonly variants: readonly { readonly sku: string; readonly price: string; readonly compare_at_price: string | null }[]
}
interface Rule {
  readonly id: number
  readonly fixed_price: number
}
const SKU = 'HF-MUG-NAVY'
const inShop = async () => {
  const variant = (await recordsOf<Product>('shopify', 'product')).flatMap(({ variants }) => variants).find(({ sku }) => sku === SKU)
  return `${variant?.price} ${variant?.compare_at_price ?? '-'}`
}
/** When the shop shows it. */
const shows = (wanted: string) => arrives(async () => ((await inShop()) === wanted ? Date.now() : undefined))
/** As Odoo keeps times. */
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')
const plan = async (more: {
  readonly price: number
  readonly from: string
  readonly until: string
  readonly id?: number
}): Promise<number> => {
  await happens('odoo', 'promotion.set', { list: 'Default GBP', sku: SKU, ...more })
  const rule = (await recordsOf<Rule>('odoo', 'product.pricelist.item')).find(({ fixed_price: price }) => price === more.price)
  return rule?.id ?? expect.fail('the promotion is not there')
}

describe('promotions of an Odoo price list', () => {
  it('are sale prices in the shop from their beginning to their end', async () => {
    await clone('odoo-promotions-to-shopify', {}, { erp: await demo('odoo'), shop: await demo('shopify') })
    const begins = Date.now() + 15_000
    await plan({ price: 9.95, from: inSeconds(15), until: inSeconds(45) })
    expect(await inShop()).toBe('12.50 -')
    expect((await shows('9.95 12.50')) - begins).toBeGreaterThan(-2_000)
    const ended = await shows('12.50 -')
    expect(ended - begins).toBeGreaterThan(29_000)
  }, 150_000)

  it('that begin while the program is down are set when it is up again; one that was moved goes back until its new time', async () => {
    const id = await plan({ price: 8.75, from: inSeconds(4), until: inSeconds(600) })
    await program.stop()
    await pause(5_000)
    program = await start(dataDir)
    await shows('8.75 12.50')
    await plan({ price: 8.75, id, from: inSeconds(20), until: inSeconds(600) })
    const back = await shows('12.50 -')
    expect(await shows('8.75 12.50')).toBeGreaterThan(back)
  }, 200_000)

  it('that are withdrawn end at once, and a regular price that changes meanwhile is the one that comes back', async () => {
    const rule = (await recordsOf<Rule>('odoo', 'product.pricelist.item')).find(({ fixed_price: price }) => price === 8.75)
    await happens('odoo', 'product.changed', { sku: SKU, price: 13.5 })
    await shows('8.75 13.50')
    await happens('odoo', 'promotion.withdrawn', { id: rule?.id })
    await shows('13.50 -')
    expect(await recordsOf<Rule>('odoo', 'product.pricelist.item')).not.toContainEqual(expect.objectContaining({ id: rule?.id }))
  }, 120_000)
})
