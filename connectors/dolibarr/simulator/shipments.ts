// Shipments as a simulated Dolibarr makes them: drafts with lines of their order, numbered and taken from stock when they are validated.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { Refusal } from './answers.ts'
import { addStock, save, type Clock } from './company.ts'

export function aShipment(records: SimulatorRecords, given: SimulatorRecord): SimulatorRecord {
  for (const field of ['socid', 'origin_id', 'origin_type'])
    if (given[field] === undefined) throw new Refusal(400, `${field} field missing`)
  const order = records.get('orders', Number(given['origin_id']))
  if (!order) throw new Refusal(500, 'Error creating shipment', 'ErrorRecordNotFound')
  const ordered = new Map((order['lines'] as readonly SimulatorRecord[]).map((line) => [Number(line['id']), line]))
  const id = records.nextId('shipments')
  const lines = ((given['lines'] ?? []) as readonly SimulatorRecord[]).map((line) => {
    const origin = ordered.get(Number(line['origin_line_id']))
    if (!origin) throw new Refusal(500, 'Error creating shipment', 'ErrorFieldRequired fk_origin_line')
    // A ref as file names may have it.
    return {
      fk_product: origin['fk_product'],
      product_ref: origin['product_ref'],
      qty: line['qty'],
      qty_shipped: line['qty'],
      qty_asked: origin['qty'],
      entrepot_id: line['entrepot_id'],
      origin_line_id: line['origin_line_id'],
    }
  })
  return {
    ref_ext: null,
    id,
    ref: `(PROV${id})`,
    socid: Number(given['socid']),
    statut: 0,
    // Without the older member a shipment is linked to nothing.
    origin_id: given['origin'] === 'commande' ? Number(given['origin_id']) : null,
    ...(given['ref_ext'] !== undefined && { ref_ext: given['ref_ext'] }),
    ...(given['ref_customer'] !== undefined && { ref_customer: given['ref_customer'] }),
    // As a file may be called.
    tracking_number: typeof given['tracking_number'] === 'string' ? given['tracking_number'].replaceAll(/[<>/\\?*|":]/g, '_') : null,
    date_shipping: given['date_expedition'] ?? null,
    lines,
  }
}

export function validateShipment(records: SimulatorRecords, shipment: SimulatorRecord, clock: Clock): SimulatorRecord {
  for (const line of shipment['lines'] as readonly SimulatorRecord[])
    addStock(records, Number(line['fk_product']), Number(line['entrepot_id']), -Number(line['qty']), clock)
  const order = records.get('orders', Number(shipment['origin_id']))
  if (order && order['statut'] === 1) save(records, 'orders', { ...order, statut: 2 }, clock)
  const ref = `SH2603-${String(records.nextId('_number-SH')).padStart(4, '0')}`
  return save(records, 'shipments', { ...shipment, ref, statut: 1 }, clock)
}
