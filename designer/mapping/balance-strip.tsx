// Under the grid: whether the sums that must agree do, on each sample; the amounts on request.
import { Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { BalanceResult, SamplesPreview } from '#shared/api/contract.ts'
import classes from './balance-strip.module.css'
import type { MappingSample } from './mapping-samples.ts'

export interface BalanceStripProps {
  readonly samples: readonly MappingSample[]
  readonly answers: ReadonlyMap<string, SamplesPreview['cases'][number]>
}

interface Seen {
  readonly sample: string
  readonly result: BalanceResult
}

export function BalanceStrip({ samples, answers }: BalanceStripProps) {
  const seen = samples.flatMap(({ id, name }): Seen[] => (answers.get(id)?.balances ?? []).map((result) => ({ sample: name, result })))
  if (seen.length === 0) return null
  return (
    <section className={classes.strip} aria-label={t('Sums that must agree')}>
      {[...Map.groupBy(seen, ({ result }) => result.label)].map(([label, results]) => (
        <div key={label} className={classes.contract}>
          <Icon name="scale" size={14} />
          <span className={classes.label}>{label}</span>
          {results.map((one) => (
            <Sum key={one.sample} seen={one} />
          ))}
        </div>
      ))}
    </section>
  )
}

function Sum({ seen: { sample, result } }: { readonly seen: Seen }) {
  const [open, setOpen] = useState(false)
  const text =
    result.state === 'failed'
      ? result.error.message
      : result.state === 'balanced'
        ? t('both sides are {{sum}}', { sum: result.left })
        : t('{{left}} and {{right}}: {{difference}} apart', { left: result.left, right: result.right, difference: result.difference })
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="top" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.sum ?? ''}
          data-state={result.state}
          aria-label={`${sample}: ${text}`}
          title={text}
          onClick={() => setOpen(!open)}
        >
          <Icon name={result.state === 'balanced' ? 'check' : result.state === 'residual' ? 'triangle-alert' : 'circle-alert'} size={12} />
          {sample}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.sentence}>{text}</p>
        {result.state === 'failed' ? null : (
          <table className={classes.terms}>
            <tbody>
              {(['left', 'right'] as const).flatMap((side) =>
                result.terms
                  .filter((term) => term.side === side)
                  .map((term, index) => (
                    <tr key={`${side}${term.label}`} data-first={side === 'right' && index === 0 ? true : undefined}>
                      <td>{term.subtract ? `− ${term.label}` : term.label}</td>
                      <td>{term.amount}</td>
                    </tr>
                  )),
              )}
            </tbody>
          </table>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
