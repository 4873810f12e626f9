// The end of a dialog with a form: cancel, and the verb that sends it.
import { Button, Group } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'

export interface DialogActionsProps {
  /** The verb on the button: `Create flow`. */
  readonly submit: string
  readonly pending: boolean
  /** There is nothing to send. */
  readonly disabled?: boolean
  readonly onCancel: () => void
}

export function DialogActions({ submit, pending, disabled = false, onCancel }: DialogActionsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        {t('Cancel')}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {submit}
      </Button>
    </Group>
  )
}
