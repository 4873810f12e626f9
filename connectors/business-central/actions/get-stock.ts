// Stock of an item at each location. The standard API does not name locations; Microsoft's own list for Power BI does.
// https://github.com/microsoft/ALAppExtensions/blob/main/Apps/W1/PowerBIReports/app/src/Inventory/APIs/ItemLedgerEntries.Query.al
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { allOf, quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { analytics } from '../client.ts'
import { Code } from '../values.ts'

const Input = Type.Object(
  {
    item: Code('Item', 'Number of the item.', 20),
    location: Type.Optional(Code('Location', 'Code of the location. All of them when empty.', 10)),
  },
  { additionalProperties: false },
)
const Entry = Type.Object({ entryNo: Type.Integer(), locationCode: Type.String(), remainingQuantity: Type.Number() })
const Output = Type.Object({
  levels: Type.Array(
    Type.Object({
      location: Type.String({ title: 'Location', description: 'Its code; empty for stock that is nowhere in particular' }),
      inStock: Type.String({ title: 'In stock', description: 'In base units, over all variants' }),
    }),
    { title: 'Stock levels' },
  ),
})

const PAGE = 5_000

export const getStock = {
  id: 'get-stock',
  label: 'Get stock by location',
  description: 'Adds up what is left of an item at each location. Needs the app "Power BI Reports for Business Central".',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { levels: [{ location: 'WH1', inStock: '98' }] },
  async run(input, context): Promise<Static<typeof Output>> {
    const { item, location } = parseInput(Input, input)
    const filters = [
      `itemNo eq ${quoted(item)}`,
      'open eq true',
      ...(location === undefined ? [] : [`locationCode eq ${quoted(location)}`]),
    ]
    const sums = new Map<string, Decimal>()
    for (let after = 0; ;) {
      const entries = await read(context, [...filters, `entryNo gt ${after}`])
      for (const { locationCode, remainingQuantity } of entries)
        sums.set(locationCode, (sums.get(locationCode) ?? new Decimal(0)).plus(remainingQuantity))
      const last = entries.at(-1)
      if (!last || entries.length < PAGE) break
      after = last.entryNo
    }
    return { levels: [...sums].map(([code, sum]) => ({ location: code, inStock: sum.toFixed() })) }
  },
} as const satisfies Action

async function read(context: ActionContext, filters: readonly string[]): Promise<readonly Static<typeof Entry>[]> {
  const query = { $filter: allOf(filters), $select: 'entryNo,locationCode,remainingQuantity', $orderby: 'entryNo', $top: PAGE }
  try {
    return (await analytics.list(context, 'itemLedgerEntries', Entry, query)).records
  } catch (error) {
    if (!hasErrorCode(error) || error.details?.['status'] !== 404) throw error
    throw new AppError('vendor-rejected', {
      message: 'This Business Central does not tell stock by location.',
      fix: 'Install the app "Power BI Reports for Business Central" there, and give the integration its permissions.',
      cause: error,
    })
  }
}
