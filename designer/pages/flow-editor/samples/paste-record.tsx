// A record from the clipboard to look at, and on request to keep as a sample of the flow.
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { samplesQuery } from '#designer/api/queries.ts'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { createSample } from '../requests.ts'
import { useEditor } from '../state/context.ts'

export function PasteRecord({ onClose }: { readonly onClose: () => void }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const look = useEditor((state) => state.look)
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [name, setName] = useState(t('Pasted record'))
  const [keep, setKeep] = useState(false)
  const [problem, setProblem] = useState<string>()
  const use = async () => {
    let input: unknown
    try {
      input = JSON.parse(text)
    } catch (error) {
      return setProblem(error instanceof Error ? error.message : t('This is not JSON.'))
    }
    try {
      if (keep) {
        const made = await createSample(clientId, flowId, { name, input })
        await queries.invalidateQueries({ queryKey: samplesQuery(clientId, flowId).queryKey })
        look({ sampleId: made.id, pasted: undefined, recordIndex: 0 })
      } else look({ pasted: { name, input }, recordIndex: 0 })
      onClose()
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('Paste a record')} size="lg">
      <Stack>
        <CodeEditor language="json" label={t('The record as JSON')} value={text} onChange={setText} minHeight={220} maxHeight={420} />
        {problem ? (
          <p role="alert" style={{ margin: 0, color: 'var(--tf-bad)', fontSize: 13 }}>
            {t('This is not JSON: {{problem}}', { problem })}
          </p>
        ) : null}
        <Group align="end">
          <TextInput label={t('Name')} value={name} onChange={(event) => setName(event.currentTarget.value)} style={{ flex: 1 }} />
          <Checkbox
            label={t('Keep it as a sample of this flow')}
            checked={keep}
            onChange={(event) => setKeep(event.currentTarget.checked)}
            mb={8}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button onClick={() => void use()} disabled={text.trim() === '' || name.trim() === ''}>
            {t('Use this record')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
