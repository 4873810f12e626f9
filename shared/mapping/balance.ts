// A mapping with balance contracts as one expression: the rows build the record, then each contract looks at it and lets it pass, or not.
import type { BalanceContract, BalanceTerm } from '../flow/nodes/balance.ts'
import type { MappingRow } from '../flow/document.ts'
import type { BalanceSpec } from './functions/balance.ts'
import { compileRowsWithSpans, type CompiledRows } from './rows.ts'
import { parseTarget } from './target.ts'

/** As compileRowsWithSpans, with what the contracts ask for behind it. */
export function compileMapping(rows: readonly MappingRow[], contracts: readonly BalanceContract[] = []): CompiledRows {
  const compiled = compileRowsWithSpans(rows)
  if (contracts.length === 0) return compiled
  const before = '($source := $; $_result := '
  const checks = contracts.map((contract) => {
    const amounts = termsOf(contract).map(({ amount }) => `, $_result.(${amount})`)
    return `; $_result := $_balance($_result, ${specText(contract)}${amounts.join('')})`
  })
  const shift = before.length
  return {
    expression: `${before}${compiled.expression}${checks.join('')}; $_result)`,
    spans: compiled.spans.map((span) => ({
      ...span,
      start: span.start + shift,
      sourceStart: span.sourceStart + shift,
      end: span.end + shift,
    })),
  }
}

/** What one contract says of a record that was built already: a `BalanceReport`. `$` is the record, `$source` a binding. */
export function balanceProgram(contract: BalanceContract): string {
  return `$_balanceReport(${specText(contract)}${termsOf(contract)
    .map(({ amount }) => `, (${amount})`)
    .join('')})`
}

const termsOf = ({ left, right }: BalanceContract): readonly BalanceTerm[] => [...left, ...right]

/** JSON as a JSONata text: both languages write texts alike. */
function specText(contract: BalanceContract): string {
  return JSON.stringify(JSON.stringify(balanceSpec(contract)))
}

function balanceSpec({ label, left, right, tolerance, currency, residual }: BalanceContract): BalanceSpec {
  const target = residual === undefined ? undefined : parseTarget(residual)
  const side = (terms: readonly BalanceTerm[], name: 'left' | 'right') =>
    terms.map((term) => ({ label: term.label, side: name, ...(term.subtract && { subtract: true }) }))
  return {
    label,
    terms: [...side(left, 'left'), ...side(right, 'right')],
    tolerance: tolerance ?? '0',
    ...(currency !== undefined && { currency }),
    ...(target?.ok && { residual: target.names }),
  }
}
