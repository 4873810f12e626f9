import { expect, it } from 'vitest'
import { inShops, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, minorOf, type SoldLine } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSquareSimulator } from './simulator/index.ts'

const IN_POUNDS = ['WHI', 'BRI', 'EDI', 'LIV']
const play = testDay({
  name: 'Square',
  createSimulator: createSquareSimulator,
  config: { simulator: 'sim' },
  secrets: { accessToken: 'EAAA0123456789abcdef0123456789', signatureKey: 'square-key-0123456789' },
  happensHere(event, sold) {
    if (event.kind === 'closing' || event.kind === 'store-sale') return IN_POUNDS.includes(event.store)
    return (event.kind === 'return' || event.kind === 'exchange') && sold?.kind === 'store-sale' && IN_POUNDS.includes(sold.store)
  },
  sales: 'orders',
})

const { out: sales, back: returns } = inShops((store) => IN_POUNDS.includes(store))
const pence = (lines: readonly SoldLine[]) => minorOf(amountOf(lines))
const inCoins = (lines: readonly SoldLine[]) => Math.round(pence(lines) / 5) * 5
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const amounts = (records: readonly SimulatorRecord[], member: string) => sum(records.map((one) => Number(one[member].amount)))

it('takes what was sold and gives back what came back, cash in coins', async () => {
  const day = await play({ label: 'a' })
  const paid = (tender: string, lines: readonly SoldLine[]) => (tender === 'cash' ? inCoins(lines) : pence(lines))
  expect(new Set(sales.map(({ tender }) => tender))).toEqual(new Set(['card', 'cash', 'gift-card']))
  expect(returns.length).toBeGreaterThan(0)
  expect(amounts(await day.records('payments'), 'total_money')).toBe(sum(sales.map(({ tender, lines }) => paid(tender, lines))))
  expect(amounts(await day.records('refunds'), 'amount_money')).toBe(sum(returns.map(({ tender, lines }) => paid(tender, lines))))
})

it('counts in the drawers at night what was paid in cash less what was given back', async () => {
  const shifts = (await (await play({ label: 'a' })).records('shifts')).filter(({ state }) => state === 'CLOSED')
  const cash = (all: readonly { tender: string; lines: readonly SoldLine[] }[]) =>
    sum(all.filter(({ tender }) => tender === 'cash').map(({ lines }) => inCoins(lines)))
  expect(shifts.length).toBe(IN_POUNDS.length)
  expect(amounts(shifts, 'closed_cash_money') - amounts(shifts, 'opened_cash_money')).toBe(cash(sales) - cash(returns))
  expect(shifts.map((one) => one['closed_cash_money'])).toEqual(shifts.map((one) => one['expected_cash_money']))
})

it('names in a return the sale and the lines that come back, and puts them on the shelf again', async () => {
  const day = await play({ label: 'a' })
  const orders = await day.records('orders')
  const back = orders.flatMap((order) => (order['returns'] ?? []) as SimulatorRecord[])
  expect(back.length).toBe(returns.length)
  for (const { source_order_id: id, return_line_items: lines } of back) {
    const sold = orders.find((order) => order['id'] === id)?.['line_items'] as SimulatorRecord[]
    for (const line of lines as SimulatorRecord[])
      expect(sold.find(({ uid }) => uid === line['source_line_item_uid'])).toMatchObject({ name: line['name'], quantity: line['quantity'] })
  }
  const stock = async (counts: Promise<readonly SimulatorRecord[]>) => sum((await counts).map(({ quantity }) => Number(quantity)))
  const goods = (all: readonly { lines: readonly SoldLine[] }[]) =>
    sum(all.flatMap(({ lines }) => lines.filter(({ giftCard }) => !giftCard).map(({ quantity }) => quantity)))
  const before = await stock((await play()).records('counts'))
  expect(before - (await stock(day.records('counts')))).toBe(goods(sales) - goods(returns))
})
