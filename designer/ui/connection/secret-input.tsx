// A secret: written, never read back. One that is set shows only that.
import { Button, Input, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './connection.module.css'

export interface SecretInputProps {
  readonly label: string
  readonly description?: string
  readonly required: boolean
  /** Tillflow makes one when it is left empty. */
  readonly generated: boolean
  readonly isSet: boolean
  readonly value: string | undefined
  /** `undefined` leaves a secret that is set as it is. */
  readonly onChange: (value: string | undefined) => void
  readonly error?: string
}

export function SecretInput({ label, description, required, generated, isSet, value, onChange, error }: SecretInputProps) {
  const [replacing, setReplacing] = useState(!isSet)
  if (!replacing) {
    return (
      <Input.Wrapper label={label} description={description}>
        <div className={classes.secret} style={{ marginTop: description ? 5 : 0 }}>
          <Icon name="lock" size={14} />
          <span style={{ flex: 1 }}>{t('Set')}</span>
          <Button variant="subtle" size="compact-xs" onClick={() => setReplacing(true)} aria-label={t('Replace {{name}}', { name: label })}>
            {t('Replace')}
          </Button>
        </div>
      </Input.Wrapper>
    )
  }
  const hint = isSet
    ? t('Leave it empty to keep the one that is set.')
    : generated
      ? t('Leave it empty and Tillflow makes one.')
      : undefined
  return (
    <PasswordInput
      label={label}
      description={[description, hint].filter(Boolean).join(' ') || undefined}
      withAsterisk={required && !generated && !isSet}
      autoComplete="new-password"
      error={error}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}
