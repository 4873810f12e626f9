// Expressions that use mapping parts, made whole: what the parts say is written in front of them as functions, so that one text runs, in the sandbox, and
// nothing is looked up while it does. HOW-IT-WORKS.md tells what it looks like.
import type { BalanceContract } from '../../flow/nodes/balance.ts'
import type { MappingRow } from '../../flow/mapping-row.ts'
import { everyRow, expressionsOfRule } from '../check-rows.ts'
import { compileRows, type CompiledRows } from '../rows.ts'
import type { PartBody } from './part-body.ts'
import { partCallsIn } from './part-calls.ts'

/** What parts say, by their names. */
export type PartBodies = Readonly<Record<string, { readonly body: PartBody }>>

/** The expressions of a part. */
export function expressionsOfPart(body: PartBody): readonly string[] {
  return body.kind === 'value' ? [body.expression] : expressionsOfRows(body.rows)
}

/** The expressions of rows, and of the balances beside them. */
export function expressionsOfRows(rows: readonly MappingRow[], balance: readonly BalanceContract[] = []): readonly string[] {
  return [
    ...[...everyRow(rows)].flatMap(({ row }) => expressionsOfRule(row.rule).map(({ source }) => source)),
    ...balance.flatMap(({ left, right }) => [...left, ...right].map(({ amount }) => amount)),
  ]
}

/** The names of the parts that these expressions use, and of those that these parts use. Names that are no part are among them. */
export function partsNeeded(sources: readonly string[], parts: PartBodies): ReadonlySet<string> {
  const needed = new Set<string>()
  const visit = (list: readonly string[]) => {
    for (const source of list) {
      for (const name of partCallsIn(source).names) {
        if (needed.has(name)) continue
        needed.add(name)
        const part = Object.hasOwn(parts, name) ? parts[name] : undefined
        if (part) visit(expressionsOfPart(part.body))
      }
    }
  }
  visit(sources)
  return needed
}

/** The expression with its parts in front; itself where it uses none. A part that is not there is an error when it is asked for. */
export function withParts(expression: string, parts: PartBodies): string {
  const before = preludeFor([expression], parts)
  return before === '' ? expression : `${before}${expression})`
}

/** As `withParts`, and an error's position still leads to its row. */
export function rowsWithParts(compiled: CompiledRows, parts: PartBodies): CompiledRows {
  const before = preludeFor([compiled.expression], parts)
  if (before === '') return compiled
  const shift = before.length
  return {
    expression: `${before}${compiled.expression})`,
    spans: compiled.spans.map((span) => ({
      ...span,
      start: span.start + shift,
      sourceStart: span.sourceStart + shift,
      end: span.end + shift,
    })),
  }
}

/**
 * Nothing for a missing value and for null; for a list a list, item by item; a record of which no field has a value is left out, as a group of rows is.
 * Each part is a function of its own, so that it sees nothing of the expression that uses it.
 */
function preludeFor(sources: readonly string[], parts: PartBodies): string {
  const names = [...partsNeeded(sources, parts)].toSorted()
  if (names.length === 0) return ''
  const known = names.flatMap((name) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    return part ? [{ name, body: part.body }] : []
  })
  const functions = known.map(({ body }, i) => `$part_${i} := function($it) { $it.(${textOf(body)}) }; `)
  const branches = known.map(({ name, body }, i) => {
    const one = body.kind === 'record' ? `($made := $part_${i}($it); $made ? $made)` : `$part_${i}($it)`
    return `$name = ${JSON.stringify(name)} ? ($type($it) = "array" ? [$part_${i}($it)] : ${one}) : `
  })
  const dispatch = `${branches.join('')}$error("There is no mapping part \\"" & $name & "\\".")`
  return `($part := function($name, $it) { $it != null ? (${dispatch}) }; ${functions.join('')}`
}

const textOf = (body: PartBody): string => (body.kind === 'value' ? body.expression : compileRows(body.rows))
