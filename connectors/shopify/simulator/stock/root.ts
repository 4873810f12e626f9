// The root fields for stock.
import type { GraphQLResolveInfo } from 'graphql'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { keyOf, type View } from '../order-view.ts'
import { compare, compareTime, isSameText, matchesTerms } from '../search-terms.ts'
import { activateInventory, adjustQuantities, setQuantities } from './mutations.ts'
import { inventoryItemView, locationView } from './views.ts'

interface ListArguments extends PageArguments {
  readonly query?: string | null
}

export function stockRoot(context: ResolverContext): View {
  const { records } = context
  return {
    location({ id }: { readonly id?: string | null }) {
      const location = records.get('location', numberOf(id ?? ''))
      return location ? locationView(location, context) : null
    },
    locations(args: ListArguments & { readonly includeInactive?: boolean | null; readonly sortKey?: string | null }) {
      const found = records
        .list('location')
        .filter((location) => args.includeInactive === true || location['active'] === true)
        .filter((location) =>
          matchesTerms(args.query, {
            hasField: (field, _, value) => (field === 'name' ? isSameText(location['name'], value) : undefined),
            hasWord: (word) => String(location['name']).toLowerCase().includes(word.toLowerCase()),
          }),
        )
        .toSorted((a, b) =>
          args.sortKey === 'ID' ? Number(a['id']) - Number(b['id']) : String(a['name']).localeCompare(String(b['name'])),
        )
      return pageOf(
        found.map((location) => locationView(location, context)),
        keyOf,
        args,
      )
    },
    inventoryItem({ id }: { readonly id: string }) {
      const item = records.get('inventory_item', numberOf(id))
      return item ? inventoryItemView(item, context) : null
    },
    inventoryItems(args: ListArguments) {
      const found = records.list('inventory_item').filter((item) => matchesItem(item, args.query))
      return pageOf(
        found.map((item) => inventoryItemView(item, context)),
        keyOf,
        args,
      )
    },
    inventorySetQuantities: ({ input }: { readonly input: Parameters<typeof setQuantities>[0] }, _: unknown, info: GraphQLResolveInfo) =>
      setQuantities(input, context, info),
    inventoryAdjustQuantities: (
      { input }: { readonly input: Parameters<typeof adjustQuantities>[0] },
      _: unknown,
      info: GraphQLResolveInfo,
    ) => adjustQuantities(input, context, info),
    inventoryActivate: (args: Parameters<typeof activateInventory>[0], _: unknown, info: GraphQLResolveInfo) =>
      activateInventory(args, context, info),
  }
}

const matchesItem = (item: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      if (field === 'sku') return isSameText(item['sku'], value)
      if (field === 'id') return compare(Number(item['id']), comparator, Number(value))
      return field === 'created_at' || field === 'updated_at' ? compareTime(item[field], comparator, value) : undefined
    },
    hasWord: (word) =>
      String(item['sku'] ?? '')
        .toLowerCase()
        .includes(word.toLowerCase()),
  })
