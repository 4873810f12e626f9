// Items of the simulated account and what of them each place has.
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'

const { stores, warehouses } = harbourFinch()
/** Numbered from 1 as they stand here. */
export const PLACES = [...warehouses, ...stores]

/** With stock at the first places; some of it is committed to orders. Answers the internal id. */
export function makeItem(records: SimulatorRecords, sku: string, name: string, places = 2): number {
  const id = records.nextId('item', 101)
  records.put('item', id, { id, itemid: sku, displayname: name, isinactive: 'F' })
  for (const [index, place] of PLACES.slice(0, places).entries()) {
    const onHand = (id * 7 + index * 3) % 60
    records.put('inventoryitemlocations', `${id}@${index + 1}`, {
      item: id,
      itemid: sku,
      isinactive: 'F',
      location: index + 1,
      name: place.name,
      // Nothing at all where there was never any.
      ...(onHand > 0 && { quantityonhand: onHand, quantityavailable: Math.max(0, onHand - 2) }),
    })
  }
  return id
}
