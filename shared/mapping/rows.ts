// Mapping rows -> one JSONata expression that builds the target record. HOW-IT-WORKS.md tells the whole story.
import { AppError } from '../errors.ts'
import type { MappingRow } from '../flow/document.ts'
import { checkRows } from './check-rows.ts'
import { parseTarget } from './target.ts'

export { missingRequired } from './required.ts'

/** Where a row stands in the compiled expression: its rule begins at `start`, its own text goes from `sourceStart` to `end`. */
export interface RowSpan {
  /** The row's place: `3`, or `3.rows.1`. */
  readonly path: string
  readonly target: string
  readonly start: number
  readonly sourceStart: number
  readonly end: number
}

export interface CompiledRows {
  readonly expression: string
  readonly spans: readonly RowSpan[]
}

/** One row alone, for a preview beside it. */
export interface RowProgram {
  readonly path: string
  readonly target: string
  readonly expression: string
  /**
   * For a row inside `each` rows: the expression then gives an array with one `{ value }` for each item (without
   * `value` where the row gives nothing), in source order, those of nested lists one after the other.
   */
  readonly perItem: boolean
}

/**
 * One expression that builds the record from rows. Throws `flow-invalid` with issues when the rows are not well-formed.
 * Fields without a value are left out; an `each` row always gives a list.
 */
export function compileRows(rows: readonly MappingRow[]): string {
  return compileRowsWithSpans(rows).expression
}

/** As compileRows, and where each row ended up: so that an error's position leads back to its row. */
export function compileRowsWithSpans(rows: readonly MappingRow[]): CompiledRows {
  refuseBadRows(rows)
  const writer = newWriter()
  writeRecord(writer, rows, '', true)
  return { expression: writer.text.join(''), spans: writer.spans }
}

/** The row at a position of the compiled expression, and the position within the row's own text. */
export function locateRow(
  compiled: CompiledRows,
  position: number,
): { readonly path: string; readonly target: string; readonly position: number } | undefined {
  const span = compiled.spans.find(({ start, end }) => start <= position && position <= end)
  return span && { path: span.path, target: span.target, position: Math.max(0, position - span.sourceStart) }
}

/** A program for each row, rows inside `each` included. A row that does not parse gets its program too; the sandbox reports it. */
export function rowPrograms(rows: readonly MappingRow[]): RowProgram[] {
  const programs: RowProgram[] = []
  const visit = (list: readonly MappingRow[], prefix: string, wrap: (program: string) => string, perItem: boolean) => {
    for (const [i, row] of list.entries()) {
      const path = `${prefix}${i}`
      const writer = newWriter()
      writeRule(writer, row, path)
      const rule = writer.text.join('')
      programs.push({ path, target: row.target, perItem, expression: wrap(perItem ? `(${VALUE} := ${rule}; 0{"value": ${VALUE}})` : rule) })
      if (row.rule.kind === 'each') {
        const { items } = row.rule
        visit(row.rule.rows, `${path}.rows.`, (program) => wrap(`($_items := (${items}${EACH_ITEM}${program}])`), true)
      }
    }
  }
  visit(rows, '', (program) => program, false)
  return programs
}

function refuseBadRows(rows: readonly MappingRow[]): void {
  const issues = checkRows(rows)
  if (issues.length > 0) throw new AppError('flow-invalid', { message: issues[0]?.message ?? 'The rows are not valid.', issues })
}

interface Writer {
  readonly text: string[]
  readonly spans: RowSpan[]
  length: number
}

const newWriter = (): Writer => ({ text: [], spans: [], length: 0 })

function write(writer: Writer, text: string): void {
  writer.text.push(text)
  writer.length += text.length
}

const VALUE = '$_value'
const GROUP = '$_group'

/** A target name leads to a row's place in the list, or to the names below it. */
type Tree = Map<string, number | Tree>

function targetTree(targets: readonly (readonly string[])[]): Tree {
  const root: Tree = new Map()
  for (const [i, names] of targets.entries()) {
    let branch = root
    for (const name of names.slice(0, -1)) {
      const next = branch.get(name)
      if (next instanceof Map) branch = next
      else branch.set(name, (branch = new Map()))
    }
    branch.set(names.at(-1) ?? '', i)
  }
  return root
}

/**
 * Rows are evaluated into variables first and the record is built from those, because jsonata's object constructor
 * groups over its input: inside it, a list as record would not be `$` any more. For the same reason the constructor stands
 * behind a `0`: its input is then that number. Only at the very top jsonata wraps a list itself, so fields there stand
 * in the constructor directly, which is a third faster.
 */
function writeRecord(writer: Writer, rows: readonly MappingRow[], prefix: string, top: boolean): void {
  const targets = rows.map((row) => {
    const target = parseTarget(row.target)
    return target.ok ? target.names : []
  })
  const isDirect = (i: number) => top && targets[i]?.length === 1
  write(writer, '(')
  for (const [i, row] of rows.entries()) {
    if (isDirect(i)) continue
    write(writer, `$_${i} := `)
    writeRule(writer, row, `${prefix}${i}`)
    write(writer, '; ')
  }
  writeFields(writer, targetTree(targets), top ? '{' : '0{', (i) => {
    const row = rows[i]
    if (row && isDirect(i)) writeRule(writer, row, `${prefix}${i}`)
    else write(writer, `$_${i}`)
  })
  write(writer, ')')
}

function writeFields(writer: Writer, tree: Tree, open: string, writeValue: (row: number) => void): void {
  write(writer, open)
  let first = true
  for (const [name, value] of tree) {
    write(writer, `${first ? '' : ', '}${JSON.stringify(name)}: `)
    first = false
    if (typeof value === 'number') writeValue(value)
    else {
      // A group of which no field has a value is left out: {} is false.
      write(writer, `(${GROUP} := `)
      writeFields(writer, value, '0{', writeValue)
      write(writer, `; ${GROUP} ? ${GROUP})`)
    }
  }
  write(writer, '}')
}

function writeRule(writer: Writer, row: MappingRow, path: string): void {
  const { rule, target } = row
  const start = writer.length
  switch (rule.kind) {
    case 'expression':
      write(writer, '(')
      writeSource(writer, rule.expression, { path, target, start })
      return write(writer, ')')
    case 'constant':
      return write(writer, literal(rule.value))
    case 'lookup':
      write(writer, `$lookup(${JSON.stringify(rule.table)}, (`)
      writeSource(writer, rule.key, { path, target, start })
      return write(writer, `)${whenMissing(rule)})`)
    case 'each':
      write(writer, '($_items := (')
      writeSource(writer, rule.items, { path, target, start })
      write(writer, EACH_ITEM)
      writeRecord(writer, rule.rows, `${path}.rows.`, false)
      return write(writer, '])')
  }
}

function writeSource(writer: Writer, source: string, row: { path: string; target: string; start: number }): void {
  const sourceStart = writer.length
  write(writer, source)
  writer.spans.push({ ...row, sourceStart, end: writer.length })
}

const literal = (value: unknown) => JSON.stringify(value ?? null)

/** The rest of a `$lookup` call that says what a missing key means. */
export function whenMissing({
  onMissing,
  default: value,
}: {
  readonly onMissing: 'reject' | 'blank' | 'default'
  readonly default?: unknown
}): string {
  if (onMissing === 'reject') return ''
  return onMissing === 'blank' ? ', "blank"' : `, "default", ${literal(value ?? null)}`
}

/**
 * Stands between the source of an `each` row and what is made of each item: that sees the item as `$`, the record around as
 * `$parent` and the position as `$index`. No source, or null, gives an empty list; a single item a list of one; null within
 * a list stays an item, so that positions agree.
 */
const EACH_ITEM = '); $_list := [$_items = null ? [] : $_items]; $parent := $; [$_list#$index.'
