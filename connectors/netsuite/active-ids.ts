// Items found by their names (SKUs) and accounts by their numbers, all of a document in one query.
import type { Issue } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { quoted, suiteQl } from './client.ts'
import { refuseIssues } from './refuse-issues.ts'

/** Internal ids by SKU. Throws `vendor-rejected` that names every SKU that is not there, with its line. */
export async function itemIds(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return activeIds(context, skus, {
    table: 'item',
    column: 'itemid',
    missing: (sku, line) => ({ path: `/lines/${line}/sku`, code: 'unknown-item', message: `NetSuite has no active item "${sku}".` }),
    fix: 'Make the item in NetSuite or correct its name there, then replay the record.',
  })
}

/** The same of accounts by their numbers. `pathOf`: where the nth number stands in the input. */
export async function accountIds(
  context: CallContext,
  numbers: readonly string[],
  pathOf = (line: number) => `/lines/${line}/account`,
): Promise<ReadonlyMap<string, string>> {
  return activeIds(context, numbers, {
    table: 'account',
    column: 'acctnumber',
    missing: (account, line) => ({
      path: pathOf(line),
      code: 'unknown-account',
      message: `NetSuite has no active account "${account}".`,
    }),
    fix: 'Correct the account numbers, or make the accounts in NetSuite, then replay the record.',
  })
}

interface Known {
  readonly table: string
  readonly column: string
  readonly missing: (name: string, line: number) => Issue
  readonly fix: string
}

async function activeIds(
  context: CallContext,
  wanted: readonly string[],
  { table, column, missing, fix }: Known,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(wanted)].map(quoted).join(', ')
  const { rows } = await suiteQl(context, `SELECT id, ${column} FROM ${table} WHERE isinactive = 'F' AND ${column} IN (${names})`)
  const ids = new Map(rows.map((row) => [row[column] ?? '', row['id'] ?? '']))
  const issues = wanted.flatMap((name, line) => (ids.has(name) ? [] : [missing(name, line)]))
  refuseIssues({ issues, fix })
  return ids
}
