// What sales, shipments, cancellations and returns do to stock, as Shopify does it by itself: an order commits, a till sells at once, a shipment
// takes what was committed, a cancellation gives it back, a return restocks.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { recordsOf } from '../order-lines.ts'
import { LOCATIONS, PRODUCTS } from '../shop.ts'
import { changeLevel, levelOf } from './levels.ts'

export interface Moved {
  readonly line: SimulatorRecord
  readonly quantity: number
  readonly location: unknown
}

/** Answers the levels that changed; what is not in the catalogue has no stock. */
function move(
  records: SimulatorRecords,
  at: string,
  moved: readonly Moved[],
  deltasOf: (quantity: number) => Readonly<Record<string, number>>,
): SimulatorRecord[] {
  return moved.flatMap(({ line, quantity, location }) => {
    const item = records.find('inventory_item', (record) => record['variant_id'] === line['variant_id'])
    const level = item && quantity !== 0 ? levelOf(records, item['id'], location) : undefined
    return level ? [changeLevel(records, level, deltasOf(quantity), at)] : []
  })
}

export const commit = (records: SimulatorRecords, at: string, moved: readonly Moved[]) =>
  move(records, at, moved, (quantity) => ({ available: -quantity, committed: quantity }))

export const sell = (records: SimulatorRecords, at: string, moved: readonly Moved[]) =>
  move(records, at, moved, (quantity) => ({ available: -quantity }))

export const ship = (records: SimulatorRecords, at: string, moved: readonly Moved[]) =>
  move(records, at, moved, (quantity) => ({ committed: -quantity }))

export const release = (records: SimulatorRecords, at: string, moved: readonly Moved[]) =>
  move(records, at, moved, (quantity) => ({ available: quantity, committed: -quantity }))

export const restock = (records: SimulatorRecords, at: string, moved: readonly Moved[]) =>
  move(records, at, moved, (quantity) => ({ available: quantity }))

/** Where each line of an order is taken from: the till's location, the store where it is picked up, or the one that ships it. */
export function placesOf(order: SimulatorRecord): Moved[] {
  const place = order['source_name'] === 'pos' ? order['location_id'] : order['pickup_location_id']
  return recordsOf(order['line_items']).map((line) => ({
    line,
    quantity: Number(line['current_quantity'] ?? line['quantity']),
    location: place ?? LOCATIONS[PRODUCTS.find(({ sku }) => sku === line['sku'])?.location ?? 0]?.id,
  }))
}
