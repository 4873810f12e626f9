// When a schedule runs, and what happens when it could not: the next times are shown as the flow's zone has them.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { locale } from '#designer/i18n/language.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import { clockChanges } from './clock-changes.ts'
import { cronWords, nextTimes } from './cron-words.ts'
import classes from './inspector.module.css'

type Schedule = Extract<TriggerNode['config'], { type: 'schedule' }>

const ZONES = Intl.supportedValuesOf('timeZone')
const CATCH_UP_WORDS = {
  last: () => t('The newest of them, as soon as it is back.'),
  all: () => t('Up to 100 of the last seven days, oldest first.'),
  skip: () => t('It goes on with the next time.'),
}
const PRESETS = ['*/15 * * * *', '0 * * * *', '0 6 * * *', '0 6 * * 1-5', '0 7 * * 1', '0 5 1 * *']

export function ScheduleFields({
  id,
  config,
  onConfig,
}: {
  readonly id: string
  readonly config: Schedule
  readonly onConfig: (config: Schedule, group?: string) => void
}) {
  const [cron, setCron] = useState(config.cron)
  const { times, problem } = nextTimes(cron, config.timeZone, 5)
  const changes = times[0] ? clockChanges(cron, config.timeZone, times[0]) : []
  const format = new Intl.DateTimeFormat(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: config.timeZone,
  })
  const write = (text: string, group?: string) => {
    setCron(text)
    if (nextTimes(text, config.timeZone).problem === undefined) onConfig({ ...config, cron: text.trim() }, group)
  }
  return (
    <>
      <Select
        label={t('How often')}
        placeholder={t('Other')}
        value={PRESETS.includes(config.cron) ? config.cron : null}
        data={PRESETS.map((preset) => ({ value: preset, label: cronWords(preset) ?? preset }))}
        onChange={(preset) => preset !== null && write(preset)}
      />
      <TextInput
        label={t('Cron')}
        description={t('minute hour day month weekday')}
        classNames={{ input: classes.mono ?? '' }}
        value={cron}
        error={problem}
        onChange={(event) => write(event.currentTarget.value, `${id}:cron`)}
      />
      <Select
        label={t('Time zone')}
        searchable
        value={config.timeZone}
        data={[...new Set([config.timeZone, 'UTC', ...ZONES])]}
        allowDeselect={false}
        limit={50}
        onChange={(timeZone) => timeZone !== null && onConfig({ ...config, timeZone })}
      />
      <Select
        label={t('If Tillflow was down')}
        description={CATCH_UP_WORDS[config.catchUp ?? 'last']()}
        value={config.catchUp ?? 'last'}
        allowDeselect={false}
        data={[
          { value: 'last', label: t('Run once for the times it missed') },
          { value: 'all', label: t('Run each time it missed') },
          { value: 'skip', label: t('Leave out the times it missed') },
        ]}
        onChange={(catchUp) => catchUp !== null && onConfig({ ...config, catchUp: catchUp as NonNullable<Schedule['catchUp']> })}
      />
      <Select
        label={t('If the last one still runs')}
        value={config.overlap ?? 'queue'}
        allowDeselect={false}
        data={[
          { value: 'queue', label: t('Wait until it has ended') },
          { value: 'skip', label: t('Leave this time out') },
          { value: 'parallel', label: t('Run beside it') },
        ]}
        onChange={(overlap) => overlap !== null && onConfig({ ...config, overlap: overlap as NonNullable<Schedule['overlap']> })}
      />
      {times.length > 0 ? (
        <div className={classes.next}>
          <strong>{cronWords(cron) ?? t('Next times')}</strong>
          {times.map((time) => (
            <span key={time.toISOString()}>{format.format(time)}</span>
          ))}
          {changes.map((words) => (
            <em key={words}>{words}</em>
          ))}
        </div>
      ) : null}
    </>
  )
}
