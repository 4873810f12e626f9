// The cells of a preview read out of the record that the rows built together: what each row gave stands in it under the row's target.
import type { PreviewCell } from '../api/contract.ts'
import type { MappingRow } from '../flow/document.ts'
import { isRecord } from '../json.ts'
import { isMissing } from './required.ts'
import { parseTarget } from './target.ts'

/** One cell for each row, in the rows' order; rows inside `each` rows behind their parent, with one value for each item. */
export function cellsOfRecord(rows: readonly MappingRow[], record: unknown): PreviewCell[] {
  return cellsOf(rows, '', [record], false)
}

/** `records`: what the rows built, once, or once for each item of the list they stand in. */
function cellsOf(rows: readonly MappingRow[], prefix: string, records: readonly unknown[], perItem: boolean): PreviewCell[] {
  return rows.flatMap((row, index) => {
    const path = `${prefix}${index}`
    const values = records.map((record) => valueAt(record, row.target))
    const cell = perItem ? listCell(path, row, values) : plainCell(path, row, values[0])
    if (row.rule.kind !== 'each') return [cell]
    const items = values.flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
    return [cell, ...cellsOf(row.rule.rows, `${path}.rows.`, items, true)]
  })
}

function plainCell(path: string, row: MappingRow, value: unknown): PreviewCell {
  return { path, ...(value !== undefined && { value }), ...(row.required === true && isMissing(value) && { missing: true }) }
}

function listCell(path: string, row: MappingRow, values: readonly unknown[]): PreviewCell {
  return {
    path,
    values: values.map((value) => (value === undefined ? {} : { value })),
    ...(row.required === true && values.some(isMissing) && { missing: true }),
  }
}

function valueAt(record: unknown, target: string): unknown {
  const parsed = parseTarget(target)
  if (!parsed.ok) return undefined
  let value = record
  for (const name of parsed.names) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}
