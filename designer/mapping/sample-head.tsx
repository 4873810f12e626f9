// The header of a sample's column: its name, how many of its cells fail, and which one is looked at.
import { UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './grid.module.css'
import type { MappingSample } from './mapping-samples.ts'

export interface SampleHeadProps {
  readonly sample: MappingSample
  readonly bad: number
  readonly active: boolean
  readonly onChoose: (id: string) => void
}

export const SampleHead = memo(function SampleHead({ sample, bad, active, onChoose }: SampleHeadProps) {
  const state = sample.unreached
    ? t('It does not come as far as this step.')
    : bad > 0
      ? t('cells-fail', { count: bad })
      : t('Nothing fails')
  return (
    <span role="columnheader" className={classes.sampleHead} data-active={active || undefined}>
      <UnstyledButton
        className={classes.sampleButton ?? ''}
        aria-pressed={active}
        title={`${sample.name} · ${state}`}
        onClick={() => onChoose(sample.id)}
      >
        <span className={classes.sampleName}>{sample.name}</span>
        {sample.unreached ? (
          <Icon name="circle-slash" size={12} />
        ) : bad > 0 ? (
          <span className={classes.sampleBad}>{bad}</span>
        ) : (
          <Icon name="check" size={12} />
        )}
      </UnstyledButton>
    </span>
  )
})
