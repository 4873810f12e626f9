// A new case of a part: its name and its input.
import { Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { readText } from '#designer/ui/read-text.ts'

export interface CaseDialogProps {
  readonly number: number
  readonly onAdd: (name: string, input: unknown) => void
  readonly onClose: () => void
}

export function CaseDialog({ number, onAdd, onClose }: CaseDialogProps) {
  const [name, setName] = useState(() => t('Case {{number}}', { number }))
  const [text, setText] = useState('')
  const read = readText(text)
  return (
    <Modal opened onClose={onClose} title={t('Add a case')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!read.ok) return
          onAdd(name.trim(), read.value)
          onClose()
        }}
      >
        <Stack>
          <TextInput label={t('Name')} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
          <CodeEditor language="json" label={t('The input as JSON')} value={text} onChange={setText} minHeight={180} maxHeight={380} />
          {text.trim() !== '' && !read.ok ? (
            <p role="alert" style={{ margin: 0, color: 'var(--tf-bad)', fontSize: 13 }}>
              {read.problem}
            </p>
          ) : null}
          <DialogActions submit={t('Add the case')} pending={false} disabled={!read.ok || name.trim() === ''} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
