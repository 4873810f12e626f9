// Finds the runs of one order or record by what its sender calls it.
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'

const QUIET_MS = 350

export interface RecordSearchProps {
  readonly value: string | undefined
  readonly onChange: (label: string | undefined) => void
}

export function RecordSearch({ value, onChange }: RecordSearchProps) {
  const [text, setText] = useState(value ?? '')
  const [shown, setShown] = useState(value)
  // The filters were cleared elsewhere.
  if (shown !== value) {
    setShown(value)
    setText(value ?? '')
  }
  const search = useDebouncedCallback((wanted: string) => {
    const label = wanted.trim() === '' ? undefined : wanted.trim()
    setShown(label)
    onChange(label)
  }, QUIET_MS)
  return (
    <TextInput
      size="xs"
      w={180}
      maxLength={120}
      aria-label={t('Find a record')}
      placeholder={t('Order or record')}
      leftSection={<Icon name="search" size={13} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
    />
  )
}
