// What went wrong with a record, in words: what happened, what to do, the fields concerned.
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorData } from '#shared/errors.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'
import classes from './error-panel.module.css'
import { unsaidIssues } from './unsaid-issues.ts'

export interface ErrorPanelProps {
  readonly error: ErrorData
  readonly actions?: ReactNode
  /** A failure that is being tried again by itself. */
  readonly passing?: boolean
}

const MAX_ISSUES = 12

export function ErrorPanel({ error, actions, passing = false }: ErrorPanelProps) {
  const issues = unsaidIssues(error)
  return (
    <div className={classes.panel} data-passing={passing || undefined} role="group" aria-label={t('What went wrong')}>
      <Icon name={error.disposition === 'uncertain' ? 'circle-help' : 'triangle-alert'} size={18} className={classes.icon} />
      <div className={classes.body}>
        <Text fw={600} fz="sm">
          {error.message}
        </Text>
        <Text fz="sm" mt={2}>
          {error.fix}
        </Text>
        {issues.length > 0 && (
          <ul className={classes.issues}>
            {issues.slice(0, MAX_ISSUES).map((issue, i) => (
              <li key={i}>
                {issue.path !== '' && <code className={classes.path}>{fieldOf(issue.path)}</code>}
                <span>
                  {issue.message} {issue.fix}
                </span>
              </li>
            ))}
            {issues.length > MAX_ISSUES && <li>{t('and {{count}} more', { count: issues.length - MAX_ISSUES })}</li>}
          </ul>
        )}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  )
}

/** `/order_line/0/product_id` as `order_line › 1 › product_id`. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
    .join(' › ')
}
