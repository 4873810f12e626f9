// What an expression or a mapping reads, calls and looks up, from its syntax tree: nothing is evaluated. For loading lookup tables before a run, for
// knowing whether earlier steps are needed, for the lines from source to target, for drift (which rows read a field that is no more) and for the blast
// radius of a change (which rows use a table or a field).
//
//   analyseExpression('customer.email ?: "none"')  -> { paths: ['customer.email'], functions: [], variables: [], tables: [] }
//   analyseRows(rows)                              -> for each row, those inside `each` rows too, the same, with paths from the whole record:
//                                                     a row `sku` inside `each of line_items` reads `line_items.sku`
//
// Paths have no positions: each place of the source stands for all its items. A path is an upper bound: both branches of a condition count, unless it is
// constant; computed names (`$lookup(obj, key)`, `$eval`) are not seen.
import type { MappingRow, MappingRule } from '../flow/document.ts'
import type { Constant } from './constant.ts'
import { parseExpression } from './parse.ts'
import { NOTHING, RECORD, type Found, type Place, type Scope, type Value } from './places.ts'
import { provenance } from './provenance.ts'
import { formatTarget } from './target.ts'

export interface ExpressionFacts {
  /** Source paths read, such as `customer.email`, `$trigger.id`, ``$steps.`map-order`.total``; `*` and `**` for wildcards. `$` is the whole record. */
  readonly paths: readonly string[]
  /** Functions called that the expression does not define itself, without `$`. */
  readonly functions: readonly string[]
  /** Variables read that the expression does not define itself, without `$`: `trigger`, `steps`, `parent`, `index`. */
  readonly variables: readonly string[]
  /** Lookup tables named by a literal: `$lookup("tenders", …)`. A computed name is not seen: tables are loaded before evaluation. */
  readonly tables: readonly string[]
  /** It gives this on every record; absent when that depends on the record, or it fails. */
  readonly constant?: Constant
}

/** The facts of one row's own rule: of an `each` row those of its list, not those of the rows inside. */
export interface RowFacts extends ExpressionFacts {
  /** The row's place: `3`, or `3.rows.1`. */
  readonly path: string
  /** The whole target path, such as `lines.product`. */
  readonly target: string
}

/** The facts of an expression; of one with syntax errors, none. */
export function analyseExpression(source: string): ExpressionFacts {
  return analyse(source, RECORD, new Map()).facts
}

/** The facts of each row, those inside `each` rows behind their parent. */
export function analyseRows(rows: readonly MappingRow[]): RowFacts[] {
  return rowFacts(rows, '', '', RECORD, new Map())
}

/** True when the expression reads `$name` from outside. */
export function usesVariable(source: string, name: string): boolean {
  return analyseExpression(source).variables.includes(name)
}

function rowFacts(rows: readonly MappingRow[], path: string, target: string, base: Value, scope: Scope): RowFacts[] {
  return rows.flatMap((row, i) => {
    const place = { path: `${path}${i}`, target: `${target}${row.target}` }
    const { facts, value } = analyseRule(row.rule, base, scope)
    if (row.rule.kind !== 'each') return [{ ...place, ...facts }]
    // As the compiled rows bind them: `$` is the item, `$parent` the record around, `$index` the position.
    const inside = new Map(scope).set('parent', { value: base }).set('index', { value: NOTHING })
    return [{ ...place, ...facts }, ...rowFacts(row.rule.rows, `${place.path}.rows.`, `${place.target}.`, { places: value.places }, inside)]
  })
}

function analyseRule(rule: MappingRule, base: Value, scope: Scope): Analysis {
  switch (rule.kind) {
    case 'expression':
      return analyse(rule.expression, base, scope)
    case 'each':
      return analyse(rule.items, base, scope)
    case 'constant':
      return { facts: { ...NO_FACTS, constant: { value: rule.value } }, value: NOTHING }
    case 'lookup': {
      const { facts } = analyse(rule.key, base, scope)
      const { constant: _, ...key } = facts
      return {
        facts: { ...key, functions: [...new Set([...key.functions, 'lookup'])], tables: [...new Set([...key.tables, rule.table])] },
        value: NOTHING,
      }
    }
  }
}

interface Analysis {
  readonly facts: ExpressionFacts
  readonly value: Value
}

const NO_FACTS: ExpressionFacts = { paths: [], functions: [], variables: [], tables: [] }

function analyse(source: string, base: Value, scope: Scope): Analysis {
  const parsed = parseExpression(source)
  if (!parsed.ok) return { facts: NO_FACTS, value: NOTHING }
  const [paths, functions, variables, tables] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  const found: Found = {
    place: (place) => paths.add(pathText(place)),
    function: (name) => functions.add(name),
    variable: (name) => variables.add(name),
    table: (name) => tables.add(name),
  }
  const value = provenance(found).read(parsed.ast, base, scope)
  const facts = { paths: [...paths], functions: [...functions], variables: [...variables], tables: [...tables] }
  return { facts: value.constant ? { ...facts, constant: value.constant } : facts, value }
}

function pathText(place: Place): string {
  const [first, ...rest] = place
  const name = first?.startsWith('$') === true ? first : undefined
  const names = name ? rest : place
  const text = names.map((part) => (part === '*' || part === '**' ? part : formatTarget([part]))).join('.')
  return name ? (text === '' ? name : `${name}.${text}`) : text === '' ? '$' : text
}
