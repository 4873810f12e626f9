// Who works for this partner, and what each may do.
import { Button, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member } from '#shared/api/contract.ts'
import { membersQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { DataTable } from '#designer/ui/data-table.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { roleDescription, roleLabel } from '#designer/ui/role-label.ts'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { ToneBadge } from '#designer/ui/status-badge.tsx'
import { EditMemberDialog } from './edit-member-dialog.tsx'
import { MemberMenu } from './member-menu.tsx'
import { MemberPasswordDialog } from './member-password-dialog.tsx'
import { NewMemberDialog } from './new-member-dialog.tsx'

export function MembersPage() {
  const { clients, user } = useSession()
  const members = useQuery(membersQuery())
  const [adding, dialog] = useDisclosure(false)
  const [open, setOpen] = useState<{ readonly dialog: 'edit' | 'password'; readonly member: Member }>()
  const names = new Map(clients.map((client) => [client.id, client.name]))
  return (
    <Page
      title={t('Members')}
      description={t('A member sees only the clients given to them, and does only what their role allows.')}
      actions={
        <Button leftSection={<Icon name="user-plus" size={15} />} onClick={dialog.open}>
          {t('New member')}
        </Button>
      }
    >
      <QueryView query={members} skeleton={<TableSkeleton rows={4} />}>
        {(items) => (
          <DataTable
            caption={t('Members')}
            columns={[
              { id: 'name', label: t('Name') },
              { id: 'role', label: t('Role'), width: '40%' },
              { id: 'clients', label: t('Clients'), width: '26%' },
              { id: 'actions', label: '', name: t('More'), width: 52 },
            ]}
          >
            {items.map((member) => (
              <Table.Tr key={member.userId}>
                <Table.Td>
                  <Text fz="sm" fw={550}>
                    {member.name} {member.userId === user.id && <ToneBadge tone="neutral" label={t('You')} />}
                  </Text>
                  <Text fz="xs" c="dimmed">
                    {member.email}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text fz="sm">{roleLabel(member.role)}</Text>
                  <Text fz="xs" c="dimmed">
                    {roleDescription(member.role)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {member.clientIds === null ? t('All clients') : member.clientIds.map((id) => names.get(id) ?? id).join(', ')}
                </Table.Td>
                <Table.Td>
                  <MemberMenu
                    member={member}
                    isSelf={member.userId === user.id}
                    onEdit={() => setOpen({ dialog: 'edit', member })}
                    onPassword={() => setOpen({ dialog: 'password', member })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        )}
      </QueryView>
      <NewMemberDialog opened={adding} onClose={dialog.close} />
      {open?.dialog === 'edit' ? <EditMemberDialog member={open.member} onClose={() => setOpen(undefined)} /> : null}
      {open?.dialog === 'password' ? <MemberPasswordDialog member={open.member} onClose={() => setOpen(undefined)} /> : null}
    </Page>
  )
}
