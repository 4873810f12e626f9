// Who is signed in, changing the password, and signing out.
import { Menu, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { supportHref } from '#shared/model/branding.ts'
import { signOut } from '#designer/api/commands.ts'
import { reloadBrand, useBrand } from '#designer/brand/brand-state.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { chooseLanguage, chosenLanguage, LANGUAGES } from '#designer/i18n/language.ts'
import { useSession } from '#designer/state/session.ts'
import { useBeginTour } from '#designer/tour/use-tour.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { initialsOf } from '#designer/ui/initials.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { roleLabel } from '#designer/ui/role-label.ts'
import { PasswordDialog } from './password-dialog.tsx'
import classes from './top-bar.module.css'

export function UserMenu() {
  const { user, role } = useSession()
  const navigate = useNavigate()
  const beginTour = useBeginTour()
  const { support } = useBrand()
  const [changing, dialog] = useDisclosure(false)
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} })
      queryClient.clear()
      // Another partner's people may sign in here next.
      await reloadBrand()
    },
    onError: notifyProblem,
  })
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <button type="button" className={classes.user} aria-label={t('Your account: {{name}}', { name: user.name })}>
            {initialsOf(user.name)}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div style={{ padding: '8px 12px' }}>
            <Text fw={600} fz="sm">
              {user.name}
            </Text>
            <Text c="dimmed" fz="xs">
              {user.email}
            </Text>
            <Text c="dimmed" fz="xs" mt={2}>
              {roleLabel(role)}
            </Text>
          </div>
          <Menu.Divider />
          <Menu.Label>{t('Language')}</Menu.Label>
          {LANGUAGES.map(({ id, name }) => (
            <Menu.Item
              key={id}
              lang={id}
              leftSection={<Icon name="languages" size={14} />}
              rightSection={id === chosenLanguage() ? <Icon name="check" size={14} label={t('chosen')} /> : null}
              onClick={() => chooseLanguage(id)}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="compass" size={14} />} onClick={beginTour}>
            {t('Take the tour')}
          </Menu.Item>
          {support && (
            <Menu.Item
              component="a"
              href={supportHref(support.address)}
              {...(!supportHref(support.address).startsWith('mailto:') && { target: '_blank', rel: 'noreferrer' })}
              leftSection={<Icon name="life-buoy" size={14} />}
              title={support.text ?? support.address}
            >
              {t('Ask {{name}}', { name: support.name })}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="mail" size={14} />} onClick={() => void navigate({ to: '/settings/notifications' })}>
            {t('Notifications')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="key-round" size={14} />} onClick={dialog.open}>
            {t('Change password')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="log-out" size={14} />} onClick={() => leave.mutate()}>
            {t('Sign out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing ? <PasswordDialog onClose={dialog.close} /> : null}
    </>
  )
}
