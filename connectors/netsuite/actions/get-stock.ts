// Stock by item and location, of some SKUs or of all.
// The table: https://cdn.cdata.com/help/DNM/ado/pg_SuiteQLtable-inventoryitemlocations.htm
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { quoted, suiteQl } from '../client.ts'
import { STOCK_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    skus: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 250 }), {
        title: 'SKUs',
        description: 'Names of items; all that are kept in stock when empty.',
        maxItems: 250,
      }),
    ),
    locationId: Type.Optional(
      Type.String({ title: 'Location’s internal id', description: 'Only there; everywhere when empty.', pattern: '^\\d+$' }),
    ),
    limit: Type.Optional(
      Type.Integer({ title: 'Page size', description: 'Default 1,000, which is the most.', minimum: 1, maximum: 1_000 }),
    ),
    cursor: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { title: 'Cursor', description: '"next" of the page before.' }),
    ),
  },
  { additionalProperties: false },
)
const Level = speaking(
  'stock',
  Type.Object({
    id: Type.String({ title: 'Level', description: 'Item and location, such as 101@2.' }),
    sku: Type.String({ title: 'SKU' }),
    itemId: Type.String({ title: 'Item’s internal id' }),
    locationId: Type.String({ title: 'Location’s internal id' }),
    location: Type.String({ title: 'Location', description: 'Its name.' }),
    onHand: Type.String({ title: 'On hand', description: 'As decimal text; 0 where NetSuite has none.' }),
    available: Type.String({ title: 'Available', description: 'On hand less what is committed to orders.' }),
  }),
  STOCK_FIELDS,
)

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how much of items each location has, on hand and available, a page at a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Type.Object({
    levels: Type.Array(Level, { title: 'Stock levels', description: 'By item and location.' }),
    next: Type.Union([Type.Integer(), Type.Null()], { title: 'Next', description: 'Where the next page begins; null on the last one.' }),
  }),
  example: {
    levels: [{ id: '101@2', sku: 'HF-MUG-NAVY', itemId: '101', locationId: '2', location: 'London Store', onHand: '40', available: '38' }],
    next: null,
  },
  paging: { items: 'levels', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { skus = [], locationId, limit = 1_000, cursor } = parseInput(Input, input)
    const { rows, next } = await suiteQl(
      context,
      `SELECT l.item, i.itemid AS sku, l.location, p.name AS place, l.quantityonhand AS onhand, l.quantityavailable AS available
        FROM inventoryitemlocations l JOIN item i ON i.id = l.item JOIN location p ON p.id = l.location
        WHERE i.isinactive = 'F'${skus.length > 0 ? ` AND i.itemid IN (${skus.map(quoted).join(', ')})` : ''}${locationId === undefined ? '' : ` AND l.location = ${locationId}`}
        ORDER BY l.item, l.location`,
      { limit, offset: cursor ?? 0 },
    )
    const levels = rows.map((row) => ({
      id: `${row['item'] ?? ''}@${row['location'] ?? ''}`,
      sku: row['sku'] ?? '',
      itemId: row['item'] ?? '',
      locationId: row['location'] ?? '',
      location: row['place'] ?? '',
      onHand: row['onhand'] ?? '0',
      available: row['available'] ?? '0',
    }))
    return { levels, next: next ?? null }
  },
} as const satisfies Action
