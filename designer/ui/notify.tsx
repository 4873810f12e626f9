// Short messages in the corner. A failure says what happened and what to do; it stays until it is read.
import { notifications } from '@mantine/notifications'
import { toProblemData } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'

export function notifyDone(message: string): void {
  notifications.show({ message, icon: <Icon name="check" size={16} />, color: 'teal', radius: 'md', autoClose: 4_000 })
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
