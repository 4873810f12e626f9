// Counts of a variation at a location. A gift card has none.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export const gbp = (amount: number) => ({ amount, currency: 'GBP' })
export const amountIn = (money: unknown): number => (money as { amount?: number } | undefined)?.amount ?? 0
export const idOf = (prefix: string, sequence: number) => `${prefix}${String(sequence).padStart(12, '0')}`

export function setCount(records: SimulatorRecords, variation: string, location: string, quantity: number, at: string): SimulatorRecord {
  const count = {
    catalog_object_id: variation,
    catalog_object_type: 'ITEM_VARIATION',
    state: 'IN_STOCK',
    location_id: location,
    quantity: String(quantity),
    calculated_at: at,
  }
  records.put('counts', `${variation}/${location}`, count)
  return count
}

/** `quantity` leaves the location; a negative one comes back. */
export function takeFromStock(records: SimulatorRecords, variation: unknown, location: string, quantity: number, at: string): void {
  if (typeof variation !== 'string') return
  const count = records.get('counts', `${variation}/${location}`)
  setCount(records, variation, location, Number(count?.['quantity'] ?? 0) - quantity, at)
}
