// Both environments, or one of them. The choice is kept, so that the next page shows the same environment.
import { SegmentedControl } from '@mantine/core'
import type { Environment } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'
import classes from './environment-filter.module.css'
import { environmentLabel } from './environment-badge.tsx'

export interface EnvironmentFilterProps {
  readonly value: Environment | undefined
  readonly onChange: (environment: Environment | undefined) => void
  /** Offers "Both". Default true. */
  readonly both?: boolean
  readonly size?: 'xs' | 'sm'
}

export function EnvironmentFilter({ value, onChange, both = true, size = 'xs' }: EnvironmentFilterProps) {
  return (
    <SegmentedControl
      size={size}
      aria-label={t('Environment')}
      value={value ?? 'both'}
      onChange={(next) => onChange(next === 'both' ? undefined : (next as Environment))}
      classNames={{ label: classes.label }}
      data={[
        ...(both ? [{ value: 'both', label: t('Both') }] : []),
        { value: 'test', label: <Choice environment="test" /> },
        { value: 'live', label: <Choice environment="live" /> },
      ]}
    />
  )
}

function Choice({ environment }: { readonly environment: Environment }) {
  return (
    <span className={classes.choice} data-environment={environment}>
      <span className={classes.dot} aria-hidden />
      {environmentLabel(environment)}
    </span>
  )
}
