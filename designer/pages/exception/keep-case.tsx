// Keeps what started the failed run as a sample of its flow: the next version is tried on it before it is published.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { recordName } from '#shared/run/record-name.ts'
import { captureSample } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'

export interface KeepCaseProps {
  readonly client: string
  readonly exception: ExceptionRecord
  /** The label of the step it stopped at. */
  readonly step: string
}

export function KeepCase({ client, exception, step }: KeepCaseProps) {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="default" leftSection={<Icon name="flask-conical" size={15} />} onClick={dialog.open}>
        {t('Save as case')}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t('Save as case')}>
        <KeepCaseForm client={client} exception={exception} step={step} onClose={dialog.close} />
      </Modal>
    </>
  )
}

function KeepCaseForm({ client, exception, step, onClose }: KeepCaseProps & { readonly onClose: () => void }) {
  const label = recordName(exception.input)
  const [name, setName] = useState(
    label === undefined ? t('Stopped at “{{step}}”', { step }) : t('{{record}} stopped at “{{step}}”', { record: label, step }),
  )
  const keep = useMutation({
    mutationFn: () =>
      captureSample(client, exception.flowId, { name: name.trim(), from: { kind: 'exception', exceptionId: exception.id } }),
    onSuccess: async ({ origin }) => {
      notifyDone(t('masked-case', { count: origin?.masked ?? 0 }))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['client', client, 'flows', exception.flowId, 'samples'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') keep.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t(
            'What started this run becomes a sample of the flow, with personal data replaced. Once the flow is mended, keep what comes out as its expected result.',
          )}
        </Text>
        <TextInput
          label={t('Name of the case')}
          data-autofocus
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormProblem error={keep.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={keep.isPending} disabled={name.trim() === ''}>
            {t('Save as case')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
