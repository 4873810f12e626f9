// When a person is told, in which language, and by which clock.
import { Button, Group, Radio, SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Language } from '#shared/language.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { saveNotifications, sendTestMail } from '#designer/api/commands.ts'
import { notificationsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { LANGUAGES } from '#designer/i18n/language.ts'
import { useSession } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'
import classes from './notifications.module.css'

type Frame = Pick<NotificationSettings, 'language' | 'timeZone'>

interface Values extends Frame {
  readonly atOnce: NotificationSettings['atOnce']
  readonly hasDigest: boolean
  readonly time: string
  readonly days: 'every-day' | 'working-days'
}

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

const valuesOf = ({ atOnce, digest, language, timeZone }: NotificationSettings): Values => ({
  atOnce,
  hasDigest: digest !== undefined,
  time: digest?.time ?? '07:30',
  days: digest?.days ?? 'working-days',
  language,
  timeZone,
})
const settingsOf = ({ atOnce, hasDigest, time, days, language, timeZone }: Values): NotificationSettings => ({
  atOnce,
  ...(hasDigest && { digest: { time, days } }),
  language,
  timeZone,
})

export interface NotificationFormProps {
  readonly settings: NotificationSettings
  readonly canSend: boolean
  readonly sentAt: string | undefined
  /** Language and zone as they are chosen, before they are saved. */
  readonly onFrame: (frame: Frame) => void
}

export function NotificationForm({ settings, canSend, sentAt, onFrame }: NotificationFormProps) {
  const { user } = useSession()
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validate: { time: (time, { hasDigest }) => (hasDigest && !CLOCK.test(time) ? t('Enter a time such as 07:30.') : null) },
    onValuesChange: ({ language, timeZone }) => onFrame({ language, timeZone }),
  })
  const { language, timeZone, hasDigest } = form.getValues()
  const save = useMutation({
    mutationFn: (values: Values) => saveNotifications(settingsOf(values)),
    onSuccess: (state) => {
      notifyDone(t('Saved. It holds from now on.'))
      queryClient.setQueryData(notificationsQuery().queryKey, state)
      if (state.settings) form.setInitialValues(valuesOf(state.settings))
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
          <Radio.Group
            label={t('At once')}
            description={t('One mail in a quarter of an hour at most, with all that is new since the last one.')}
            {...form.getInputProps('atOnce')}
          >
            <Stack gap={8} mt={10}>
              <Radio value="everything" label={t('Records that wait for a person, and connections in trouble')} />
              <Radio value="connections" label={t('Connections in trouble only')} />
              <Radio value="off" label={t('Nothing')} />
            </Stack>
          </Radio.Group>
          <div>
            <Switch
              label={t('A summary once a day')}
              description={t('What waits with each client, approvals, missing table values and yesterday’s runs; also when nothing waits.')}
              {...form.getInputProps('hasDigest', { type: 'checkbox' })}
            />
            {hasDigest && (
              <Group gap="md" mt={12} align="flex-end" className={classes.indented ?? ''}>
                <TextInput type="time" label={t('At what time')} w={120} {...form.getInputProps('time')} />
                <SegmentedControl
                  aria-label={t('On which days')}
                  data={[
                    { value: 'working-days', label: t('Monday to Friday') },
                    { value: 'every-day', label: t('Every day') },
                  ]}
                  {...form.getInputProps('days')}
                />
              </Group>
            )}
          </div>
          <Group gap="md" grow>
            <Select label={t('Time zone')} searchable allowDeselect={false} data={ZONES} {...form.getInputProps('timeZone')} />
            <Select
              label={t('Language of the mails')}
              allowDeselect={false}
              data={LANGUAGES.map(({ id, name }) => ({ value: id satisfies Language, label: name }))}
              {...form.getInputProps('language')}
            />
          </Group>
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
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('Save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
