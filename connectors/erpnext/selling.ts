// Lines of invoices, returns and delivery notes, tied to the lines of the order or invoice that they belong to.
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { get } from './client.ts'
import { amount, name, NullableText } from './inputs.ts'

export const LineInput = Type.Object(
  {
    itemCode: name('Item code', 'Of an item in ERPNext, usually the SKU.'),
    quantity: amount('Quantity', 'As decimal text, above zero also for what comes back.'),
    rate: amount('Rate', 'Price of one in the document’s currency, as decimal text; pricing rules do not change it.'),
    warehouse: Type.Optional(name('Warehouse', 'Such as Stores - HF. Without it, the item’s default.')),
  },
  { additionalProperties: false },
)
type LineInput = Static<typeof LineInput>

const Origin = Type.Object({
  name: Type.String(),
  items: Type.Array(
    Type.Object({ name: Type.String(), item_code: Type.String(), warehouse: NullableText, rate: Type.Number(), qty: Type.Number() }),
  ),
})
type OriginRow = Static<typeof Origin>['items'][number]

/** Answers the row of the document for each line, in the order of the rows where an item has several. Throws `vendor-rejected` for an item it does not have. */
export async function rowsOf(
  context: CallContext,
  doctype: string,
  number: string,
  lines: readonly Pick<LineInput, 'itemCode'>[],
): Promise<(index: number) => OriginRow | undefined> {
  const { items } = await get(context, doctype, number, Origin)
  const left = Map.groupBy(items, (row) => row.item_code)
  const rows = lines.map(({ itemCode }) => {
    const own = left.get(itemCode) ?? []
    // The last row takes what is more than the rows there are.
    return own.length > 1 ? own.shift() : own[0]
  })
  const issues: Issue[] = rows.flatMap((row, index) =>
    row
      ? []
      : [
          {
            path: `/lines/${index}/itemCode`,
            code: 'not-in-document',
            message: `${doctype} ${number} has no item ${lines[index]?.itemCode ?? ''}.`,
          },
        ],
  )
  if (issues.length > 0) throw new AppError('vendor-rejected', { message: issues.map(({ message }) => message).join(' '), issues })
  return (index) => rows[index]
}

/** `sign`: returns have quantities below zero. `link`: fields that tie the line at this place to where it comes from. */
export const itemsOf = (lines: readonly LineInput[], sign: 1 | -1, link: (index: number) => object) =>
  lines.map(({ itemCode, quantity, rate, warehouse }, index) => ({
    item_code: itemCode,
    qty: exactNumber(sign === 1 || Number(quantity) === 0 ? quantity : `-${quantity}`),
    rate: exactNumber(rate),
    ...(warehouse !== undefined && { warehouse }),
    ...link(index),
  }))
