// Why a change of stock is refused, in the words recorded from a live store (2026-04). All lines are looked at; one that is wrong refuses all.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { levelOf, quantityOf } from './levels.ts'

export interface StockRefusal {
  readonly field: readonly string[]
  readonly message: string
  readonly code: string | null
}

export interface StockLine {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly changeFromQuantity: number | null
}

const REASONS = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]
export const MOST = 1_000_000_000

export function reasonRefusals(reason: string, referenceDocumentUri: string | null | undefined): StockRefusal[] {
  return [
    ...(REASONS.includes(reason)
      ? []
      : [
          {
            field: ['input', 'reason'],
            message: `The specified reason is invalid. Valid values are: ${REASONS.join(', ')}.`,
            code: 'INVALID_REASON',
          },
        ]),
    ...(referenceDocumentUri == null || /^[a-z][a-z0-9+.-]*:\/\/.+/i.test(referenceDocumentUri)
      ? []
      : [
          {
            field: ['input', 'referenceDocumentUri'],
            message: 'The specified reference document URI is invalid.',
            code: 'INVALID_REFERENCE_DOCUMENT',
          },
        ]),
  ]
}

/** The level that a line means, or why there is none. */
export function findLevel(records: SimulatorRecords, line: StockLine, field: readonly string[]): SimulatorRecord | StockRefusal {
  const item = records.get('inventory_item', numberOf(line.inventoryItemId))
  if (!item) {
    return {
      field: [...field, 'inventoryItemId'],
      message: 'The specified inventory item could not be found.',
      code: 'INVALID_INVENTORY_ITEM',
    }
  }
  const location = records.get('location', numberOf(line.locationId))
  if (!location) return { field: [...field, 'locationId'], message: 'The specified location could not be found.', code: 'INVALID_LOCATION' }
  return (
    levelOf(records, item['id'], location['id']) ?? {
      field: [...field, 'locationId'],
      message: 'The specified inventory item is not stocked at the location.',
      code: 'ITEM_NOT_STOCKED_AT_LOCATION',
    }
  )
}

export const isRefusal = (found: SimulatorRecord | StockRefusal): found is StockRefusal => Array.isArray(found['field'])

export function staleRefusal(line: StockLine, level: SimulatorRecord, name: string, field: readonly string[]): StockRefusal[] {
  if (line.changeFromQuantity === null || line.changeFromQuantity === quantityOf(level, name)) return []
  return [
    {
      field: [...field, 'changeFromQuantity'],
      message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
      code: 'CHANGE_FROM_QUANTITY_STALE',
    },
  ]
}
