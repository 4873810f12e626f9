// Discards records for good; the reason stays with each.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { discardException } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { FormProblem } from './form-problem.tsx'
import { notifyDone, notifyProblem } from './notify.tsx'

export interface DiscardDialogProps {
  readonly client: string
  readonly exceptions: readonly Pick<ExceptionRecord, 'id'>[]
  readonly opened: boolean
  readonly onClose: () => void
  readonly onDone?: () => void
}

export function DiscardDialog({ client, exceptions, opened, onClose, onDone }: DiscardDialogProps) {
  const count = exceptions.length
  const [reason, setReason] = useState('')
  const discard = useMutation({
    mutationFn: async () => {
      const failures: unknown[] = []
      for (const { id } of exceptions) {
        await discardException(client, id, { reason: reason.trim() }).catch((error: unknown) => failures.push(error))
      }
      if (failures.length === exceptions.length) throw failures[0]
      // The list behind may have changed meanwhile.
      return { all: exceptions.length, failures }
    },
    onSuccess: async ({ all, failures }) => {
      const done = all - failures.length
      notifyDone(all === 1 ? t('The record was discarded.') : t('{{done}} of {{all}} were discarded.', { done, all }))
      if (failures.length > 0) notifyProblem(failures[0])
      onClose()
      onDone?.()
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={count === 1 ? t('Discard this record?') : t('Discard {{count}} records?', { count })}>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {count === 1
            ? t('It is not sent any further. It stays readable under “Discarded”, with your name and reason.')
            : t('They are not sent any further. They stay readable under “Discarded”, with your name and reason.')}
        </Text>
        <Textarea
          label={t('Reason')}
          placeholder={t('Entered by hand in the ERP')}
          autosize
          minRows={2}
          data-autofocus
          withAsterisk
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormProblem error={discard.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {count === 1 ? t('Keep it') : t('Keep them')}
          </Button>
          <Button color="red" disabled={reason.trim() === ''} loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('Discard')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
