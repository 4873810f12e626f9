// Changes to a list of mapping rows, as new lists. Paths are the rows' places: `3`, `3.rows.1`.
import type { MappingRow } from '#shared/flow/document.ts'

type Rows = readonly MappingRow[]
const steps = (path: string) => path.split('.rows.').map(Number)

export function rowAt(rows: Rows, path: string): MappingRow | undefined {
  let list = rows
  let row: MappingRow | undefined
  for (const index of steps(path)) {
    row = list[index]
    list = row?.rule.kind === 'each' ? row.rule.rows : []
  }
  return row
}

function withContainer(rows: Rows, container: string, change: (list: Rows) => Rows): MappingRow[] {
  if (container === '') return [...change(rows)]
  const [first = 0, ...rest] = steps(container)
  return rows.map((row, index) => {
    if (index !== first || row.rule.kind !== 'each') return row
    return { ...row, rule: { ...row.rule, rows: withContainer(row.rule.rows, rest.join('.rows.'), change) } }
  })
}

function split(path: string): { container: string; index: number } {
  const at = path.lastIndexOf('.rows.')
  return at < 0 ? { container: '', index: Number(path) } : { container: path.slice(0, at), index: Number(path.slice(at + 6)) }
}

export function replaceRow(rows: Rows, path: string, row: MappingRow): MappingRow[] {
  const { container, index } = split(path)
  return withContainer(rows, container, (list) => list.map((old, i) => (i === index ? row : old)))
}

export function removeRow(rows: Rows, path: string): MappingRow[] {
  const { container, index } = split(path)
  return withContainer(rows, container, (list) => list.filter((_, i) => i !== index))
}

/** Adds a row where its field stands in `order` (the targets of the schema), so that documents read like their target. */
export function insertRow(rows: Rows, container: string, row: MappingRow, order: readonly string[]): MappingRow[] {
  return withContainer(rows, container, (list) => {
    const rank = order.indexOf(row.target)
    const before = rank < 0 ? -1 : list.findIndex((other) => order.indexOf(other.target) > rank)
    return before < 0 ? [...list, row] : [...list.slice(0, before), row, ...list.slice(before)]
  })
}
