// Under the grid: whether the sums that must agree do, on each sample; the amounts on request, and the way to the editor.
import { Button, Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { BalanceResult, SamplesPreview } from '#shared/api/contract.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import type { MappingSample } from '../mapping-samples.ts'
import classes from './balance-strip.module.css'
import { BalanceTerms, resultIcon, resultText } from './result-words.tsx'

export interface BalanceStripProps {
  readonly contracts: readonly BalanceContract[]
  readonly samples: readonly MappingSample[]
  readonly answers: ReadonlyMap<string, SamplesPreview['cases'][number]>
  readonly readOnly: boolean
  /** Opens the editor, with the balance of this name. */
  readonly onOpen: (label?: string) => void
}

export function BalanceStrip({ contracts, samples, answers, readOnly, onOpen }: BalanceStripProps) {
  if (contracts.length === 0 && readOnly) return null
  return (
    <section className={classes.strip} aria-label={t('Sums that must agree')}>
      {contracts.length === 0 ? (
        <div className={classes.contract}>
          <Icon name="scale" size={14} />
          {t('No sums are checked.')}
          <Button size="compact-xs" variant="subtle" onClick={() => onOpen()}>
            {t('Say which must agree')}
          </Button>
        </div>
      ) : null}
      {contracts.map(({ label }, i) => (
        <div key={label} className={classes.contract}>
          <Icon name="scale" size={14} />
          <UnstyledButton
            className={classes.label ?? ''}
            title={t('Open the balance “{{name}}”', { name: label })}
            onClick={() => onOpen(label)}
          >
            {label}
          </UnstyledButton>
          {samples.map(({ id, name }) => {
            const result = answers.get(id)?.balances?.[i]
            return result ? <Sum key={id} sample={name} result={result} /> : null
          })}
        </div>
      ))}
    </section>
  )
}

function Sum({ sample, result }: { readonly sample: string; readonly result: BalanceResult }) {
  const [open, setOpen] = useState(false)
  const text = resultText(result)
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
          <Icon name={resultIcon(result)} size={12} />
          {sample}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.sentence}>{text}</p>
        {result.state === 'failed' ? null : <BalanceTerms result={result} />}
      </Popover.Dropdown>
    </Popover>
  )
}
