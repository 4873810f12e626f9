// What changed in the sums of a mapping that must agree.
import { say, type Words } from '../sentence.ts'
import { shorten, type ToldChange } from './diff-words.ts'
import type { BalanceContract, BalanceTerm } from './nodes/balance.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function balanceChanges(
  nodeId: string,
  old: readonly BalanceContract[] = [],
  now: readonly BalanceContract[] = [],
  name: string,
): ToldChange[] {
  const path = pointer('nodes', nodeId, 'config', 'balance')
  const change = (kind: ToldChange['kind'], at: string, sentence: Words, before: unknown, after: unknown): ToldChange => ({
    kind,
    subject: 'node',
    nodeId,
    path: path + at,
    sentence: say`Step "${name}": ${sentence}`,
    before,
    after,
  })
  const removed = old.flatMap((one, i) =>
    now.some(({ label }) => label === one.label)
      ? []
      : [change('removed', pointer(i), say`the balance "${one.label}" is no longer checked`, one, undefined)],
  )
  const others = now.flatMap((one, i) => {
    const before = old.find(({ label }) => label === one.label)
    if (!before) return [change('added', pointer(i), say`the balance "${one.label}" is checked: ${balanceWords(one)}`, undefined, one)]
    if (isSame(before, one)) return []
    return [change('changed', pointer(i), say`the balance "${one.label}" is now ${balanceWords(one)}`, before, one)]
  })
  const changes = [...removed, ...others]
  return changes.length === 0 && !isSame(old, now) ? [change('moved', '', say`the order of the balances changed`, old, now)] : changes
}

/** "Lines + Tax - Discounts = Total, within 0.05, the rest to rounding". */
export function balanceWords({ left, right, tolerance, currency, residual }: BalanceContract): Words {
  const sums = `${side(left)} = ${side(right)}`
  const within =
    tolerance === undefined || Number(tolerance) === 0
      ? sums
      : say`${sums}, within ${currency === undefined ? tolerance : `${tolerance} ${currency}`}`
  return residual === undefined ? within : say`${within}, the rest to ${residual}`
}

const side = (terms: readonly BalanceTerm[]) =>
  terms.map(({ label, amount, subtract }, i) => `${subtract ? '- ' : i > 0 ? '+ ' : ''}${label} (${shorten(amount, 40)})`).join(' ')
