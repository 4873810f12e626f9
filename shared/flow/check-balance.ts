// Checks of balance contracts: their expressions, and that what is left over has a field of its own.
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { analyseExpression, checkExpression } from '../mapping/expression.ts'
import { isCurrency } from '../mapping/functions/currencies.ts'
import { formatTarget, parseTarget } from '../mapping/target.ts'
import type { MapNode } from './document.ts'
import { expressionsOfBalance } from './expressions.ts'
import { givenTargets, isGiven } from './given-fields.ts'
import { error, nearest, warning, within } from './say.ts'

export function checkBalance(node: MapNode, path: string, name: Words): Issue[] {
  const contracts = node.config.balance ?? []
  const issues = expressionsOfBalance(node).flatMap(({ path: below, source }): Issue[] => {
    const issue = checkExpression(source)
    return issue ? [within(issue, path + below, name)] : []
  })
  issues.push(...unknownFields(node, path, name))
  const filled = node.config.rows.flatMap(({ target }) => namesOf(target) ?? [])
  const labels = new Set<string>()
  for (const [i, { label, residual, tolerance = '0', currency }] of contracts.entries()) {
    const at = `${path}/config/balance/${i}`
    if (labels.has(label)) {
      issues.push(
        error(`${at}/label`, 'balance-duplicate', say`${name}: two balances are called "${label}".`, 'Give each a name of its own.'),
      )
    }
    labels.add(label)
    if (currency !== undefined && !isCurrency(currency)) {
      const fix = 'Give three letters such as EUR, or leave it out.'
      issues.push(error(`${at}/currency`, 'balance-currency', say`${name}: "${currency}" of the balance "${label}" is no currency.`, fix))
    }
    if (residual === undefined) continue
    const target = namesOf(residual)
    if (target === undefined) {
      const fix = 'Write names separated by dots; put a name with other characters within backticks.'
      issues.push(error(`${at}/residual`, 'target-invalid', say`${name}: "${residual}" is no target field.`, fix))
    } else if (filled.some((other) => other === target || `${other}.`.startsWith(`${target}.`) || `${target}.`.startsWith(`${other}.`))) {
      const fix = 'Name a field that only takes what is left over, or remove the row.'
      issues.push(
        error(`${at}/residual`, 'target-conflict', say`${name}: a row fills ${residual} already, which is to take what is left over.`, fix),
      )
    }
    if (Number(tolerance) === 0) {
      const fix = 'Give the largest difference that may be written there, such as 0.05.'
      issues.push(
        warning(
          `${at}/tolerance`,
          'balance-no-tolerance',
          say`${name}: ${residual} never takes anything, for no difference is allowed.`,
          fix,
        ),
      )
    }
  }
  return issues
}

/** Amounts of fields that the record never has: such a sum fails on every record. A mapping without rows is only begun. */
function unknownFields(node: MapNode, path: string, name: Words): Issue[] {
  const { rows, balance = [] } = node.config
  if (rows.length === 0) return []
  return expressionsOfBalance(node).flatMap(({ path: below, source }): Issue[] => {
    const i = Number(below.split('/')[3])
    // What an earlier balance left over stands in the record already.
    const residuals = balance.slice(0, i).flatMap(({ residual }) => residual ?? [])
    return analyseExpression(source).paths.flatMap((field): Issue[] => {
      if (field.startsWith('$') || isGiven(rows, field) || residuals.includes(field)) return []
      const meant = nearest(field, [...givenTargets(rows), ...residuals])
      return [
        error(
          path + below,
          'balance-field-unknown',
          say`${name}: the balance "${balance[i]?.label ?? ''}" reads ${field}, which no row fills.`,
          meant === undefined
            ? say`Pick a field that the mapping fills, or map ${field} first.`
            : say`Did you mean ${meant}? Pick a field that the mapping fills, or map ${field} first.`,
        ),
      ]
    })
  })
}

function namesOf(target: string): string | undefined {
  const parsed = parseTarget(target)
  return parsed.ok ? formatTarget(parsed.names) : undefined
}
