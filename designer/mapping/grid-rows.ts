// The lines of the mapping grid: the target's fields merged with the rows of the document. Fields without a row are offered, rows without a
// field are custom. Pure: the document's rows stay the only truth.
import type { MappingRow } from '#shared/flow/document.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import { fieldLabel } from '#designer/editor/field-names.ts'
import { t } from '#designer/i18n/index.ts'
import { rowKey, rowPath } from './row-place.ts'
import type { TargetField } from './target-fields.ts'

export interface GridRow {
  /** Stable while a field gains or loses its row: what has focus keeps it. */
  readonly key: string
  /** Path of the `each` row it belongs to: `3`, `3.rows.1`; '' at the top. */
  readonly container: string
  readonly target: string
  readonly name: string
  /** As people know it: its title, else a readable name. */
  readonly label: string
  readonly depth: number
  /** `group`: an object that is filled through its fields; it has no rule of its own (yet). */
  readonly kind: 'field' | 'group' | 'each'
  readonly type: string
  readonly required: boolean
  readonly custom: boolean
  readonly title?: string
  readonly description?: string
  readonly choices?: readonly string[]
  /** The connected system told of it. */
  readonly discovered?: true
  /** Place in the document: `3`, `3.rows.1`. Absent while there is no row. */
  readonly path?: string
  readonly row?: MappingRow
  /** Required by the target, nothing fills it. */
  readonly unmapped: boolean
  /** The target declares a list of objects: offered as an `each` group. */
  readonly listOfObjects: boolean
  readonly hasChildren: boolean
  readonly collapsed: boolean
}

export interface GridOptions {
  readonly fields: readonly TargetField[]
  readonly rows: readonly MappingRow[]
  readonly collapsed: ReadonlySet<string>
  /** Custom targets somebody added that have no rule yet, by container. */
  readonly pending: readonly { readonly container: string; readonly target: string }[]
}

export function gridRows(options: GridOptions): GridRow[] {
  return containerRows(options, options.fields, options.rows, '', 0, true)
}

/** `live`: the container itself is filled, so that its required fields are needed. */
function containerRows(
  options: GridOptions,
  fields: readonly TargetField[],
  rows: readonly MappingRow[],
  container: string,
  depth: number,
  live: boolean,
): GridRow[] {
  const places = new Map(rows.map((row, index) => [row.target, index]))
  const known = new Set<string>()
  const out: GridRow[] = []
  const visit = (list: readonly TargetField[], level: number, needed: boolean) => {
    for (const field of list) {
      known.add(field.target)
      const line = fieldLine(options, field, rows, places, container, level, needed)
      out.push(line)
      if (line.collapsed) {
        if (line.kind === 'group') markKnown(field.fields ?? [], known)
        continue
      }
      if (line.row?.rule.kind === 'each')
        out.push(...containerRows(options, field.items ?? [], line.row.rule.rows, line.path ?? '', level + 1, true))
      else if (line.kind === 'group') {
        const touched = rows.some((row) => row.target.startsWith(`${field.target}.`))
        visit(field.fields ?? [], level + 1, (needed && field.required) || touched)
      }
    }
  }
  visit(fields, depth, live)
  for (const [index, row] of rows.entries()) if (!known.has(row.target)) out.push(...customLines(options, row, container, index, depth))
  for (const one of options.pending) {
    if (one.container === container && !places.has(one.target) && !known.has(one.target)) out.push(customLine(one.target, container, depth))
  }
  return out
}

/** Rows of a folded group are hidden with it. Rows below a field that is mapped as a whole are a mistake worth seeing: they stay lines. */
function markKnown(fields: readonly TargetField[], known: Set<string>) {
  for (const field of fields) {
    known.add(field.target)
    markKnown(field.fields ?? [], known)
  }
}

function fieldLine(
  options: GridOptions,
  field: TargetField,
  rows: readonly MappingRow[],
  places: ReadonlyMap<string, number>,
  container: string,
  depth: number,
  needed: boolean,
): GridRow {
  const index = places.get(field.target)
  const row = index === undefined ? undefined : rows[index]
  const key = rowKey(container, field.target)
  const isGroup = field.fields !== undefined && row === undefined
  const isEach = row ? row.rule.kind === 'each' : false
  const hasChildren = isGroup || isEach
  return {
    key,
    container,
    target: field.target,
    name: field.names.at(-1) ?? field.target,
    label: fieldLabel(field.title, field.names.at(-1) ?? field.target),
    depth,
    kind: isEach ? 'each' : isGroup ? 'group' : 'field',
    type: field.type,
    required: field.required || row?.required === true,
    custom: false,
    ...(field.title && { title: field.title }),
    ...(field.description && { description: t(field.description) }),
    ...(field.choices && { choices: field.choices }),
    ...(field.discovered && { discovered: true }),
    ...(index !== undefined && { path: rowPath(container, index) }),
    ...(row && { row }),
    unmapped: field.required && needed && row === undefined && !(isGroup && saysItThroughFields(field, rows)),
    listOfObjects: field.items !== undefined,
    hasChildren,
    collapsed: hasChildren && options.collapsed.has(key),
  }
}

/** An object is filled through its fields: by at least one of them. Where one is required, that one is said to be missing. */
const saysItThroughFields = ({ target, fields = [] }: TargetField, rows: readonly MappingRow[]): boolean =>
  fields.some(({ required }) => required) || rows.some((row) => row.target.startsWith(`${target}.`))

function customLines(options: GridOptions, row: MappingRow, container: string, index: number, depth: number): GridRow[] {
  const path = rowPath(container, index)
  const key = rowKey(container, row.target)
  const isEach = row.rule.kind === 'each'
  const collapsed = isEach && options.collapsed.has(key)
  const line: GridRow = {
    ...customLine(row.target, container, depth),
    kind: isEach ? 'each' : 'field',
    type: isEach ? 'list' : 'any',
    required: row.required === true,
    path,
    row,
    hasChildren: isEach,
    collapsed,
  }
  return row.rule.kind === 'each' && !collapsed ? [line, ...containerRows(options, [], row.rule.rows, path, depth + 1, true)] : [line]
}

function customLine(target: string, container: string, depth: number): GridRow {
  const parsed = parseTarget(target)
  const names = parsed.ok ? parsed.names : [target]
  return {
    key: rowKey(container, target),
    container,
    target,
    name: names.join('.'),
    label: names.map((name) => fieldLabel(undefined, name)).join(' › '),
    depth,
    kind: 'field',
    type: 'any',
    required: false,
    custom: true,
    unmapped: false,
    listOfObjects: false,
    hasChildren: false,
    collapsed: false,
  }
}
