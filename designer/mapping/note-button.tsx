// The note of a row: why it is mapped the way it is.
import { ActionIcon, Popover, Textarea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'

export interface NoteButtonProps {
  readonly note: string | undefined
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onNote: (note: string) => void
  readonly readOnly: boolean
}

export function NoteButton({ note, open, onOpen, onNote, readOnly }: NoteButtonProps) {
  const [text, setText] = useState(note ?? '')
  if (note === undefined && !open) return null
  const save = () => {
    if (text.trim() !== (note ?? '')) onNote(text.trim())
    onOpen(false)
  }
  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? onOpen(true) : save())}
      width={320}
      position="bottom-end"
      withinPortal
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon size={24} color="yellow" aria-label={t('Note')} title={note} onClick={() => (open ? save() : onOpen(true))}>
          <Icon name="sticky-note" size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          autosize
          minRows={2}
          maxRows={8}
          label={t('Note')}
          description={t('Why this field is mapped this way')}
          value={text}
          readOnly={readOnly}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
      </Popover.Dropdown>
    </Popover>
  )
}
