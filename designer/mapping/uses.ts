// What the rules of a mapping use: source fields, lookup tables, functions, and in which rows. For the filter "rows that use …".
import type { MappingRow } from '#shared/flow/document.ts'
import { analyseRows } from '#shared/mapping/analyse.ts'

export type UseKind = 'field' | 'table' | 'function'

export interface Use {
  readonly kind: UseKind
  readonly name: string
}

/** Each once, with the places of its rows (`3`, `3.rows.1`); fields first, by name. A field is used where something below it is. */
export function usesIn(rows: readonly MappingRow[]): ReadonlyMap<string, { readonly use: Use; readonly rows: ReadonlySet<string> }> {
  const uses = new Map<string, { use: Use; rows: Set<string> }>()
  const note = (use: Use, row: string) => {
    const known = uses.get(useKey(use)) ?? { use, rows: new Set<string>() }
    known.rows.add(row)
    uses.set(useKey(use), known)
  }
  for (const { path, paths, tables, functions } of analyseRows(rows)) {
    for (const name of paths) for (const field of withAbove(name)) note({ kind: 'field', name: field }, path)
    for (const name of tables) note({ kind: 'table', name }, path)
    // `$lookup` is told by its table.
    for (const name of functions) if (name !== 'lookup') note({ kind: 'function', name: `$${name}` }, path)
  }
  return new Map([...uses].toSorted(([, a], [, b]) => ORDER[a.use.kind] - ORDER[b.use.kind] || a.use.name.localeCompare(b.use.name)))
}

const ORDER: Readonly<Record<UseKind, number>> = { field: 0, table: 1, function: 2 }

export const useKey = ({ kind, name }: Use): string => `${kind}:${name}`

/** `customer.address.zip` is also a use of `customer` and `customer.address`. Names in backticks may have dots in them. */
function withAbove(path: string): readonly string[] {
  const names = path.match(/`[^`]*`|[^.`]+/g) ?? []
  return names
    .map((_, index) => names.slice(0, index + 1).join('.'))
    .filter((name) => name !== '$' && name !== '$steps' && name !== '$trigger')
}
