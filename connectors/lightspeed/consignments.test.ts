// Goods on their way to an outlet: announced once with what was sent, counted and received there.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { write } from './client.ts'
import { lightspeed } from './index.ts'
import { CONFIG, GOODS, SECRETS } from './lightspeed.testing.ts'
import { createLightspeedSimulator } from './simulator/index.ts'
import { outletOf, productOf } from './simulator/store.ts'

const tills = simulated({
  connector: lightspeed,
  createSimulator: createLightspeedSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))

const announce = (more: object = {}) => tills.run('create-consignment', { ...GOODS, ...more } as Json) as Promise<Record<string, Json>>
const lines = async () =>
  (await tills.records('consignment_products')).map(({ product_sku, count, received }) => [product_sku, count, received])
const levels = async (sku: string) =>
  Object.fromEntries(
    (await tills.records('inventory'))
      .filter(({ product_id }) => product_id === productOf(sku))
      .map(({ outlet_id, current_inventory_level }) => [outlet_id, current_inventory_level]),
  )
const read = async ({ id }: Record<string, Json>) =>
  (await tills.run('get-consignment', { consignmentId: id ?? null })) as Record<string, Json>

describe('goods that are announced', () => {
  it('are found by the outlet as sent, with their products, once however often they are announced', async () => {
    const first = await announce()
    expect(first).toMatchObject({ reference: 'WH/OUT/00012', type: 'OUTLET', status: 'SENT', outletId: outletOf('BRI') })
    expect(await announce()).toEqual(first)
    expect(await tills.records('consignments')).toMatchObject([
      { name: 'WH/OUT/00012', status: 'SENT', due_at: '2026-03-02T09:00:00.000Z' },
    ])
    expect(await lines()).toEqual([
      ['HF-1004', '12.00000', '0.00000'],
      ['HF-1005', '6.00000', '0.00000'],
    ])
    // The outlet that they come from does not have them any more.
    expect(await levels('HF-1004')).toMatchObject({ [outletOf('WHI')]: 8, [outletOf('BRI')]: 20 })
  })

  it('are one product once, whichever of its codes names it', async () => {
    const { product } = (await tills.run('find-product', { sku: 'HF-1004' })) as { product: { id: string } }
    await announce({
      lines: [
        { sku: 'HF-1004', quantity: '2' },
        { sku: 'a code of the warehouse', productId: product.id, quantity: '1.5' },
      ],
    })
    expect(await lines()).toEqual([['HF-1004', '3.50000', '0.00000']])
  })

  it('are whole after whatever an earlier try left behind, though bulk writes add up', async () => {
    for (const match of ['POST /api/2026-07/consignments', '/bulk']) {
      await tills.fail({ kind: 'cut-after-write', match })
      await tills.failure(announce())
    }
    // The lost bulk write had its effect a second time, and somebody put something else on it.
    const [made] = (await tills.records('consignments')) as readonly { readonly id: string }[]
    const json = [
      { product_id: productOf('HF-1004'), count: '12' },
      { product_id: productOf('HF-1006'), count: '1' },
    ]
    await write(tills.context(), { method: 'POST', url: `/consignments/${made?.id ?? ''}/bulk`, json, repeatable: true })
    expect(await announce()).toMatchObject({ status: 'SENT' })
    expect(await tills.records('consignments')).toHaveLength(1)
    expect(await lines()).toEqual([
      ['HF-1004', '12.00000', '0.00000'],
      ['HF-1005', '6.00000', '0.00000'],
    ])
  })

  it('are refused where they are there with other quantities, were cancelled, or lack an outlet or a product', async () => {
    await announce()
    const other = { lines: [{ sku: 'HF-1004', quantity: '11' }] }
    expect((await tills.failure(announce(other))).message).toBe(
      'Lightspeed has a consignment WH/OUT/00012 already, with other products or quantities.',
    )
    await tills.emit('consignment.receive', { reference: 'WH/OUT/00012', cancelled: true })
    expect(await tills.failure(announce())).toMatchObject({
      code: 'vendor-rejected',
      message: 'The consignment WH/OUT/00012 was cancelled in Lightspeed.',
    })
    expect(await levels('HF-1004')).toMatchObject({ [outletOf('WHI')]: 20 })
    const { sourceOutletId: _, ...without } = GOODS
    expect((await tills.failure(tills.run('create-consignment', without))).code).toBe('action-input-invalid')
    const unknown = { reference: 'WH/OUT/00013', lines: [{ sku: 'HF-9999', quantity: '1' }] }
    expect((await tills.failure(announce(unknown))).message).toBe('Lightspeed has no product with the SKU HF-9999.')
    expect(await tills.records('consignments')).toHaveLength(1)
  })

  it('come from a warehouse that is no outlet as a stock order', async () => {
    const { sourceOutletId: _, ...order } = GOODS
    const made = await announce({ ...order, type: 'SUPPLIER', sourceOutletId: undefined })
    expect(made).toMatchObject({ type: 'SUPPLIER', status: 'SENT', sourceOutletId: null })
    await tills.emit('consignment.receive', { reference: 'WH/OUT/00012', received: [{ sku: 'HF-1004', quantity: 13 }] })
    expect(await read(made)).toMatchObject({
      status: 'RECEIVED',
      lines: [
        { sku: 'HF-1004', codes: ['HF-1004', expect.any(String)], sent: '12', received: '13' },
        { sku: 'HF-1005', sent: '6', received: '6' },
      ],
    })
    expect(await levels('HF-1004')).toMatchObject({ [outletOf('BRI')]: 33, [outletOf('WHI')]: 20 })
  })
})

describe('goods that are received', () => {
  it('are told as counted, also what was not sent, and once in each state', async () => {
    const made = await announce()
    const told = async () =>
      (await tills.poll('consignments-changed')).map(({ value, version }) => [(value as { status: string }).status, version])
    expect(await told()).toEqual([['SENT', 'SENT']])
    tills.at('2026-03-02T10:20:00Z')
    await tills.emit('consignment.receive', {
      reference: 'WH/OUT/00012',
      received: [
        { sku: 'HF-1004', quantity: 10 },
        { sku: 'HF-1006', quantity: 2 },
      ],
    })
    expect(await told()).toEqual([['RECEIVED', 'RECEIVED 2026-03-02T10:20:00.000Z']])
    expect(await read(made)).toMatchObject({
      receivedAt: '2026-03-02T10:20:00.000Z',
      lines: [
        { sku: 'HF-1004', sent: '12', received: '10' },
        { sku: 'HF-1005', sent: '6', received: '6' },
        { sku: 'HF-1006', sent: '0', received: '2' },
      ],
    })
    expect(await levels('HF-1004')).toMatchObject({ [outletOf('BRI')]: 30 })
    // Announced again, what the outlet added is none of what was sent.
    expect(await announce()).toMatchObject({ status: 'RECEIVED' })
  })

  it('are looked for among products by several SKUs at once', async () => {
    expect(await tills.run('find-products', { skus: ['HF-1004', 'HF-9999', 'HF-1004'] })).toMatchObject({
      found: [{ sku: 'HF-1004', product: { id: productOf('HF-1004') } }],
      missing: ['HF-9999'],
    })
  })
})
