// Short messages in the corner. A failure says what happened and what to do; it stays until it is read.
import { notifications } from '@mantine/notifications'
import type { Issue } from '#shared/errors.ts'
import { toProblemData } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { sayIssue } from '#designer/i18n/problems.ts'
import { Icon } from './icon.tsx'

export function notifyDone(message: string): void {
  notifications.show({ message, icon: <Icon name="check" size={16} />, color: 'teal', radius: 'md', autoClose: 4_000 })
}

/** What was asked for is not there, and nobody is to blame. */
export function notifyAbsent(title: string, message: string): void {
  notifications.show({ title, message, icon: <Icon name="info" size={16} />, color: 'blue', radius: 'md', autoClose: 8_000 })
}

/** Steps that could not be checked in their systems, each with why; nothing where all were. */
export function notifyUnchecked(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  notifications.show({
    title: t('Not everything could be checked'),
    message: issues
      .map(sayIssue)
      .map(({ message, fix }) => [message, fix].filter(Boolean).join(' '))
      .join(' '),
    icon: <Icon name="triangle-alert" size={16} />,
    color: 'yellow',
    radius: 'md',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': t('Close') },
  })
}

export function notifyProblem(error: unknown): void {
  const problem = toProblemData(error)
  const first = problem.issues?.[0]?.message
  notifications.show({
    title: problem.detail,
    message: first && first !== problem.detail ? `${first} ${problem.fix}` : problem.fix,
    icon: <Icon name="triangle-alert" size={16} />,
    color: 'red',
    radius: 'md',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': t('Close') },
  })
}
