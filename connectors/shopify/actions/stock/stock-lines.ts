// The lines of a change of stock: what they name, found in the shop, and what is wrong with them.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import type { CodedUserErrors } from '../../documents/document.ts'
import { inventoryItemGid, InventoryItemId, locationGid, LocationId } from '../../gid.ts'
import { choice } from '../../schemas/parts.ts'
import { needInput } from '../need-input.ts'
import type { Problem } from '../refused-lines.ts'
import { findItems } from './inventory-items.ts'

/** Shopify's bounds. */
export const MOST = 1_000_000_000

export const LINE_TARGET = {
  sku: Type.Optional(Type.String({ title: 'SKU', minLength: 1, maxLength: 255 })),
  inventoryItemId: Type.Optional({ ...InventoryItemId, description: 'Instead of the SKU' }),
  locationId: Type.Optional({ ...LocationId, description: 'Left out: the location given for all lines' }),
}
export const EXPECTED = Type.Optional(
  Type.Integer({
    title: 'Expected now',
    description: 'What it should be before the change. Where it is something else by now (a sale came between), the line is refused.',
    minimum: -MOST,
    maximum: MOST,
  }),
)
export const REASONS = Type.Optional(
  choice(
    [
      'correction',
      'cycle_count_available',
      'received',
      'restock',
      'damaged',
      'shrinkage',
      'promotion',
      'quality_control',
      'safety_stock',
      'movement_created',
      'movement_updated',
      'movement_received',
      'movement_canceled',
      'other',
    ],
    { title: 'Reason', description: 'Shown in the history of the product', default: 'correction' },
  ),
)
export const REFERENCE = Type.Optional(
  Type.String({
    title: 'Document',
    description: 'Address of what caused it, such as gid://warehouse/CycleCount/2026-114. Shown in the history of the product.',
    pattern: '^[a-zA-Z][a-zA-Z0-9+.-]*://.+$',
    maxLength: 255,
  }),
)

export interface LineTarget {
  readonly sku?: string
  readonly inventoryItemId?: string | number
  readonly locationId?: string | number
}

/** A line of the input; `item` is there when it was found. */
export interface StockLine<L extends LineTarget> {
  readonly index: number
  readonly given: L
  readonly location: string
  readonly item: string | undefined
  readonly problem: Problem | undefined
}

/** Throws `action-input-invalid` for a line that names no product or no location. */
export async function resolveLines<L extends LineTarget>(
  context: CallContext,
  lines: readonly L[],
  locationId: string | number | undefined,
): Promise<readonly StockLine<L>[]> {
  const skus = lines.flatMap(({ sku, inventoryItemId }) => (sku !== undefined && inventoryItemId === undefined ? [sku] : []))
  const places = lines.map((line, index) => {
    const place = line.locationId ?? locationId
    needInput(place !== undefined, `/lines/${index}/locationId`, 'Give a location, in the line or for all lines.')
    needInput(
      line.sku !== undefined || line.inventoryItemId !== undefined,
      `/lines/${index}/sku`,
      'Give the SKU or the inventory item of the line.',
    )
    return locationGid(place)
  })
  const items = await findItems(context, skus)
  const seen = new Set<string>()
  return lines.map((given, index): StockLine<L> => {
    const location = places[index] ?? ''
    const found = given.inventoryItemId === undefined ? items.get(given.sku ?? '') : { id: inventoryItemGid(given.inventoryItemId) }
    if (!found || 'problem' in found) {
      const problem = { code: 'product-not-found', problem: found?.problem ?? 'The shop has no such product.' }
      return { index, given, location, item: undefined, problem }
    }
    const pair = `${found.id}@${location}`
    const problem = seen.has(pair) ? { code: 'line-repeated', problem: 'Another line has the same product and location.' } : undefined
    seen.add(pair)
    return { index, given, location, item: found.id, problem }
  })
}

/**
 * Which line an error is about: `["input", "quantities", "3", "locationId"]` is line 3 of those that were sent. Throws `vendor-rejected` for errors
 * that are about none.
 */
export function errorsByLine(what: string, errors: CodedUserErrors): ReadonlyMap<number, Problem> {
  const byLine = new Map<number, Problem>()
  const others = errors.filter(({ field, message, code }) => {
    const index = field?.[0] === 'input' ? Number(field[2]) : NaN
    if (!Number.isInteger(index)) return true
    if (!byLine.has(index)) byLine.set(index, { code: code ?? 'refused', problem: message })
    return false
  })
  if (others.length === 0) return byLine
  throw new AppError('vendor-rejected', {
    message: say`Shopify refused to ${what}: ${others.map(({ message }) => message).join(' ')}`,
    details: { userErrors: others.map(({ field, message, code }) => ({ field, message, code })) },
  })
}

export const nameOf = ({ given, item }: StockLine<LineTarget>): string => given.sku ?? item ?? String(given.inventoryItemId)
