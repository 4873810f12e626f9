// Test or live, always in the same colour and with its word.
import type { Environment } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'
import classes from './environment-badge.module.css'

export interface EnvironmentBadgeProps {
  readonly environment: Environment
  /** Shown after the word: `Live v3`. */
  readonly version?: number
}

export const environmentLabel = (environment: Environment) => (environment === 'live' ? t('Live') : t('environment-test'))

/** Within a sentence: `Deploy to live`. */
export const environmentWord = (environment: Environment) => t(environment)

export function EnvironmentBadge({ environment, version }: EnvironmentBadgeProps) {
  return (
    <span className={classes.badge} data-environment={environment}>
      <span className={classes.dot} aria-hidden />
      {environmentLabel(environment)}
      {version !== undefined && <span className={classes.version}>v{version}</span>}
    </span>
  )
}
