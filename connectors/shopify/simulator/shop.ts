// The shop a simulator plays: name, currency, catalogue, shoppers. Read from fixtures/shop.json.
import fixture from '../fixtures/shop.json' with { type: 'json' }

export interface Product {
  readonly sku: string
  readonly title: string
  readonly variant: string | null
  readonly price: string
  readonly grams: number
  readonly id: number
  readonly variant_id: number
  /** Index of the location it is shipped from; 0 when absent. */
  readonly location?: number
}
export type Shopper = (typeof fixture.shoppers)[number]
export type ShopLocation = (typeof fixture.locations)[number]

export interface Shop {
  readonly id: number
  readonly domain: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
}

export const PRODUCTS: readonly Product[] = fixture.products
export const SHOPPERS: readonly Shopper[] = fixture.shoppers
export const LOCATIONS: readonly ShopLocation[] = fixture.locations

/** The shop of this address: one of the demo's, or a made-up one of the same trade. */
export function shopOf(domain: string): Shop {
  const handle = domain.replace(/(-test)?\.myshopify\.com$/, '')
  const shops: Readonly<Record<string, Omit<Shop, 'domain'>>> = fixture.shops
  const known = shops[handle]
  const name = handle
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
  return { id: 70112233999, name, currency: 'GBP', timezone: 'Europe/London', ...known, domain }
}

/** The warehouse that ships most, for what names no place of its own. */
export function locationAt(index: number): ShopLocation {
  const location = LOCATIONS[index] ?? LOCATIONS[0]
  if (!location) throw new Error('fixtures/shop.json has no location')
  return location
}

/** Numbers that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function pick<T>(list: readonly T[], random: (below: number) => number): T {
  const item = list[random(list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
