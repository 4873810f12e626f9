// The fields that mapping rows give a record, as far as the rows tell: what lies below a rule's value is the rule's own affair.
import { formatTarget, parseTarget } from '../mapping/target.ts'
import type { MappingRow } from './document.ts'

/** Paths of all fields; those of an `each` row's items behind its own: `lines`, `lines.amount`. */
export function givenTargets(rows: readonly MappingRow[], above: readonly string[] = []): string[] {
  return rows.flatMap(({ target, rule }) => {
    const names = [...above, ...namesOf(target)]
    return [formatTarget(names), ...(rule.kind === 'each' ? givenTargets(rule.rows, names) : [])]
  })
}

/** Whether a record of these rows can have the field; `*` and what lies below a value are not judged. */
export function isGiven(rows: readonly MappingRow[], field: string): boolean {
  const parsed = parseTarget(field)
  return !parsed.ok || gives(rows, parsed.names)
}

function gives(rows: readonly MappingRow[], names: readonly string[]): boolean {
  return rows.some(({ target, rule }) => {
    const mine = namesOf(target)
    if (!mine.every((name, i) => i >= names.length || names[i] === name)) return false
    const below = names.slice(mine.length)
    return below.length === 0 || rule.kind !== 'each' || gives(rule.rows, below)
  })
}

function namesOf(target: string): readonly string[] {
  const parsed = parseTarget(target)
  return parsed.ok ? parsed.names : []
}
