// Catalogue objects as a person or an integration writes them: whole, by the version that was read.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { invalid, SquareRefusal } from './refusal.ts'
import { idOf } from './stock.ts'

export function upsertObject(records: SimulatorRecords, given: SimulatorRecord, now: Date): SimulatorRecord {
  const id = String(given['id'])
  const isNew = id.startsWith('#')
  const before = isNew ? undefined : records.get('catalog', id)
  if (!isNew && !before) throw invalid('NOT_FOUND', `Catalog object with ID ${id} not found.`, 'object.id')
  if (before && before['version'] !== given['version'])
    throw new SquareRefusal(409, 'INVALID_REQUEST_ERROR', 'VERSION_MISMATCH', 'Object version does not match latest database version.')
  const version = now.getTime() * 1_000 + records.nextId('_version')
  const at = { updated_at: now.toISOString(), version, is_deleted: false }
  if (given['type'] !== 'ITEM') {
    records.put('catalog', id, { ...given, ...at })
    return { ...given, ...at }
  }
  const itemId = isNew ? idOf('ITEM', records.nextId('_item')) : id
  const { variations = [], ...data } = given['item_data'] as { variations?: readonly SimulatorRecord[] }
  if (variations.length === 0) throw invalid('BAD_REQUEST', 'An item needs a variation.', 'object.item_data.variations')
  const item = { ...given, id: itemId, ...at, item_data: data }
  records.put('catalog', itemId, item)
  // To be counted by: an item comes with its variations.
  records.put('items', itemId, { id: itemId })
  const made = variations.map((variation) => {
    const variationId = idOf('VAR', records.nextId('_variation'))
    const own = { ...(variation['item_variation_data'] as SimulatorRecord), item_id: itemId }
    const one = { ...variation, id: variationId, ...at, item_variation_data: own }
    records.put('catalog', variationId, one)
    return one
  })
  return { ...item, item_data: { ...data, variations: made } }
}
