// What changed in the sums of a mapping that must agree.
import type { FlowChange } from '../api/contract.ts'
import { quote, shorten } from './diff-words.ts'
import type { BalanceContract, BalanceTerm } from './nodes/balance.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function balanceChanges(
  nodeId: string,
  old: readonly BalanceContract[] = [],
  now: readonly BalanceContract[] = [],
  name: string,
): FlowChange[] {
  const path = pointer('nodes', nodeId, 'config', 'balance')
  const change = (kind: FlowChange['kind'], at: string, sentence: string, before: unknown, after: unknown): FlowChange => ({
    kind,
    subject: 'node',
    nodeId,
    path: path + at,
    sentence: `Step ${name}: ${sentence}`,
    before,
    after,
  })
  const removed = old.flatMap((one, i) =>
    now.some(({ label }) => label === one.label)
      ? []
      : [change('removed', pointer(i), `the balance ${quote(one.label)} is no longer checked`, one, undefined)],
  )
  const others = now.flatMap((one, i) => {
    const before = old.find(({ label }) => label === one.label)
    if (!before) return [change('added', pointer(i), `the balance ${quote(one.label)} is checked: ${balanceWords(one)}`, undefined, one)]
    if (isSame(before, one)) return []
    return [change('changed', pointer(i), `the balance ${quote(one.label)} is now ${balanceWords(one)}`, before, one)]
  })
  const changes = [...removed, ...others]
  return changes.length === 0 && !isSame(old, now) ? [change('moved', '', 'the order of the balances changed', old, now)] : changes
}

/** "Lines + Tax - Discounts = Total, within 0.05, the rest to rounding". */
export function balanceWords({ left, right, tolerance, currency, residual }: BalanceContract): string {
  const within =
    tolerance === undefined || Number(tolerance) === 0 ? '' : `, within ${tolerance}${currency === undefined ? '' : ` ${currency}`}`
  return `${side(left)} = ${side(right)}${within}${residual === undefined ? '' : `, the rest to ${residual}`}`
}

const side = (terms: readonly BalanceTerm[]) =>
  terms.map(({ label, amount, subtract }, i) => `${subtract ? '- ' : i > 0 ? '+ ' : ''}${label} (${shorten(amount, 40)})`).join(' ')
