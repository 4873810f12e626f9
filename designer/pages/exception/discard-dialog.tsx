// Discards a record for good; the reason stays with it.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { discardException } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'

export interface DiscardDialogProps {
  readonly client: string
  readonly exception: ExceptionRecord
  readonly opened: boolean
  readonly onClose: () => void
}

export function DiscardDialog({ client, exception, opened, onClose }: DiscardDialogProps) {
  const [reason, setReason] = useState('')
  const discard = useMutation({
    mutationFn: () => discardException(client, exception.id, { reason: reason.trim() }),
    onSuccess: async () => {
      notifyDone(t('The record was discarded.'))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('Discard this record?')}>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('It is not sent any further. It stays readable under “Discarded”, with your name and reason.')}
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
            {t('Keep it')}
          </Button>
          <Button color="red" disabled={reason.trim() === ''} loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('Discard')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
