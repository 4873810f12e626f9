// Items found by their names (SKUs), all of an order in one query.
import { AppError, type Issue } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { quoted, suiteQl } from './client.ts'

/** Internal ids by SKU. Throws `vendor-rejected` that names every SKU that is not there, with its line. */
export async function itemIds(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await suiteQl(
    context,
    `SELECT id, itemid FROM item WHERE isinactive = 'F' AND itemid IN (${[...new Set(skus)].map(quoted).join(', ')})`,
  )
  const ids = new Map(rows.map((row) => [row['itemid'] ?? '', row['id'] ?? '']))
  const issues = skus.flatMap((sku, index): readonly Issue[] =>
    ids.has(sku) ? [] : [{ path: `/lines/${index}/sku`, code: 'unknown-item', message: `NetSuite has no active item "${sku}".` }],
  )
  if (issues.length === 0) return ids
  throw new AppError('vendor-rejected', {
    message: issues
      .map(({ message }) => message)
      .slice(0, 5)
      .join(' '),
    fix: 'Make the item in NetSuite or correct its name there, then replay the record.',
    issues,
  })
}
