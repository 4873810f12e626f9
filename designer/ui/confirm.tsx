// Asks before something that cannot be taken back, in the app's own dialog.
import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { t } from '#designer/i18n/index.ts'

export interface Question {
  readonly title: string
  readonly text: string
  /** The verb on the button: `Delete connection`. */
  readonly confirm: string
  readonly danger?: boolean
  readonly onConfirm: () => void
}

export function askFirst({ title, text, confirm, danger = true, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: (
      <Text fz="sm" c="dimmed">
        {text}
      </Text>
    ),
    labels: { confirm, cancel: t('Cancel') },
    confirmProps: danger ? { color: 'red' } : {},
    onConfirm,
  })
}
