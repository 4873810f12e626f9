// Setting, adjusting and beginning to keep stock, with what Shopify demands of each since 2026-04: a key, and `changeFromQuantity` (null to skip
// the comparison).
import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import type { ResolverContext } from '../context.ts'
import { idempotently } from '../idempotent.ts'
import { gidOf, instant, type View } from '../order-view.ts'
import { changeLevel, levelOf, newLevel, putLevel, quantityOf, STATES } from './levels.ts'
import { findLevel, isRefusal, MOST, reasonRefusals, staleRefusal, type StockLine, type StockRefusal } from './refusals.ts'
import { inventoryItemView, levelView, locationView } from './views.ts'

interface SetInput {
  readonly reason: string
  readonly name: string
  readonly referenceDocumentUri?: string | null
  readonly quantities: readonly (StockLine & { readonly quantity: number })[]
}
interface AdjustInput {
  readonly reason: string
  readonly name: string
  readonly referenceDocumentUri?: string | null
  readonly changes: readonly (StockLine & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[]
}

interface Planned {
  readonly level: SimulatorRecord
  readonly delta: number
}

export function setQuantities(input: SetInput, context: ResolverContext, info: GraphQLResolveInfo): View {
  demandComparison(input.quantities, 'InventoryQuantityInput')
  return changeStock(input, context, info, () => {
    const refusals: StockRefusal[] = reasonRefusals(input.reason, input.referenceDocumentUri)
    if (!['available', 'on_hand'].includes(input.name)) {
      refusals.push({
        field: ['input', 'name'],
        message: "The quantity name must be either 'available' or 'on_hand'.",
        code: 'INVALID_NAME',
      })
    }
    const seen = new Set<string>()
    const planned = input.quantities.flatMap((line, index): Planned[] => {
      const field = ['input', 'quantities', String(index)]
      const wrong = boundsRefusal(line.quantity, input.name, [...field, 'quantity'])
      const found = findLevel(context.records, line, field)
      const pair = `${line.inventoryItemId}@${line.locationId}`
      if (seen.has(pair)) {
        refusals.push({
          field,
          message: 'The combination of inventoryItemId and locationId must be unique.',
          code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
        })
      }
      seen.add(pair)
      if (wrong) refusals.push(wrong)
      if (isRefusal(found)) {
        refusals.push(found)
        return []
      }
      refusals.push(...staleRefusal(line, found, input.name, field))
      return [{ level: found, delta: line.quantity - quantityOf(found, input.name) }]
    })
    // What stands in the building changes by what can be sold of it.
    return { refusals, planned, states: ['available'] }
  })
}

export function adjustQuantities(input: AdjustInput, context: ResolverContext, info: GraphQLResolveInfo): View {
  demandComparison(input.changes, 'InventoryChangeInput')
  return changeStock(input, context, info, () => {
    const refusals: StockRefusal[] = reasonRefusals(input.reason, input.referenceDocumentUri)
    if (!STATES.includes(input.name) || input.name === 'on_hand') {
      refusals.push({ field: ['input', 'name'], message: 'The specified quantity name is invalid.', code: 'INVALID_QUANTITY_NAME' })
    }
    const planned = input.changes.flatMap((line, index): Planned[] => {
      const field = ['input', 'changes', String(index)]
      const isForSale = input.name === 'available'
      if (isForSale === (line.ledgerDocumentUri != null)) {
        refusals.push(
          isForSale
            ? {
                field: [...field, 'ledgerDocumentUri'],
                message: 'A ledger document URI is not allowed when adjusting available.',
                code: 'INVALID_AVAILABLE_DOCUMENT',
              }
            : {
                field: [...field, 'ledgerDocumentUri'],
                message: 'A ledger document URI is required except when adjusting available.',
                code: 'INVALID_QUANTITY_DOCUMENT',
              },
        )
      }
      const found = findLevel(context.records, line, field)
      if (isRefusal(found)) {
        refusals.push(found)
        return []
      }
      refusals.push(...staleRefusal(line, found, input.name, field))
      const wrong = boundsRefusal(quantityOf(found, input.name) + line.delta, 'available', [...field, 'delta'])
      if (wrong) refusals.push(wrong)
      return [{ level: found, delta: line.delta }]
    })
    return { refusals, planned, states: [input.name] }
  })
}

/** `field` names the line; what is refused is refused as a whole. */
function changeStock(
  input: SetInput | AdjustInput,
  context: ResolverContext,
  info: GraphQLResolveInfo,
  plan: () => { readonly refusals: readonly StockRefusal[]; readonly planned: readonly Planned[]; readonly states: readonly string[] },
): View {
  const { records, at, now } = context
  const result = idempotently<SimulatorRecord>({
    records,
    info,
    input,
    run: () => {
      const { refusals, planned, states } = plan()
      if (refusals.length > 0) return { result: { group: null, userErrors: refusals }, isRefusal: true }
      const changes = planned
        .filter(({ delta }) => delta !== 0)
        .flatMap(({ level, delta }) => {
          changeLevel(records, level, Object.fromEntries(states.map((state) => [state, delta])), at())
          const names = input.name === 'incoming' ? states : [...states, 'on_hand']
          return names.map((name) => ({ name, delta, item: level['inventory_item_id'], location: level['location_id'] }))
        })
      // Nothing that changes is no adjustment: the group is null then.
      if (changes.length === 0) return { result: { group: null, userErrors: [] }, isRefusal: false }
      const id = records.nextId('_inventory_adjustment_group', 54_640_000_000_001)
      const group = {
        id,
        created_at: instant(now().toISOString()),
        reason: input.reason,
        reference: input.referenceDocumentUri ?? null,
        changes,
      }
      records.put('inventory_adjustment', id, group)
      return { result: { group, userErrors: [] }, isRefusal: false }
    },
    mismatch: () => ({
      group: null,
      userErrors: [
        {
          field: null,
          message: 'The same idempotency key was used with different parameters.',
          code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
        },
      ],
    }),
  })
  return { inventoryAdjustmentGroup: groupView(result['group'] as SimulatorRecord | null, context), userErrors: result['userErrors'] }
}

function groupView(group: SimulatorRecord | null, context: ResolverContext): View | null {
  if (!group) return null
  return {
    __typename: 'InventoryAdjustmentGroup',
    id: gidOf('InventoryAdjustmentGroup', group['id']),
    createdAt: group['created_at'],
    reason: group['reason'],
    referenceDocumentUri: group['reference'],
    changes: ({ quantityNames }: { readonly quantityNames?: readonly string[] | null }) =>
      (group['changes'] as readonly SimulatorRecord[])
        .filter((change) => !quantityNames || quantityNames.includes(String(change['name'])))
        .map((change) => ({
          name: change['name'],
          delta: change['delta'],
          quantityAfterChange: null,
          ledgerDocumentUri: null,
          item: inventoryItemView(context.records.get('inventory_item', String(change['item'])) ?? {}, context),
          location: locationView(context.records.get('location', String(change['location'])) ?? {}, context),
        })),
  }
}

interface ActivateArguments {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly available?: number | null
  readonly onHand?: number | null
}

/** Begins to keep an item at a location; one that is kept there stays as it is. */
export function activateInventory(args: ActivateArguments, context: ResolverContext, info: GraphQLResolveInfo): View {
  const { records, at } = context
  const [item, location] = [numberOf(args.inventoryItemId), numberOf(args.locationId)]
  const refused = (field: string, message: string) => ({
    result: { level: null, userErrors: [{ field: [field], message }] },
    isRefusal: true,
  })
  const result = idempotently<SimulatorRecord>({
    records,
    info,
    input: args,
    run: () => {
      const known = records.get('inventory_item', item)
      const place = records.get('location', location)
      if (!known) return refused('inventoryItemId', "The product couldn't be stocked because it wasn't found.")
      if (!place) return refused('locationId', "The product couldn't be stocked because the location wasn't found.")
      const quantity = args.available ?? args.onHand ?? undefined
      const kept = levelOf(records, known['id'], place['id'])
      if (kept && quantity !== undefined) {
        const member = args.available == null ? 'onHand' : 'available'
        return refused(
          member,
          `Not allowed to set ${member === 'onHand' ? 'on_hand' : 'available'} quantity when the item is already active at the location.`,
        )
      }
      if (!kept) putLevel(records, { ...newLevel(known['id'], place['id'], at()), available: quantity ?? 0 })
      return { result: { level: [known['id'], place['id']], userErrors: [] }, isRefusal: false }
    },
    mismatch: () => ({
      level: null,
      userErrors: [{ field: null, message: 'The same idempotency key was used with different parameters.' }],
    }),
  })
  const [itemId, locationId] = (result['level'] as readonly unknown[] | null) ?? []
  const level = itemId === undefined ? undefined : levelOf(records, itemId, locationId)
  return { inventoryLevel: level ? levelView(level, context) : null, userErrors: result['userErrors'] }
}

function boundsRefusal(quantity: number, name: string, field: readonly string[]): StockRefusal | undefined {
  if (name === 'on_hand' && quantity < 0) {
    return { field, message: "The quantity can't be negative.", code: 'INVALID_QUANTITY_NEGATIVE' }
  }
  if (quantity < -MOST) return { field, message: "The quantity can't be lower than -1,000,000,000.", code: 'INVALID_QUANTITY_TOO_LOW' }
  if (quantity > MOST) return { field, message: "The quantity can't be higher than 1,000,000,000.", code: 'INVALID_QUANTITY_TOO_HIGH' }
  return undefined
}

/** Absent is not null: since 2026-04 the comparison must be made or declined. */
function demandComparison(lines: readonly object[], type: string): void {
  if (lines.length > LONGEST_LIST) {
    throw new GraphQLError(`The input array size of ${lines.length} is greater than the maximum allowed of ${LONGEST_LIST}.`, {
      extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
    })
  }
  if (lines.every((line) => 'changeFromQuantity' in line)) return
  throw new GraphQLError(`${type} must include the following argument: changeFromQuantity.`, {
    extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
  })
}

/** No input list of the Admin API may be longer. Source: https://shopify.dev/docs/api/usage/limits */
const LONGEST_LIST = 250
