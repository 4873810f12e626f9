// What went wrong with a record, in words: what happened, what to do, the fields concerned.
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ErrorData } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { pointerKeys } from '#shared/flow/pointer.ts'
import { sentSchema } from '#shared/flow/shown-names.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError, sayIssue } from '#designer/i18n/problems.ts'
import { FieldPath } from './field-path.tsx'
import { Icon } from './icon.tsx'
import classes from './error-panel.module.css'
import { reasonOf } from './reason.ts'
import { unsaidIssues } from './unsaid-issues.ts'

export interface ErrorPanelProps {
  readonly error: ErrorData
  readonly actions?: ReactNode
  /** Where it went wrong, so that fields are called by their titles. */
  readonly at?: { readonly document: FlowDocument; readonly nodeId: string }
  /** A failure that is being tried again by itself. */
  readonly passing?: boolean
}

const MAX_ISSUES = 12

export function ErrorPanel({ error, actions, at, passing = false }: ErrorPanelProps) {
  const issues = unsaidIssues(error).map(sayIssue)
  const connectors = useQuery({ ...connectorsQuery(), enabled: at !== undefined }).data ?? []
  const schema = at && sentSchema(at.document, at.nodeId, { connectors })
  return (
    <div className={classes.panel} data-passing={passing || undefined} role="group" aria-label={t('What went wrong')}>
      <Icon name={error.disposition === 'uncertain' ? 'circle-help' : 'triangle-alert'} size={18} className={classes.icon} />
      <div className={classes.body}>
        <Text fw={600} fz="sm">
          {reasonOf(error, schema)}
        </Text>
        <Text fz="sm" mt={2}>
          {sayError(error).fix}
        </Text>
        {issues.length > 0 && (
          <ul className={classes.issues}>
            {issues.slice(0, MAX_ISSUES).map((issue, i) => (
              <li key={i}>
                {issue.path !== '' && (
                  <span className={classes.path}>
                    <FieldPath keys={pointerKeys(issue.path)} schema={schema} />
                  </span>
                )}
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
