// Says that a call whose answer was lost arrived: the step counts as done, with the answer a person read in the other system.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ConfirmArrival } from '#shared/api/contract.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { confirmArrival } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { readText } from '#designer/ui/read-text.ts'

export interface ConfirmDialogProps {
  readonly client: string
  readonly exception: ExceptionRecord
  readonly version: ConfirmArrival['version']
  readonly opened: boolean
  readonly onClose: () => void
}

export function ConfirmDialog({ client, exception, version, opened, onClose }: ConfirmDialogProps) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const given = text.trim() !== ''
  const answer = readText(text)
  const confirm = useMutation({
    mutationFn: () =>
      confirmArrival(client, exception.id, {
        version,
        ...(given && answer.ok && { answer: answer.value }),
        ...(note.trim() !== '' && { note: note.trim() }),
      }),
    onSuccess: async ({ runId }) => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
      await navigate({ to: '/c/$client/runs/$run', params: { client, run: runId } })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('It arrived')}>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('The step counts as done and is not sent again. The record goes on with the steps behind it. Your name stays with the run.')}
        </Text>
        <Textarea
          label={t('What the other system answered')}
          description={t('Needed only where later steps read it, such as the number of the order. As JSON.')}
          placeholder={'{ "id": 4711 }'}
          autosize
          minRows={3}
          maxRows={12}
          data-autofocus
          classNames={{ input: 'tf-mono' }}
          error={given && !answer.ok ? answer.problem : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Textarea
          label={t('Note')}
          placeholder={t('Seen in the ERP, order SO-4711')}
          autosize
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormProblem error={confirm.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Back')}
          </Button>
          <Button disabled={given && !answer.ok} loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('It arrived, go on')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
