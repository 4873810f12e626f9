// Locations, inventory items and levels as the Admin API shows them.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { gidOf, instant, keyOf, type View } from '../order-view.ts'
import { compare, compareTime, matchesTerms } from '../search-terms.ts'
import { quantityOf } from './levels.ts'

type ViewContext = Pick<ResolverContext, 'records' | 'shop'>

interface LevelArguments extends PageArguments {
  readonly query?: string | null
  readonly includeInactive?: boolean | null
}

export const levelGid = (level: SimulatorRecord): string =>
  `gid://shopify/InventoryLevel/${String(level['location_id'])}?inventory_item_id=${String(level['inventory_item_id'])}`

export function locationView(location: SimulatorRecord, context: ViewContext): View {
  const text = (name: string): unknown => location[name] ?? null
  return {
    __typename: 'Location',
    id: gidOf('Location', location['id']),
    name: location['name'],
    isActive: location['active'] === true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    address: {
      address1: text('address1'),
      address2: text('address2'),
      city: text('city'),
      provinceCode: text('province_code'),
      zip: text('zip'),
      countryCode: text('country_code'),
      phone: text('phone'),
    },
    inventoryLevels: (args: LevelArguments) => levelPage(context, args, ({ location_id: id }) => id === location['id']),
  }
}

export function inventoryItemView(item: SimulatorRecord, context: ViewContext): View {
  return {
    __typename: 'InventoryItem',
    id: gidOf('InventoryItem', item['id']),
    sku: item['sku'] ?? null,
    tracked: item['tracked'] === true,
    requiresShipping: item['requires_shipping'] !== false,
    createdAt: instant(item['created_at']),
    updatedAt: instant(item['updated_at']),
    unitCost: item['cost'] == null ? null : { amount: String(item['cost']), currencyCode: context.shop.currency },
    measurement: () => measurementView(item),
    inventoryLevels: (args: LevelArguments) => levelPage(context, args, ({ inventory_item_id: id }) => id === item['id']),
  }
}

function measurementView(item: SimulatorRecord): View {
  const weight = item['weight'] as SimulatorRecord | null | undefined
  return { id: gidOf('InventoryItemMeasurement', item['id']), weight: weight ?? null }
}

function levelPage(context: ViewContext, args: LevelArguments, isMine: (level: SimulatorRecord) => boolean) {
  const mine = context.records
    .list('inventory_level')
    .filter((level) => isMine(level) && (args.includeInactive === true || level['active'] === true))
    .filter((level) => matchesTerms(args.query, { hasField: (...term) => hasField(level, ...term), hasWord: () => true }))
  const views = mine.map((level) => levelView(level, context))
  return pageOf(views, keyOf, args)
}

function hasField(level: SimulatorRecord, field: string, comparator: string, value: string): boolean | undefined {
  if (field === 'updated_at' || field === 'created_at') return compareTime(level[field], comparator, value)
  return field === 'inventory_item_id' ? compare(Number(level[field]), comparator, Number(value)) : undefined
}

export function levelView(level: SimulatorRecord, context: ViewContext): View {
  const record = (type: string, id: unknown): SimulatorRecord => context.records.get(type, String(id)) ?? { id }
  const id = levelGid(level)
  return {
    __typename: 'InventoryLevel',
    id,
    isActive: level['active'] === true,
    createdAt: instant(level['created_at']),
    updatedAt: instant(level['updated_at']),
    item: () => inventoryItemView(record('inventory_item', level['inventory_item_id']), context),
    location: () => locationView(record('location', level['location_id']), context),
    quantities: ({ names }: { readonly names: readonly string[] }) =>
      names.map((name) => ({
        __typename: 'InventoryQuantity',
        id: `${id}&name=${name}`,
        name,
        quantity: quantityOf(level, name),
        updatedAt: name === 'on_hand' ? null : instant(level['updated_at']),
      })),
  }
}
