// The day that simulators are tested with, and what each of them must do with it. A simulator's own tests say what adds up.
import { afterAll, describe, expect, it } from 'vitest'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { dayInTheLife, inTwoSteps, type RetailEvent } from './day.ts'
import { harbourFinch } from './retailer.ts'
import { returnedLines, type Sold, type SoldLine, type StoreSale } from './sold.ts'

export interface DaySuite {
  readonly name: string
  readonly createSimulator: CreateSimulator
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  /** Whether an event happens in this system; `sold` is the sale that a return or cancellation is of. */
  readonly happensHere: (event: RetailEvent, sold: Sold | undefined) => boolean
  /** The type of record that sales become. */
  readonly sales: string
}

export interface PlayedOn {
  readonly types: readonly string[]
  records(type: string): Promise<readonly SimulatorRecord[]>
  /** Ids of the events that happened here. */
  readonly happened: readonly string[]
}

export const DAY = dayInTheLife(harbourFinch(), { seed: 3, orders: 40 })
const OTHER = dayInTheLife(harbourFinch(), { seed: 4, orders: 40 })
export const eventsOf = <K extends RetailEvent['kind']>(kind: K) =>
  DAY.filter((event): event is Extract<RetailEvent, { kind: K }> => event.kind === kind)
export const soldOf = (id: string): Sold | undefined =>
  DAY.find((event): event is Extract<RetailEvent, Sold> => event.id === id && (event.kind === 'web-order' || event.kind === 'store-sale'))

export interface Movement {
  readonly store: string
  readonly tender: StoreSale['tender']
  readonly lines: readonly SoldLine[]
}
/** What goes out of the shops and what comes back to them; an exchange is both. */
export function inShops(isOne: (store: string) => boolean = () => true): {
  readonly out: readonly Movement[]
  readonly back: readonly Movement[]
} {
  const of = (id: string, lines: readonly number[]) => {
    const sold = soldOf(id)
    return sold?.kind === 'store-sale' ? [{ sold, back: { ...sold, lines: returnedLines(sold, lines) } }] : []
  }
  const exchanged = eventsOf('exchange').flatMap((event) =>
    of(event.of, event.lines).map(({ sold, back }) => ({ back, out: inTwoSteps(event, sold).sale })),
  )
  return {
    out: [...eventsOf('store-sale'), ...exchanged.map(({ out }) => out)].filter(({ store }) => isOne(store)),
    back: [...eventsOf('return').flatMap((event) => of(event.of, event.lines)), ...exchanged]
      .map(({ back }) => back)
      .filter(({ store }) => isOne(store)),
  }
}

/** Call it at the top of a test file; the answer plays days on fresh simulators for further tests. */
export function testDay({ name, createSimulator, config, secrets, happensHere, sales }: DaySuite) {
  const closed: (() => void)[] = []
  afterAll(() => {
    for (const close of closed) close()
  })

  async function play(...days: readonly { readonly label: string; readonly events?: readonly RetailEvent[] }[]): Promise<PlayedOn> {
    const simulator = createSimulator({
      name: 'sim',
      dataFile: ':memory:',
      secrets,
      config,
      deliver: async () => ({ status: 200 }),
      now: () => new Date('2026-11-20T18:00:00Z'),
    })
    closed.push(() => simulator.close())
    const happened: string[] = []
    for (const { label, events = DAY } of days)
      for (const event of events) if (await simulator.play?.(event, label)) happened.push(event.id)
    const look = async (path: string) => (await simulator.fetch(new Request(`http://sim/_sim/records${path}`))).json() as Promise<unknown>
    return {
      happened,
      types: (await look('')) as readonly string[],
      records: async (type) => (await look(`/${type}`)) as readonly SimulatorRecord[],
    }
  }
  const all = async (played: PlayedOn) => Promise.all(played.types.map(async (type) => [type, await played.records(type)] as const))

  describe(`a day at ${name}`, () => {
    it('has what happens here, and answers false to what happens elsewhere', async () => {
      const expected = DAY.filter((event) => happensHere(event, 'of' in event ? soldOf(event.of) : undefined)).map(({ id }) => id)
      expect(expected.length).toBeGreaterThan(5)
      expect((await play({ label: 'a' })).happened).toEqual(expected)
    })
    it('is the same for the same seed, and another for another', async () => {
      const once = await all(await play({ label: 'a' }))
      expect(await all(await play({ label: 'a' }))).toEqual(once)
      expect(await all(await play({ label: 'a', events: OTHER }))).not.toEqual(once)
    })
    it('is added to by another day of the same seed, whose returns are of its own sales', async () => {
      const before = await (await play()).records(sales)
      const one = await (await play({ label: 'a' })).records(sales)
      const two = await (await play({ label: 'a' }, { label: 'b' })).records(sales)
      expect(one.length).toBeGreaterThan(before.length)
      expect(two.length - one.length).toBe(one.length - before.length)
      expect(two.slice(0, one.length)).toEqual(one)
    })
    it('takes back nothing that it has not sold', async () => {
      const returns = DAY.filter(({ kind }) => kind === 'return' || kind === 'exchange' || kind === 'cancellation')
      expect((await play({ label: 'a', events: returns })).happened).toEqual([])
    })
  })
  return play
}
