// The result of a balance on one sample: in a sentence, and amount by amount.
import { sayError } from '#designer/i18n/problems.ts'
import { t } from '#designer/i18n/index.ts'
import type { BalanceResult } from '#shared/api/contract.ts'
import classes from './balance.module.css'

export const resultIcon = ({ state }: BalanceResult) =>
  state === 'balanced' ? 'check' : state === 'residual' ? 'triangle-alert' : 'circle-alert'

export function resultText(result: BalanceResult): string {
  if (result.state === 'failed') return sayError(result.error).message
  const unit = result.currency === undefined ? '' : `${result.currency} `
  if (result.state === 'balanced') return t('both sides are {{sum}}', { sum: unit + result.left })
  const { left, right, difference } = result
  return t('{{left}} and {{right}}: {{difference}} apart', { left: unit + left, right: unit + right, difference })
}

export function BalanceTerms({ result }: { readonly result: Exclude<BalanceResult, { state: 'failed' }> }) {
  return (
    <table className={classes.terms}>
      <tbody>
        {(['left', 'right'] as const).flatMap((side) =>
          result.terms
            .filter((term) => term.side === side)
            .map((term, index) => (
              <tr key={`${side}${index}`} data-first={side === 'right' && index === 0 ? true : undefined}>
                <td>{term.subtract ? `− ${term.label}` : term.label}</td>
                <td>{term.amount}</td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  )
}
