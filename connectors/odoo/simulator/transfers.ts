// Transfers that somebody makes by hand: such as goods that come back from a customer.
import { add, change, linked, related, textIn, type Database, type Values } from './database.ts'
import { missingError, userError, validationError } from './errors.ts'

const CODES: Readonly<Record<string, string>> = { incoming: 'IN', outgoing: 'OUT', internal: 'INT' }

export function createPicking(db: Database, values: Values): number {
  const { records } = db
  const type = records.get('stock.picking.type', Number(values['picking_type_id'] ?? 0))
  if (!type) throw validationError('Missing required value for the field "Operation Type" (picking_type_id).')
  const place = (given: unknown, usual: unknown) => (typeof given === 'number' ? related(records, 'stock.location', given) : usual)
  const [from, to] = [
    place(values['location_id'], type['default_location_src_id']),
    place(values['location_dest_id'], type['default_location_dest_id']),
  ]
  const original = typeof values['return_id'] === 'number' ? records.get('stock.picking', values['return_id']) : undefined
  const warehouse = records.get('stock.warehouse', linked(type['warehouse_id']))
  const picking = add(db, 'stock.picking', {
    origin: textIn(values, 'origin'),
    note: false,
    sale_id: original?.['sale_id'] ?? false,
    return_id: original ? [original['id'], original['name']] : false,
    partner_id: typeof values['partner_id'] === 'number' ? related(records, 'res.partner', values['partner_id']) : false,
    picking_type_id: [type['id'], type['name']],
    picking_type_code: type['code'],
    location_id: from,
    location_dest_id: to,
    scheduled_date: db.now,
    date_done: false,
    backorder_id: false,
    carrier_tracking_ref: false,
    state: 'draft',
  })
  const name = `${String(warehouse?.['code'])}/${CODES[type['code'] as string] ?? 'INT'}/${String(picking.id).padStart(5, '0')}`
  change(db, 'stock.picking', picking.id, { name })
  for (const [command, , move = {}] of (values['move_ids'] ?? []) as readonly [number, number, Values?][]) {
    if (command !== 0) throw validationError('Only new moves can be given with a new transfer.')
    if (db.version === 17 && textIn(move, 'name') === false)
      throw validationError('Missing required value for the field "Description" (name).')
    add(db, 'stock.move', {
      picking_id: [picking.id, name],
      sale_line_id: false,
      purchase_line_id: typeof move['purchase_line_id'] === 'number' ? [move['purchase_line_id'], ''] : false,
      origin_returned_move_id:
        typeof move['origin_returned_move_id'] === 'number' ? related(records, 'stock.move', move['origin_returned_move_id']) : false,
      to_refund: move['to_refund'] === true,
      move_orig_ids: [],
      move_dest_ids: [],
      product_id: related(records, 'product.product', move['product_id']),
      location_id: place(move['location_id'], from),
      location_dest_id: place(move['location_dest_id'], to),
      product_uom_qty: Number(move['product_uom_qty'] ?? 0),
      quantity: 0,
      reserved: 0,
      picked: false,
      state: 'draft',
    })
  }
  return picking.id
}

/** What comes from outside is there as soon as it is expected, what comes from another transfer when that is done. */
export function confirmPickings(db: Database, ids: readonly number[]): true {
  for (const id of ids) {
    const picking = db.records.get('stock.picking', id)
    if (!picking) throw missingError('stock.picking', id)
    const moves = db.records.list('stock.move').filter((move) => linked(move['picking_id']) === id && move['state'] === 'draft')
    if (picking['state'] === 'draft' && moves.length === 0) throw userError('Nothing to check the availability for.')
    for (const move of moves) {
      const isWaiting = ((move['move_orig_ids'] ?? []) as number[]).length > 0
      change(
        db,
        'stock.move',
        move['id'] as number,
        isWaiting ? { state: 'waiting' } : { state: 'assigned', quantity: move['product_uom_qty'] as number },
      )
    }
    if (picking['state'] !== 'draft') continue
    const isWaiting = db.records.list('stock.move').some((move) => linked(move['picking_id']) === id && move['state'] === 'waiting')
    change(db, 'stock.picking', id, { state: isWaiting ? 'waiting' : 'assigned' })
  }
  return true
}
