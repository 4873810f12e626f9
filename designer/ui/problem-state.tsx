// What is shown instead of data that could not be had: what happened, what to do about it, and a button to try again.
import { Button, Code, Group, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { toProblemData } from '#designer/api/client.ts'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'
import classes from './states.module.css'

export interface ProblemStateProps {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly title?: string
  /** Inside a card or drawer instead of a page. */
  readonly compact?: boolean
  /** Where to go instead: what is not there does not come by trying again. */
  readonly elsewhere?: ReactNode
}

export function ProblemState({ error, onRetry, title, compact = false, elsewhere }: ProblemStateProps) {
  const problem = toProblemData(error)
  const isAbsent = problem.code === 'not-found'
  const repeated = problem.detail === problem.title
  return (
    <div className={compact ? classes.compact : classes.state} role="alert">
      <span className={classes.badIcon}>
        <Icon name={isAbsent ? 'search' : 'triangle-alert'} size={20} />
      </span>
      <Text fw={600} fz="md">
        {title ?? problem.title}
      </Text>
      {(!repeated || title) && (
        <Text c="dimmed" fz="sm" maw={460}>
          {problem.detail}
        </Text>
      )}
      <Text c="dimmed" fz="sm" maw={460}>
        {problem.fix}
      </Text>
      {problem.issues && problem.issues.length > 0 && (
        <List fz="sm" ta="start" maw={460}>
          {problem.issues.slice(0, 5).map((issue, i) => (
            <List.Item key={i}>{issue.message}</List.Item>
          ))}
        </List>
      )}
      {isAbsent && elsewhere ? (
        <Group mt="xs" justify="center">
          {elsewhere}
        </Group>
      ) : null}
      {onRetry && !(isAbsent && elsewhere) && (
        <Group mt="xs" justify="center">
          <Button variant="default" leftSection={<Icon name="refresh-cw" size={14} />} onClick={onRetry}>
            {t('Try again')}
          </Button>
        </Group>
      )}
      <SupportLine ta="center" mt={4} />
      {problem.requestId && (
        <Text c="dimmed" fz="xs" mt={4}>
          {t('Request')} <Code fz="xs">{problem.requestId}</Code>
        </Text>
      )}
    </div>
  )
}
