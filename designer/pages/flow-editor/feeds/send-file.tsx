// Sends a file to the flow; the same file a second time only when that is asked for.
import { Button, Checkbox, FileInput, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sendFile } from '#designer/api/commands.ts'
import { feedsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import type { Environment } from '#shared/model/accounts.ts'
import { useEditor } from '../state/context.ts'

export function SendFile({ environment }: { readonly environment: Environment }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [again, setAgain] = useState(false)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!file) return
    setBusy(true)
    try {
      const { duplicate } = await sendFile(clientId, flowId, { environment, again }, file)
      if (duplicate) notifyDone(t('This file came before and is not read again.'))
      else notifyDone(t('The file is stored and being read.'))
      setFile(null)
      await queries.invalidateQueries({ queryKey: feedsQuery(clientId, flowId, environment).queryKey })
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Group align="end">
      <FileInput
        style={{ flex: 1 }}
        label={t('Send a file')}
        placeholder={t('Choose a file')}
        leftSection={<Icon name="upload" size={15} />}
        clearable
        value={file}
        onChange={setFile}
      />
      <Checkbox
        pb={8}
        label={t('Read it again if it came before')}
        checked={again}
        onChange={(event) => setAgain(event.currentTarget.checked)}
      />
      <Button disabled={!file} loading={busy} onClick={() => void send()}>
        {t('Send')}
      </Button>
    </Group>
  )
}
