// What the signed-in person is told by mail.
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { saveNotifications, sendTestMail } from '#designer/api/commands.ts'
import { notificationsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { isLost, settingsOf, timeProblem, WishFields, wishesOf, type Wishes } from './wish-fields.tsx'

export type Look = Pick<NotificationSettings, 'language' | 'timeZone' | 'clientIds'>

export interface NotificationFormProps {
  readonly settings: NotificationSettings
  readonly canSend: boolean
  readonly sentAt: string | undefined
  /** Language, zone and clients as they are chosen, before they are saved. */
  readonly onLook: (look: Look) => void
}

export function NotificationForm({ settings, canSend, sentAt, onLook }: NotificationFormProps) {
  const { user, clients } = useSession()
  const form = useForm<Wishes>({
    initialValues: wishesOf(settings, clients),
    validate: { time: timeProblem },
    onValuesChange: (values) => {
      const { language, timeZone, clientIds } = settingsOf(values)
      onLook({ language, timeZone, ...(clientIds && { clientIds }) })
    },
  })
  const { language, timeZone, hasDigest } = form.getValues()
  const lost = isLost(settings, clients)
  const save = useMutation({
    mutationFn: (values: Wishes) => saveNotifications(settingsOf(values)),
    onSuccess: (state) => {
      notifyDone(t('Saved. It holds from now on.'))
      queryClient.setQueryData(notificationsQuery().queryKey, state)
      if (state.settings) form.setInitialValues(wishesOf(state.settings, clients))
      form.resetDirty()
    },
  })
  const test = useMutation({
    mutationFn: () => sendTestMail({ language, timeZone }),
    onSuccess: () => notifyDone(t('A test mail is on its way to {{email}}.', { email: user.email })),
  })
  return (
    <Card>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="lg">
          <WishFields
            hasDigest={hasDigest}
            props={form.getInputProps}
            languageLabel={t('Language of the mails')}
            pace={t('One mail in a quarter of an hour at most, with all that is new since the last one.')}
            lost={lost}
          />
          <FormProblem error={save.error ?? test.error} />
          <Group justify="space-between">
            <Text fz="xs" c="dimmed">
              {sentAt === undefined ? (
                t('No mail was sent to you yet.')
              ) : (
                <>
                  {t('Last mail')}: <Ago at={sentAt} />
                </>
              )}
            </Text>
            <Group gap="xs">
              <Button variant="default" disabled={!canSend} loading={test.isPending} onClick={() => test.mutate()}>
                {t('Send a test mail')}
              </Button>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty() && !lost}>
                {t('Save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
