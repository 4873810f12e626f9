// One weekly maintenance window: its days, its times, its time zone.
import { ActionIcon, Chip, Group, TextInput } from '@mantine/core'
import { WEEKDAYS, type MaintenanceWindow, type Weekday } from '#shared/model/flow-control.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './connection.module.css'

const NAMES: Readonly<Record<Weekday, string>> = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }

export interface WindowFieldsProps {
  /** Tells several windows apart for screen readers. */
  readonly number: number
  readonly window: MaintenanceWindow
  readonly disabled: boolean
  /** `undefined` takes it away. */
  readonly onChange: (window: MaintenanceWindow | undefined) => void
}

export function WindowFields({ number, window, disabled, onChange }: WindowFieldsProps) {
  const text = (field: 'from' | 'to' | 'timeZone', label: string) => (
    <TextInput
      label={label}
      value={window[field]}
      disabled={disabled}
      onChange={(event) => onChange({ ...window, [field]: event.currentTarget.value.trim() })}
    />
  )
  return (
    <fieldset className={classes.window} aria-label={t('Maintenance window {{number}}', { number })}>
      <Group gap={4} justify="space-between" wrap="nowrap">
        <Chip.Group
          multiple
          value={[...window.days]}
          onChange={(days) => days.length > 0 && onChange({ ...window, days: WEEKDAYS.filter((day) => days.includes(day)) })}
        >
          <Group gap={4}>
            {WEEKDAYS.map((day) => (
              <Chip key={day} value={day} size="xs" disabled={disabled}>
                {t(NAMES[day])}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {!disabled && (
          <ActionIcon aria-label={t('Remove maintenance window {{number}}', { number })} onClick={() => onChange(undefined)}>
            <Icon name="trash-2" size={14} />
          </ActionIcon>
        )}
      </Group>
      <div className={classes.times}>
        {text('from', t('From'))}
        {text('to', t('To'))}
        {text('timeZone', t('Time zone'))}
      </div>
    </fieldset>
  )
}
