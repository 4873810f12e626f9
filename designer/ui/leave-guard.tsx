// Asks before unsaved changes are left behind, within the app and when the tab is closed.
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { t } from '#designer/i18n/index.ts'

export function LeaveGuard({ changed }: { readonly changed: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => changed, enableBeforeUnload: changed, withResolver: true })
  const stay = () => blocker.reset?.()
  return (
    <Modal opened={blocker.status === 'blocked'} onClose={stay} title={t('Leave without saving?')}>
      <Text fz="sm" c="dimmed">
        {t('Your changes on this page are not saved yet.')}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('Leave without saving')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {t('Stay')}
        </Button>
      </Group>
    </Modal>
  )
}
