// Keys for programs: each with a role of its own, to be withdrawn at any time.
import { ActionIcon, Button, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ApiKeySummary } from '#shared/api/contract.ts'
import { deleteApiKey } from '#designer/api/commands.ts'
import { apiKeysQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { roleLabel } from '#designer/ui/role-label.ts'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { ToneBadge } from '#designer/ui/status-badge.tsx'
import { Ago, formatExact, useNow } from '#designer/ui/time.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

export function ApiKeysPage() {
  const keys = useQuery(apiKeysQuery())
  const [adding, dialog] = useDisclosure(false)
  const remove = useMutation({
    mutationFn: (key: ApiKeySummary) => deleteApiKey(key.id),
    onSuccess: (_, key) => {
      notifyDone(t('“{{name}}” no longer works.', { name: key.name }))
      return queryClient.invalidateQueries({ queryKey: apiKeysQuery().queryKey })
    },
    onError: notifyProblem,
  })
  const create = (
    <Button leftSection={<Icon name="plus" size={15} />} onClick={dialog.open}>
      {t('New API key')}
    </Button>
  )
  return (
    <Page
      title={t('API keys')}
      description={t('For programs that use Tillflow on your behalf. Give each its own, so that one can be withdrawn alone.')}
      actions={create}
    >
      <QueryView query={keys} skeleton={<TableSkeleton rows={3} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="key-round" bordered title={t('No API keys yet')} actions={create}>
              {t('A key lets a script or another system start runs, read results and manage flows, within its role.')}
            </EmptyState>
          ) : (
            <DataTable
              caption={t('API keys')}
              columns={[
                { id: 'name', label: t('Name') },
                { id: 'role', label: t('Role'), width: 160 },
                { id: 'used', label: t('Last used'), width: 150 },
                { id: 'ends', label: t('Valid until'), width: 200 },
                { id: 'actions', label: '', name: t('Withdraw'), width: 56 },
              ]}
            >
              {items.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>
                    <Text fz="sm" fw={550}>
                      {key.name}
                    </Text>
                    {key.start && (
                      <Text fz="xs" c="dimmed" className="tf-mono">
                        {key.start}…
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{roleLabel(key.role)}</Table.Td>
                  <Table.Td c="dimmed">{key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : t('Never')}</Table.Td>
                  <Table.Td c="dimmed">
                    <Validity expiresAt={key.expiresAt} />
                  </Table.Td>
                  <Table.Td>
                    <ActionIcon
                      aria-label={t('Withdraw {{name}}', { name: key.name })}
                      onClick={() =>
                        askFirst({
                          title: t('Withdraw “{{name}}”?', { name: key.name }),
                          text: t('Programs that use it are refused from now on. This cannot be taken back.'),
                          confirm: t('Withdraw key'),
                          onConfirm: () => remove.mutate(key),
                        })
                      }
                    >
                      <Icon name="trash-2" />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }
      </QueryView>
      <NewKeyDialog opened={adding} onClose={dialog.close} />
    </Page>
  )
}

function Validity({ expiresAt }: { readonly expiresAt?: string }) {
  const now = useNow(60_000)
  if (expiresAt === undefined) return <>{t('No end')}</>
  if (Date.parse(expiresAt) < now) return <ToneBadge tone="bad" label={t('Expired')} />
  return <>{formatExact(expiresAt)}</>
}
