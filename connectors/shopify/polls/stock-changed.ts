// Stock levels of one location that changed: for shops whose webhooks are not wanted, and to compare stock regularly.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { roundOf, type Round } from '#connectors/kit/round.ts'
import { StockLevel, toStockLevel } from '../actions/stock/stock-levels.ts'
import { graphql } from '../client.ts'
import { CHANGED_LEVELS } from '../documents/stock.ts'
import { locationGid, LocationId } from '../gid.ts'
import { nullable } from '../schemas/parts.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { LEVEL_FIELDS } from '../retail.ts'

/** Shopify's search index lags behind; what changed in these last minutes is looked at again. */
const OVERLAP_MS = 5 * 60_000
/** Eight quantities of each level: a larger page costs more than one query may. */
const LARGEST_PAGE = 100

const Options = Type.Object(
  { locationId: { ...LocationId, description: 'Whose stock is looked at; one trigger for each location' } },
  { additionalProperties: false },
)

const ChangedLevel = Type.Object({
  ...StockLevel.properties,
  sku: nullable(Type.String({ title: 'SKU' })),
  inventoryItemId: Type.String({ title: 'Inventory item id' }),
  tracked: Type.Boolean({ title: 'Counted' }),
})

interface Cursor extends Round {
  /** Shopify's cursor within this round; absent: a new round begins. */
  readonly after?: string
}

export const stockChangedPoll = {
  kind: 'poll',
  id: 'stock-changed',
  label: 'Changed stock',
  description: 'Reads the stock levels of a location that changed: by sales, shipments, returns, counts and transfers.',
  options: Options,
  output: speaking('stock', ChangedLevel, LEVEL_FIELDS),
  example: {
    sku: 'HF-MUG-NAVY',
    inventoryItemId: 'gid://shopify/InventoryItem/46120044010001',
    tracked: true,
    locationId: 'gid://shopify/Location/70210388194',
    locationName: 'Central warehouse',
    available: 118,
    onHand: 120,
    committed: 2,
    incoming: 0,
    reserved: 0,
    damaged: 0,
    qualityControl: 0,
    safetyStock: 0,
    updatedAt: '2026-11-20T14:32:10Z',
  },
  async poll({ cursor, since, limit, options }, context) {
    const round = roundOf<Cursor>(cursor, 'after', { since, now: context.now(), overlapMs: OVERLAP_MS })
    const id = locationGid(options['locationId'])
    const { location } = await graphql(context, CHANGED_LEVELS, {
      location: id,
      query: `updated_at:>='${round.since}'`,
      first: Math.min(limit, LARGEST_PAGE),
      after: round.after ?? null,
    })
    if (!location) {
      throw new AppError('vendor-rejected', {
        message: say`The shop has no location ${id}.`,
        fix: 'Choose the location again in the settings of the trigger; "Find locations" lists them.',
      })
    }
    const { nodes, pageInfo } = location.inventoryLevels
    const after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    return {
      records: nodes.map(({ item, ...level }) => ({
        key: level.id,
        version: level.updatedAt,
        value: { ...toStockLevel(level), sku: item.sku, inventoryItemId: item.id, tracked: item.tracked },
      })),
      cursor: { since: round.since, began: round.began, ...(after !== null && { after }) } satisfies Cursor as Json,
      more: after !== null,
    }
  },
} as const satisfies PollTrigger
