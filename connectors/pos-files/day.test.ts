import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import type { StoreSale as ReadSale } from '#connectors/kit/retail/store-sale.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { eventsOf, inShops, testDay, type Movement, type PlayedOn } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf } from '#connectors/kit/retailer/sold.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { posFiles } from './index.ts'
import { createPosFilesSimulator } from './simulator/index.ts'

const config = { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tills', simulator: 'sim' }
const secrets = { password: 'sftp-pass-0123456789' }
const play = testDay({
  name: 'tills that export files',
  createSimulator: createPosFilesSimulator,
  config,
  secrets,
  happensHere: (event, sold) =>
    event.kind === 'store-sale' ||
    event.kind === 'exchange' ||
    event.kind === 'closing' ||
    (event.kind === 'return' && sold?.kind === 'store-sale'),
  sales: 'files',
})
const reader = simulated({ connector: posFiles, createSimulator: createPosFilesSimulator, config, secrets })

const TODAY = '2026-11-20'
const STORES = harbourFinch().stores.map(({ code }) => code)
const sum = (all: readonly Movement[]) => all.reduce((total, { lines }) => total.plus(amountOf(lines)), new Decimal(0))
const netOf = (store: string) => {
  const { out, back } = inShops((one) => one === store)
  return sum(out).minus(sum(back)).toFixed(2)
}
async function textOf(day: PlayedOn, path: string): Promise<string> {
  const file = (await day.records('files')).find((one) => one['path'] === path)
  return String(file?.['text'] ?? `there is no ${path}`)
}

it('drops for each shop a POSLog file that the connector reads, and that holds what was sold less what came back', async () => {
  const day = await play({ label: 'a' })
  for (const store of STORES) {
    const { sales, rejected } = (await reader.run('read-poslog', {
      text: await textOf(day, `/poslog/${store}-${TODAY}.xml`),
    })) as unknown as {
      sales: ReadSale[]
      rejected: unknown[]
    }
    const { out, back } = inShops((one) => one === store)
    expect([rejected.length, sales.length]).toEqual([0, out.length + back.length])
    expect(sales.reduce((total, { total: { amount } }) => total.plus(amount), new Decimal(0)).toFixed(2)).toBe(netOf(store))
    const returns = sales.filter(({ links }) => links.length > 0)
    expect(returns.length).toBe(back.length)
    for (const { links, lines } of returns) {
      const original = sales.find(({ sequence }) => sequence === links[0]?.sequence)
      expect(original?.lines.map(({ sku }) => sku)).toEqual(expect.arrayContaining(lines.map(({ sku }) => sku)))
    }
  }
})

it('drops CSV files whose last line has their sum, and one JSON file of all shops when the last has closed', async () => {
  const day = await play({ label: 'a' })
  for (const store of STORES) {
    const rows = (await textOf(day, `/sales/${store}-${TODAY}.csv`)).trimEnd().split('\r\n')
    const { out, back } = inShops((one) => one === store)
    const lines = [...out, ...back].reduce((count, movement) => count + movement.lines.length, 0)
    const added = rows.slice(1, -1).reduce((total, row) => total.plus(row.split(';')[8]?.replace(',', '.') ?? NaN), new Decimal(0))
    expect([rows.at(-1), added.toFixed(2)]).toEqual([`E;${lines};${netOf(store).replace('.', ',')}`, netOf(store)])
  }
  const receipts = JSON.parse(await textOf(day, `/sales-json/${TODAY}.json`)) as { shop: { code: string }; total: string }[]
  for (const store of STORES) {
    const totals = receipts.filter(({ shop }) => shop.code === store).map(({ total }) => total)
    expect(totals.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed(2)).toBe(netOf(store))
  }
})

it('writes no file before a shop closes, and a second day of the same date beside the first', async () => {
  const paths = async (day: PlayedOn) =>
    (await day.records('files')).map((file) => String(file['path'])).filter((path) => path.includes(TODAY))
  expect(await paths(await play({ label: 'a', events: eventsOf('store-sale') }))).toEqual([])
  expect(await paths(await play({ label: 'a', events: eventsOf('closing').slice(1) }))).toHaveLength(10)
  const two = await paths(await play({ label: 'a' }, { label: 'b' }))
  expect(two).toHaveLength(26)
  expect(two).toContain(`/poslog/WHI-${TODAY}-2.xml`)
})
