// A flow from a file. Where the file brings mapping parts that the client has in other words, a person says for each what becomes of it; nothing is made
// before.
import { Alert, Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { PartChoice, PartChoices, PartConflict } from '#shared/model/part-choices.ts'
import { ApiError } from '#designer/api/client.ts'
import { createFlow } from '#designer/api/commands.ts'
import { flowsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { readText } from '#designer/ui/read-text.ts'
import { PartConflicts } from './part-conflicts.tsx'

interface ImportFlowProps {
  readonly client: string
  readonly opened: boolean
  readonly onClose: () => void
}

export function ImportFlowDialog({ opened, ...props }: ImportFlowProps) {
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('Import a flow')} size="lg">
      <ImportFlowForm {...props} />
    </Modal>
  )
}

interface Chosen {
  readonly name: string
  /** Checked by the server: any JSON value. */
  readonly document: unknown
}

function ImportFlowForm({ client, onClose }: Omit<ImportFlowProps, 'opened'>) {
  const navigate = useNavigate()
  const [file, setFile] = useState<Chosen>()
  const [problem, setProblem] = useState<string>()
  const [choices, setChoices] = useState<PartChoices>({})
  const [conflicts, setConflicts] = useState<readonly PartConflict[]>([])
  const save = useMutation({
    mutationFn: () => createFlow(client, file?.document as FlowDocument, conflicts.length > 0 ? choices : undefined),
    onSuccess: async (flow) => {
      await queryClient.invalidateQueries({ queryKey: flowsQuery(client).queryKey })
      await navigate({ to: '/c/$client/flows/$flow', params: { client, flow: flow.id } })
    },
    onError: (error) => setConflicts((before) => conflictsIn(error) ?? before),
  })
  const read = async (chosen: File | null) => {
    if (!chosen) return
    const text = readText(await chosen.text())
    save.reset()
    setChoices({})
    setConflicts([])
    setFile(text.ok ? { name: chosen.name, document: text.value } : undefined)
    setProblem(text.ok ? undefined : text.problem)
  }
  const choose = (name: string, choice: PartChoice) => setChoices((before) => ({ ...before, [name]: choice }))
  const undecided = conflicts.filter(({ name }) => !Object.hasOwn(choices, name)).length
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <Text c="dimmed" fz="sm">
          {t('Choose a file that “Export” of a flow has made, here or in another installation. Nothing runs before you deploy the flow.')}
        </Text>
        <Group gap="sm">
          <FileButton accept=".json,application/json" onChange={(chosen) => void read(chosen)}>
            {(props) => (
              <Button variant="default" leftSection={<Icon name="upload" size={15} />} {...props}>
                {t('Choose a file')}
              </Button>
            )}
          </FileButton>
          {file && <Text fz="sm">{file.name}</Text>}
        </Group>
        {problem !== undefined && (
          <Alert color="red" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        {conflicts.length > 0 ? (
          <PartConflicts conflicts={conflicts} choices={choices} onChoose={choose} />
        ) : (
          <FormProblem error={save.error} />
        )}
        {conflicts.length > 0 && save.error && !conflictsIn(save.error) ? <FormProblem error={save.error} /> : null}
        <DialogActions submit={t('Import')} pending={save.isPending} disabled={!file || undecided > 0} onCancel={onClose} />
      </Stack>
    </form>
  )
}

function conflictsIn(error: unknown): readonly PartConflict[] | undefined {
  if (!(error instanceof ApiError) || error.problem.code !== 'part-conflict') return undefined
  return error.problem.details?.['parts'] as readonly PartConflict[] | undefined
}
