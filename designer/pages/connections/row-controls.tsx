// Test, edit, delete one connection.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Connection } from '#shared/model/connections.ts'
import { deleteConnection, testConnection } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { RowActions } from '#designer/ui/data-table.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'

export interface RowControlsProps {
  readonly client: string
  readonly connection: Connection
  readonly onOpen: (id: string) => void
}

export function RowControls({ client, connection, onOpen }: RowControlsProps) {
  const mayConnect = useMay('connect')
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['client', client] })
  const test = useMutation({
    mutationFn: () => testConnection(client, connection.id),
    // A failing test is told in the row itself, beside its connection.
    onSuccess: (result) => {
      if (result.ok) notifyDone(`${connection.name}: ${result.message}`)
      return refresh()
    },
    onError: notifyProblem,
  })
  const remove = useMutation({
    mutationFn: () => deleteConnection(client, connection.id),
    onSuccess: () => {
      notifyDone(t('“{{name}}” was deleted.', { name: connection.name }))
      return refresh()
    },
    onError: notifyProblem,
  })
  if (!mayConnect) return null
  return (
    <RowActions>
      <Button
        size="compact-xs"
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate()}
        aria-label={t('Test {{name}}', { name: connection.name })}
      >
        {t('Test')}
      </Button>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon aria-label={t('More for {{name}}', { name: connection.name })}>
            <Icon name="ellipsis" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="pencil" size={14} />} onClick={() => onOpen(connection.id)}>
            {t('Edit')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<Icon name="trash-2" size={14} />}
            onClick={() =>
              askFirst({
                title: t('Delete “{{name}}”?', { name: connection.name }),
                text: t('Flows that use it stop at their next call until they get another one. Its secrets are erased.'),
                confirm: t('Delete connection'),
                onConfirm: () => remove.mutate(),
              })
            }
          >
            {t('Delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </RowActions>
  )
}
