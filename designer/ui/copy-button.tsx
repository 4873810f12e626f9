// Copies a text; says so for a moment.
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'

export interface CopyButtonProps {
  /** A function is asked only when the button is pressed. */
  readonly value: string | (() => string)
  /** What is copied, for screen readers and the tooltip: `Copy the address`. */
  readonly label: string
  /** A button with its text instead of an icon. */
  readonly text?: boolean
}

export function CopyButton({ value, label, text = false }: CopyButtonProps) {
  const { copied, copy } = useClipboard({ timeout: 1_600 })
  const onClick = () => copy(typeof value === 'string' ? value : value())
  const icon = <Icon name={copied ? 'check' : 'copy'} size={14} color={copied ? 'var(--tf-ok)' : undefined} />
  if (text) {
    return (
      <Button size="xs" variant="default" leftSection={icon} onClick={onClick}>
        {copied ? t('Copied') : label}
      </Button>
    )
  }
  return (
    <Tooltip label={copied ? t('Copied') : label}>
      <ActionIcon onClick={onClick} aria-label={label} size={26}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
