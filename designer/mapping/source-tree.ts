// A sample as the lines of a tree: name, type, value and the path that reads it.
import { isRecord } from '#shared/json.ts'
import { flatten, namesBelow, quoteName, shortValue, typeWord } from '#designer/editor/path-values.ts'

export interface SourceLine {
  readonly path: string
  readonly name: string
  readonly depth: number
  readonly type: string
  readonly value: string
  readonly hasChildren: boolean
  readonly open: boolean
}

export interface SourceRoot {
  /** '' for the record, else `$trigger`, `$steps`… */
  readonly path: string
  readonly label: string
  readonly value: unknown
}

/** Beyond this a tree is no help; searching is. */
const MOST_LINES = 1_500

export function sourceLines(roots: readonly SourceRoot[], open: ReadonlySet<string>, search: string): SourceLine[] {
  const lines: SourceLine[] = []
  const wanted = search.trim().toLowerCase()
  const visit = (path: string, name: string, values: readonly unknown[], depth: number): boolean => {
    if (lines.length >= MOST_LINES || depth > 12) return false
    const [first] = values
    const children = namesBelow(values)
    const at = lines.length
    const isOpen = wanted !== '' || open.has(path)
    lines.push({
      path,
      name,
      depth,
      type: typeWord(first),
      value: isRecord(first) ? '' : shortValue(first, 80),
      hasChildren: children.size > 0,
      open: isOpen,
    })
    let found =
      wanted === '' ||
      name.toLowerCase().includes(wanted) ||
      (!isRecord(first) && !Array.isArray(first) && shortValue(first).toLowerCase().includes(wanted))
    if (isOpen) {
      for (const child of children.keys()) {
        const below = flatten(values).flatMap((value) => (isRecord(value) && Object.hasOwn(value, child) ? [value[child]] : []))
        const example = below.find((value) => value !== null && value !== undefined) ?? below[0]
        const merged = Array.isArray(example) || isRecord(example) ? below : [example]
        if (visit(path === '' ? quoteName(child) : `${path}.${quoteName(child)}`, child, merged, depth + 1)) found = true
      }
    }
    if (!found) lines.length = at
    return found
  }
  for (const root of roots) visit(root.path, root.label, [root.value], 0)
  return lines
}

/** The first list of objects in a record: the likely source of a new `each` row. */
export function firstList(record: unknown): string {
  for (const [name, value] of namesBelow([record])) if (Array.isArray(value) && value.some(isRecord)) return quoteName(name)
  return '$'
}
