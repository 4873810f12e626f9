// One day in a client's simulated systems: what the shops sold, the provider charged and paid out, and the tills took is of one day, to the cent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectors, simulators } from '#connectors/index.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorHost, type SimulatorHost, type SimulatorSpec } from './host.ts'

const dir = mkdtempSync(join(tmpdir(), 'tillflow-days-'))
const SECRETS = { accessToken: 'token-0123456789', apiKey: 'key-0123456789', secretKey: 'sk_test_0123456789', consumerKey: 'ck_0123456789' }
const spec = (connector: string, name = `north-${connector}`, clientId = 'client_a'): SimulatorSpec => ({
  name,
  connector,
  clientId,
  clientSlug: 'north',
  config: connector === 'lightspeed' ? { domainPrefix: 'north', auth: 'token', simulator: name } : {},
  secrets: SECRETS,
})
let host: SimulatorHost

beforeAll(async () => {
  host = await createSimulatorHost({ dataDir: dir, create: simulators, connectors })
  for (const connector of ['shopify', 'woocommerce', 'stripe', 'square', 'lightspeed', 'tryton']) host.start(spec(connector))
  host.start(spec('shopify', 'north-shopify-test'))
  host.start(spec('shopify', 'south-shopify', 'client_b'))
})
afterAll(async () => {
  await host.close()
  rmSync(dir, { recursive: true, force: true })
})

const records = async (connector: string, type: string) => {
  const list = host.list(['client_a'])
  const url = (await list).find(({ name }) => name === `north-${connector}`)?.url ?? ''
  return (await (await fetch(`${url}/_sim/records/${type}`)).json()) as readonly SimulatorRecord[]
}
const sum = (values: readonly unknown[]) => values.reduce<Decimal>((total, value) => total.plus(String(value)), new Decimal(0))
const cents = (values: readonly unknown[]) => sum(values).div(100).toFixed(2)

it('plays it in all systems that have a part in it, and in no other', async () => {
  const begun = await host.playDayEverywhere('client_a', { seed: 7, orders: 60, minutes: 0 })
  expect(begun.map(({ connector }) => connector).toSorted()).toEqual(['lightspeed', 'shopify', 'square', 'stripe', 'woocommerce'])
  expect(begun.map(({ simulator }) => simulator)).not.toContain('north-shopify-test')
  await expect(host.playDayEverywhere('client_a', { seed: 7, orders: 60, minutes: 0 })).rejects.toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
  await expect.poll(() => host.days('client_a').map(({ state }) => state), { timeout: 120_000 }).toEqual(begun.map(() => 'finished'))
  expect(host.days('client_b')).toEqual([])
  for (const { played, total } of host.days('client_a')) expect(played > 0 && played < total).toBe(true)
}, 150_000)

it("finds each order of both shops under the provider's charge, with the same total", async () => {
  const charges = new Map((await records('stripe', 'charges')).map((charge) => [charge['id'], charge]))
  expect(charges.size).toBe(60)
  const found = (id: unknown) => [charges.get(id)?.['currency'], cents([charges.get(id)?.['amount'] ?? NaN])]
  const ofShopify = (await records('shopify', 'order')).filter((order) => order['source_name'] === 'web')
  const ofWoo = await records('woocommerce', 'orders')
  expect([ofShopify.length, ofWoo.length]).toEqual([60, 60])
  for (const order of ofShopify)
    expect(found((order['note_attributes'] as { value: string }[])[0]?.value)).toEqual([
      String(order['currency']).toLowerCase(),
      new Decimal(String(order['total_price'])).toFixed(2),
    ])
  for (const order of ofWoo) expect(found(order['transaction_id'])).toEqual([String(order['currency']).toLowerCase(), order['total']])
})

it('pays out, for each currency, what the shop sold less what it paid back and the fees', async () => {
  const orders = (await records('shopify', 'order')).filter((order) => order['source_name'] === 'web')
  const [payouts, transactions] = [await records('stripe', 'payouts'), await records('stripe', 'balance_transactions')]
  expect(payouts.length).toBeGreaterThan(1)
  for (const payout of payouts) {
    const own = orders.filter(({ currency }) => String(currency).toLowerCase() === payout['currency'])
    const back = own
      .flatMap((order) => order['refunds'] as { transactions: { amount: string }[] }[])
      .flatMap(({ transactions: made }) => made.map(({ amount }) => amount))
    const fees = transactions.filter((one) => one['payout'] === payout['id']).map(({ fee }) => fee as number)
    const expected = sum(own.map((order) => order['total_price'] as string))
      .minus(sum(back))
      .minus(cents(fees))
    expect(cents([payout['amount']])).toBe(expected.toFixed(2))
  }
})

it('takes at the tills of both systems the same for the shops that both have', async () => {
  const outlets = new Map((await records('lightspeed', 'outlets')).map(({ id, currency }) => [id, currency]))
  const inPounds = (await records('lightspeed', 'sales')).filter((sale) => outlets.get(sale['source'].outlet_id) === 'GBP')
  const lightspeed = sum(inPounds.flatMap((sale) => (sale['payments'] as { amount: number }[]).map(({ amount }) => amount)))
  const orders = await records('square', 'orders')
  const goods = (members: readonly SimulatorRecord[], name: string) => members.map((line) => line[name].amount as number)
  const sold = orders.flatMap((order) => goods((order['line_items'] ?? []) as SimulatorRecord[], 'total_money'))
  const back = orders
    .flatMap((order) => (order['returns'] ?? []) as SimulatorRecord[])
    .flatMap((one) => goods(one['return_line_items'] as SimulatorRecord[], 'total_money'))
  expect(back.length).toBeGreaterThan(0)
  expect(new Decimal(cents(sold)).minus(cents(back)).toFixed(2)).toBe(lightspeed.toFixed(2))
})

it('is stopped everywhere at once, and is refused where nothing plays', async () => {
  await host.playDayEverywhere('client_a', { seed: 8, orders: 60, minutes: 60 })
  host.stopDays('client_a')
  await expect.poll(() => new Set(host.days('client_a').map(({ state }) => state))).toEqual(new Set(['stopped']))
  await expect(host.playDayEverywhere('client_c', { seed: 1, orders: 1, minutes: 0 })).rejects.toThrow(
    expect.objectContaining({ code: 'not-found' }),
  )
})
