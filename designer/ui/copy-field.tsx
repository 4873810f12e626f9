// A value to take elsewhere (an address, a secret), in full, with a copy button. A secret is hidden until asked for.
import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'
import classes from './copy-field.module.css'

export interface CopyFieldProps {
  readonly label: string
  readonly value: string
  readonly secret?: boolean
  readonly help?: string
}

export function CopyField({ label, value, secret = false, help }: CopyFieldProps) {
  const [shown, setShown] = useState(!secret)
  return (
    <div>
      <Text fz="sm" fw={550} mb={4}>
        {label}
      </Text>
      <div className={classes.box}>
        <code className={classes.value}>{shown ? value : '•'.repeat(28)}</code>
        {secret && (
          <Tooltip label={shown ? t('Hide') : t('Show')}>
            <ActionIcon size={26} onClick={() => setShown(!shown)} aria-label={shown ? t('Hide') : t('Show')} aria-pressed={shown}>
              <Icon name="eye" size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        <CopyButton value={value} label={t('Copy')} />
      </div>
      {help && (
        <Text c="dimmed" fz="xs" mt={4}>
          {help}
        </Text>
      )}
    </div>
  )
}
