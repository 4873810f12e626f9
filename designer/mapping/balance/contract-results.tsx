// What a balance says on each sample, with its amounts, while it is edited.
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { BalanceResult, SamplesPreview } from '#shared/api/contract.ts'
import type { MappingSample } from '../mapping-samples.ts'
import classes from './balance.module.css'
import { BalanceTerms, resultIcon, resultText } from './result-words.tsx'

export interface ContractResultsProps {
  readonly samples: readonly MappingSample[]
  readonly answers: ReadonlyMap<string, SamplesPreview['cases'][number]>
  /** The balance's place among those of the document; undefined while it is not one of them. */
  readonly at: number | undefined
  /** The answers are those of the balance as it was before the last change. */
  readonly pending: boolean
}

export function ContractResults({ samples, answers, at, pending }: ContractResultsProps) {
  if (at === undefined) return <p className={classes.faint}>{t('Fill in the balance to see what it says on each sample.')}</p>
  if (samples.length === 0) return <p className={classes.faint}>{t('Choose or paste a sample to see whether its sums agree.')}</p>
  return (
    <ul className={classes.results} aria-busy={pending}>
      {samples.map(({ id, name }) => {
        const answer = answers.get(id)
        return <Sample key={id} name={name} result={answer?.balances?.[at]} isBuilt={answer?.output !== undefined} />
      })}
    </ul>
  )
}

function Sample({
  name,
  result,
  isBuilt,
}: {
  readonly name: string
  readonly result: BalanceResult | undefined
  readonly isBuilt: boolean
}) {
  if (!result)
    return (
      <li className={classes.result}>
        <span className={classes.resultName}>{name}</span>
        <span className={classes.faint}>{isBuilt ? t('not tried yet') : t('no record came out on this sample')}</span>
      </li>
    )
  return (
    <li className={classes.result} data-state={result.state}>
      <span className={classes.resultName}>
        <Icon name={resultIcon(result)} size={13} />
        {name}
      </span>
      <span className={classes.resultText}>{resultText(result)}</span>
      {result.state === 'failed' || result.state === 'balanced' ? null : <BalanceTerms result={result} />}
    </li>
  )
}
