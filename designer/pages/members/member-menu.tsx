// What can be done with a member.
import { ActionIcon, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Member } from '#shared/api/contract.ts'
import { removeMember } from '#designer/api/commands.ts'
import { membersQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'

export interface MemberMenuProps {
  readonly member: Member
  readonly isSelf: boolean
  readonly onEdit: () => void
  readonly onPassword: () => void
}

export function MemberMenu({ member, isSelf, onEdit, onPassword }: MemberMenuProps) {
  const remove = useMutation({
    mutationFn: () => removeMember(member.userId),
    onSuccess: async () => {
      notifyDone(t('{{name}} is no member any more.', { name: member.name }))
      await queryClient.invalidateQueries({ queryKey: membersQuery().queryKey })
    },
    onError: notifyProblem,
  })
  const ask = () =>
    askFirst({
      title: t('Remove {{name}}?', { name: member.name }),
      text: t('They are signed out at once, and API keys they made stop working. What they did stays in the audit log.'),
      confirm: t('Remove member'),
      onConfirm: () => remove.mutate(),
    })
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={t('More for {{name}}', { name: member.name })}>
          <Icon name="ellipsis" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="pencil" size={14} />} onClick={onEdit}>
          {t('Role and clients')}
        </Menu.Item>
        {isSelf ? null : (
          <>
            <Menu.Item leftSection={<Icon name="key-round" size={14} />} onClick={onPassword}>
              {t('New password')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<Icon name="trash-2" size={14} />} onClick={ask}>
              {t('Remove member')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
