// Transfers that follow one another: what one moves the next one has, and what a transfer leaves behind is a backorder with the same neighbours.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { add, change, linked, type Database } from './database.ts'
import { missingError } from './errors.ts'
import { moveStock } from './stock.ts'

const idsIn = (move: SimulatorRecord | undefined, field: 'move_orig_ids' | 'move_dest_ids') => (move?.[field] ?? []) as readonly number[]
const isOpen = (record: SimulatorRecord | undefined) => record !== undefined && record['state'] !== 'done' && record['state'] !== 'cancel'

export function chain(db: Database, from: number, to: number): void {
  const { records } = db
  change(db, 'stock.move', from, { move_dest_ids: [...new Set([...idsIn(records.get('stock.move', from), 'move_dest_ids'), to])] })
  change(db, 'stock.move', to, { move_orig_ids: [...new Set([...idsIn(records.get('stock.move', to), 'move_orig_ids'), from])] })
}

/** After a move was done: those behind it have what came and was not moved on yet. */
export function feedNext(db: Database, { id }: SimulatorRecord): void {
  for (const next of idsIn(db.records.get('stock.move', id as number), 'move_dest_ids')) settle(db, next)
}

const doneOf = ({ records }: Database, ids: Iterable<number>): Decimal =>
  [...ids].reduce<Decimal>((sum, id) => {
    const move = records.get('stock.move', id)
    return move?.['state'] === 'done' ? sum.plus(Number(move['quantity'])) : sum
  }, new Decimal(0))

function settle(db: Database, id: number): void {
  const { records } = db
  const move = records.get('stock.move', id)
  if (!move || !isOpen(move)) return
  const before = idsIn(move, 'move_orig_ids')
  const siblings = new Set(before.flatMap((one) => idsIn(records.get('stock.move', one), 'move_dest_ids')))
  const there = Decimal.max(0, doneOf(db, before).minus(doneOf(db, siblings)))
  const quantity = Decimal.min(there, Number(move['product_uom_qty']))
  const state = quantity.isZero() ? 'waiting' : quantity.lt(Number(move['product_uom_qty'])) ? 'partially_available' : 'assigned'
  change(db, 'stock.move', id, { quantity: quantity.toNumber(), state })
  const pickingId = linked(move['picking_id'])
  const moves = records.list('stock.move').filter((one) => linked(one['picking_id']) === pickingId && isOpen(one))
  change(db, 'stock.picking', pickingId, { state: moves.every((one) => one['state'] === 'waiting') ? 'waiting' : 'assigned' })
}

/** A transfer without a sales order: what was not moved is to follow. `moves` as they were before. */
export function keepRest(db: Database, picking: SimulatorRecord, moves: readonly SimulatorRecord[]): void {
  const { records } = db
  const [prefix, kind] = String(picking['name']).split('/')
  const { id: _, name: __, date_done: ___, ...same } = picking
  const rest = add(db, 'stock.picking', {
    ...same,
    state: 'assigned',
    date_done: false,
    backorder_id: [picking['id'] as number, String(picking['name'])],
  })
  const name = `${prefix}/${kind}/${String(rest.id).padStart(5, '0')}`
  // The note is copied, as other fields of the transfer are.
  change(db, 'stock.picking', rest.id, { name, note: records.get('stock.picking', picking['id'] as number)?.['note'] ?? false })
  for (const move of moves) {
    const done = records.get('stock.move', move['id'] as number)
    const left = new Decimal(Number(move['product_uom_qty'])).minus(done?.['state'] === 'done' ? Number(done['quantity']) : 0)
    if (left.lte(0)) continue
    const { id: ____, ...values } = move
    const kept = add(db, 'stock.move', {
      ...values,
      picking_id: [rest.id, name],
      product_uom_qty: left.toNumber(),
      quantity: left.toNumber(),
      picked: false,
      reserved: 0,
      state: 'assigned',
      move_orig_ids: [],
      move_dest_ids: [],
    })
    for (const before of idsIn(move, 'move_orig_ids')) chain(db, before, kept.id)
    for (const after of idsIn(move, 'move_dest_ids')) if (isOpen(records.get('stock.move', after))) chain(db, kept.id, after)
    if (idsIn(move, 'move_orig_ids').length > 0) settle(db, kept.id)
  }
}

/** What is done stays; what was reserved is free again. */
export function cancelTransfers(db: Database, ids: readonly number[]): true {
  for (const id of ids) {
    const picking = db.records.get('stock.picking', id)
    if (!picking) throw missingError('stock.picking', id)
    if (!isOpen(picking)) continue
    for (const move of db.records.list('stock.move').filter((one) => linked(one['picking_id']) === id && isOpen(one))) {
      const reserved = Number(move['reserved'] ?? 0)
      if (reserved !== 0) moveStock(db, linked(move['product_id']), linked(move['location_id']), { quantity: 0, reserved: -reserved })
      change(db, 'stock.move', move['id'] as number, { reserved: 0, quantity: 0, state: 'cancel' })
    }
    change(db, 'stock.picking', id, { state: 'cancel' })
  }
  return true
}
