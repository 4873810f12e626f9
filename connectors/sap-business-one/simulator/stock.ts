// Stock of a simulated company: in each warehouse, never below zero.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { sumOf } from './company.ts'
import { Refusal } from './refusal.ts'

type Place = { readonly WarehouseCode: string; readonly InStock: number; readonly Committed: number }

/** `sign` is -1 for goods that leave. An item's own time of change stays as it is. */
export function move(records: SimulatorRecords, line: SimulatorRecord, sign: 1 | -1, nth: number): void {
  change(records, line, nth, (place) => {
    const InStock = place.InStock + sign * (line['Quantity'] as number)
    if (InStock < 0) throw new Refusal(-10, `(1) Quantity falls into negative inventory [INV1.ItemCode][line: ${nth}]`)
    return { ...place, InStock }
  })
}

/** What customers have ordered and not got. */
export function commit(records: SimulatorRecords, line: SimulatorRecord, quantity: number): void {
  change(records, line, 1, (place) => ({ ...place, Committed: Math.max(0, place.Committed + quantity) }))
}

function change(records: SimulatorRecords, line: SimulatorRecord, nth: number, by: (place: Place) => Place): void {
  const item = records.get('Items', String(line['ItemCode']))
  if (item?.['InventoryItem'] !== 'tYES') return
  const places = item['ItemWarehouseInfoCollection'] as readonly Place[]
  if (!places.some(({ WarehouseCode }) => WarehouseCode === line['WarehouseCode']))
    throw new Refusal(-10, `Warehouse code not found in warehouses table [INV1.WhsCode][line: ${nth}]`)
  const changed = places.map((place) => (place.WarehouseCode === line['WarehouseCode'] ? by(place) : place))
  records.put('Items', String(item['ItemCode']), { ...item, ItemWarehouseInfoCollection: changed, QuantityOnStock: sumOf(changed) })
}
