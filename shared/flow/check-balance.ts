// Checks of balance contracts: their expressions, and that what is left over has a field of its own.
import type { Issue } from '../errors.ts'
import { checkExpression } from '../mapping/expression.ts'
import { formatTarget, parseTarget } from '../mapping/target.ts'
import type { MapNode } from './document.ts'
import { expressionsOfBalance } from './expressions.ts'
import { error, warning } from './say.ts'

export function checkBalance(node: MapNode, path: string, name: string): Issue[] {
  const contracts = node.config.balance ?? []
  const issues = expressionsOfBalance(node).flatMap(({ path: below, source }): Issue[] => {
    const issue = checkExpression(source)
    return issue ? [{ ...issue, path: path + below, message: `${name}: ${issue.message}` }] : []
  })
  const filled = node.config.rows.flatMap(({ target }) => namesOf(target) ?? [])
  const labels = new Set<string>()
  for (const [i, { label, residual, tolerance = '0' }] of contracts.entries()) {
    const at = `${path}/config/balance/${i}`
    if (labels.has(label)) {
      issues.push(error(`${at}/label`, 'balance-duplicate', `${name}: two balances are called "${label}".`, 'Give each a name of its own.'))
    }
    labels.add(label)
    if (residual === undefined) continue
    const target = namesOf(residual)
    if (target === undefined) {
      const fix = 'Write names separated by dots; put a name with other characters within backticks.'
      issues.push(error(`${at}/residual`, 'target-invalid', `${name}: "${residual}" is no target field.`, fix))
    } else if (filled.some((other) => other === target || `${other}.`.startsWith(`${target}.`) || `${target}.`.startsWith(`${other}.`))) {
      const fix = 'Name a field that only takes what is left over, or remove the row.'
      issues.push(
        error(`${at}/residual`, 'target-conflict', `${name}: a row fills ${residual} already, which is to take what is left over.`, fix),
      )
    }
    if (Number(tolerance) === 0) {
      const fix = 'Give the largest difference that may be written there, such as 0.05.'
      issues.push(
        warning(`${at}/tolerance`, 'balance-no-tolerance', `${name}: ${residual} never takes anything, for no difference is allowed.`, fix),
      )
    }
  }
  return issues
}

function namesOf(target: string): string | undefined {
  const parsed = parseTarget(target)
  return parsed.ok ? formatTarget(parsed.names) : undefined
}
