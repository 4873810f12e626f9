// A record from the clipboard to look at, and on request to keep as a sample of the flow.
import { Alert, Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { samplesQuery } from '#designer/api/queries.ts'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { PastedText } from '#shared/api/pasted.ts'
import { createSample, readPasted } from '../requests.ts'
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
  const [converted, setConverted] = useState<PastedText>()
  const use = async () => {
    let input: unknown
    try {
      input = JSON.parse(text)
    } catch (error) {
      setConverted(await convert(clientId, text))
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
        {converted ? (
          <Alert variant="light" color="blue" icon={<Icon name="info" size={15} />}>
            <Group justify="space-between">
              {t('This looks like {{kind}}. It can be taken as JSON: its first record of {{count}}.', {
                kind: converted.kind === 'csv' ? 'CSV' : converted.kind === 'xml' ? 'XML' : 'JSON lines',
                count: converted.records.length,
              })}
              <Button
                size="xs"
                onClick={() => {
                  setText(JSON.stringify(converted.records[0], null, 2))
                  setConverted(undefined)
                  setProblem(undefined)
                }}
              >
                {t('Convert')}
              </Button>
            </Group>
          </Alert>
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

/** What else the text can be read as; undefined when it is nothing known. */
async function convert(clientId: string, text: string): Promise<PastedText | undefined> {
  try {
    const read = await readPasted(clientId, { text })
    return read.records.length > 0 && read.kind !== 'json' ? read : undefined
  } catch {
    // That it is no JSON is said already.
    return undefined
  }
}
