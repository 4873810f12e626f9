// What somebody, or a channel, is told: of which clients, when, in which language and by which clock.
import { Group, MultiSelect, Radio, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import type { Language } from '#shared/language.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { t } from '#designer/i18n/index.ts'
import { LANGUAGES } from '#designer/i18n/language.ts'
import { useSession } from '#designer/state/session.ts'
import classes from './notifications.module.css'

export interface Wishes extends Pick<NotificationSettings, 'atOnce' | 'language' | 'timeZone'> {
  readonly hasDigest: boolean
  readonly time: string
  readonly days: 'every-day' | 'working-days'
  /** Empty: all clients. */
  readonly clientIds: string[]
}

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

interface Named {
  readonly id: string
}

/** Of clients that are gone, nothing is offered. */
export const wishesOf = (settings: NotificationSettings, clients: readonly Named[]): Wishes => ({
  atOnce: settings.atOnce,
  hasDigest: settings.digest !== undefined,
  time: settings.digest?.time ?? '07:30',
  days: settings.digest?.days ?? 'working-days',
  language: settings.language,
  timeZone: settings.timeZone,
  clientIds: (settings.clientIds ?? []).filter((id) => clients.some((client) => client.id === id)),
})

export const settingsOf = ({ atOnce, hasDigest, time, days, language, timeZone, clientIds }: Wishes): NotificationSettings => ({
  atOnce,
  ...(hasDigest && { digest: { time, days } }),
  language,
  timeZone,
  ...(clientIds.length > 0 && { clientIds }),
})

/** All clients that were chosen are gone: nothing is told, which is not what an empty choice means. */
export const isLost = (settings: NotificationSettings, clients: readonly Named[]): boolean =>
  settings.clientIds !== undefined && !settings.clientIds.some((id) => clients.some((client) => client.id === id))

export const timeProblem = (time: string, { hasDigest }: Wishes) =>
  hasDigest && !CLOCK.test(time) ? t('Enter a time such as 07:30.') : null

export interface WishFieldsProps {
  readonly hasDigest: boolean
  readonly props: (field: keyof Wishes, options?: { readonly type: 'checkbox' }) => GetInputPropsReturnType
  readonly languageLabel: string
  /** How often at most, in words. */
  readonly pace: string
  readonly lost: boolean
}

export function WishFields({ hasDigest, props, languageLabel, pace, lost }: WishFieldsProps) {
  const { clients } = useSession()
  return (
    <>
      {(clients.length > 1 || lost) && (
        <MultiSelect
          label={t('Clients')}
          description={
            lost
              ? t('The clients that were chosen are no longer there: nothing is told until you save this again.')
              : t('Leave it empty for all clients, also those that come later.')
          }
          data={clients.map((client) => ({ value: client.id, label: client.name }))}
          searchable
          {...props('clientIds')}
        />
      )}
      <Radio.Group label={t('At once')} description={pace} {...props('atOnce')}>
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
          {...props('hasDigest', { type: 'checkbox' })}
        />
        {hasDigest && (
          <Group gap="md" mt={12} align="flex-end" className={classes.indented ?? ''}>
            <TextInput type="time" label={t('At what time')} w={120} {...props('time')} />
            <SegmentedControl
              aria-label={t('On which days')}
              data={[
                { value: 'working-days', label: t('Monday to Friday') },
                { value: 'every-day', label: t('Every day') },
              ]}
              {...props('days')}
            />
          </Group>
        )}
      </div>
      <Group gap="md" grow>
        <Select label={t('Time zone')} searchable allowDeselect={false} data={ZONES} {...props('timeZone')} />
        <Select
          label={languageLabel}
          allowDeselect={false}
          data={LANGUAGES.map(({ id, name }) => ({ value: id satisfies Language, label: name }))}
          {...props('language')}
        />
      </Group>
    </>
  )
}
