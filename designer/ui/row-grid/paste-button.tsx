// Takes rows from a spreadsheet and shows how they will read before they go in.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { readPaste, textOf } from './draft-rows.ts'

export function PasteButton({ onPaste }: { readonly onPaste: (text: string) => void }) {
  const [opened, dialog] = useDisclosure(false)
  const [text, setText] = useState('')
  const rows = readPaste(text, '')
  const close = () => {
    setText('')
    dialog.close()
  }
  return (
    <>
      <Button size="xs" variant="default" flex="none" leftSection={<Icon name="clipboard-paste" size={14} />} onClick={dialog.open}>
        {t('Paste')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('Paste from a spreadsheet')} size="lg">
        <Stack gap="md">
          <Textarea
            label={t('Rows')}
            description={t('Copy two or three columns: what comes in, what goes out, a note. They are added at the end.')}
            autosize
            minRows={6}
            maxRows={14}
            data-autofocus
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {rows[0] && (
            <Text fz="sm" c="dimmed" role="status">
              {t('rows-count', { count: rows.length })}.{' '}
              {t('The first: “{{key}}” becomes “{{value}}”.', { key: rows[0].key, value: textOf(rows[0].value) })}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('Cancel')}
            </Button>
            <Button
              disabled={rows.length === 0}
              onClick={() => {
                onPaste(text)
                close()
              }}
            >
              {t('Add the rows')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
