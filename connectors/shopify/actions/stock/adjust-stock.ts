// Changes stock by what came or went, up to 250 lines at once: all of them or none.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf } from '../../client.ts'
import { ADJUST_QUANTITIES } from '../../documents/stock.ts'
import { LocationId } from '../../gid.ts'
import { sendOnce } from '../../idempotent.ts'
import { choice, nullable } from '../../schemas/parts.ts'
import { needInput } from '../need-input.ts'
import { linesRefused, MOST_LINES } from '../refused-lines.ts'
import { errorsByLine, EXPECTED, LINE_TARGET, MOST, nameOf, REASONS, REFERENCE, resolveLines } from './stock-lines.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ADJUST_STOCK_FIELDS } from '../../retail.ts'

const Input = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          ...LINE_TARGET,
          change: Type.Integer({ title: 'Change', description: '3 for three more, -2 for two fewer', minimum: -MOST, maximum: MOST }),
          expected: EXPECTED,
        },
        { additionalProperties: false },
      ),
      { title: 'Lines', description: 'At most 250', minItems: 1, maxItems: MOST_LINES },
    ),
    locationId: Type.Optional({ ...LocationId, description: 'For all lines that name none' }),
    quantityName: Type.Optional(
      choice(['available', 'incoming', 'reserved', 'damaged', 'quality_control', 'safety_stock'], {
        title: 'Which quantity',
        description: 'All but available need the ledger document',
        default: 'available',
      }),
    ),
    reason: REASONS,
    reference: REFERENCE,
    ledgerDocument: Type.Optional({
      ...REFERENCE,
      title: 'Ledger document',
      description: 'Address of the record that the quantity belongs to, such as gid://warehouse/Transfer/812. Not for available.',
    }),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  lines: Type.Array(
    Type.Object({
      sku: nullable(Type.String({ title: 'SKU' })),
      inventoryItemId: Type.String({ title: 'Inventory item id' }),
      locationId: Type.String({ title: 'Location id' }),
      change: Type.Integer({ title: 'Change' }),
    }),
    { title: 'Lines' },
  ),
})

export const adjustStock = {
  id: 'adjust-stock',
  label: 'Adjust stock',
  description: 'Adds to or takes from stock, such as a delivery or a breakage; up to 250 lines at once, all of them or none.',
  effect: 'write',
  safety: 'key',
  input: speaking('stock', Input, ADJUST_STOCK_FIELDS),
  output: Output,
  example: {
    lines: [
      {
        sku: 'HF-MUG-NAVY',
        inventoryItemId: 'gid://shopify/InventoryItem/46120044010001',
        locationId: 'gid://shopify/Location/70210388194',
        change: 24,
      },
    ],
  },
  batch: { items: 'lines' },
  async run(input, context) {
    const given = parseInput(Input, input)
    const name = given.quantityName ?? 'available'
    needInput(
      (name === 'available') === (given.ledgerDocument === undefined),
      '/ledgerDocument',
      name === 'available' ? 'Leave the ledger document out: available has none.' : `Give the ledger document: ${name} needs one.`,
    )
    const lines = await resolveLines(context, given.lines, given.locationId)
    const problems = lines.flatMap((line) => (line.problem ? [{ index: line.index, name: nameOf(line), problem: line.problem }] : []))
    if (problems.length > 0) throw linesRefused('Nothing was changed.', problems)
    const content = {
      name,
      reason: given.reason ?? 'correction',
      ...(given.reference !== undefined && { referenceDocumentUri: given.reference }),
      changes: lines.map(({ item, location, given: { change, expected } }) => ({
        inventoryItemId: item ?? '',
        locationId: location,
        delta: change,
        changeFromQuantity: expected ?? null,
        ...(given.ledgerDocument !== undefined && { ledgerDocumentUri: given.ledgerDocument }),
      })),
    }
    const { userErrors } = await sendOnce(context, content, async (key) =>
      payloadOf((await graphql(context, ADJUST_QUANTITIES, { input: content, key })).inventoryAdjustQuantities, 'adjust the stock'),
    )
    const refused = errorsByLine('adjust the stock', userErrors)
    if (refused.size > 0) {
      const named = lines.flatMap((line, place) => {
        const problem = refused.get(place)
        return problem ? [{ index: line.index, name: nameOf(line), problem }] : []
      })
      throw linesRefused('Nothing was changed.', named)
    }
    return {
      lines: lines.map(({ given: { sku, change }, item, location }) => ({
        sku: sku ?? null,
        inventoryItemId: item ?? '',
        locationId: location,
        change,
      })),
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
