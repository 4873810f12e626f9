import { expect, it } from 'vitest'
import { eventsOf, testDay, type PlayedOn } from '#connectors/kit/retailer/day.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'
import { OPENING_STOCK } from './simulator/play.ts'

const play = testDay({
  name: 'Odoo',
  createSimulator: createOdooSimulator,
  config: { url: 'https://harbour-finch.odoo.com', database: 'harbour-finch', username: 'integration@harbour-finch.example' },
  secrets: { apiKey: 'odoo-key-0123456789abcdef' },
  happensHere: ({ kind }) => kind === 'transfer',
  sales: 'stock.picking',
})

/** Pieces by `SKU/location`. */
async function stockOf(day: PlayedOn): Promise<ReadonlyMap<string, number>> {
  const skus = new Map((await day.records('product.product')).map(({ id, default_code: sku }) => [id as number, String(sku)]))
  const quants = await day.records('stock.quant')
  return new Map(
    quants.map((quant) => [
      `${skus.get(quant['product_id'][0] as number)}/${String(quant['location_id'][1])}`,
      quant['quantity'] as number,
    ]),
  )
}

it('moves what a shop gets from the warehouse to the shop, piece by piece', async () => {
  const stock = await stockOf(await play({ label: 'a' }))
  const moved = eventsOf('transfer').flatMap(({ from, to, lines }) => lines.map((line) => ({ from, to, ...line })))
  const sum = (all: typeof moved) => all.reduce((total, { quantity }) => total + quantity, 0)
  for (const { from, to, sku } of moved) {
    expect(stock.get(`${sku}/${to}/Stock`)).toBe(sum(moved.filter((one) => one.to === to && one.sku === sku)))
    expect(stock.get(`${sku}/${from}/Stock`)).toBe(OPENING_STOCK - sum(moved.filter((one) => one.from === from && one.sku === sku)))
  }
})

it('has for each transfer a picking that is done, with a move for each line', async () => {
  const day = await play({ label: 'a' })
  const [pickings, moves] = [await day.records('stock.picking'), await day.records('stock.move')]
  for (const { from, to, lines } of eventsOf('transfer')) {
    const picking = pickings.find((one) => one['location_dest_id'][1] === `${to}/Stock`)
    expect(picking).toMatchObject({ state: 'done', picking_type_code: 'internal', origin: `${from} to ${to}` })
    const own = moves.filter((one) => one['picking_id'][0] === picking?.['id'])
    expect(own.map((move) => move['quantity'] as number)).toEqual(lines.map(({ quantity }) => quantity))
  }
})
