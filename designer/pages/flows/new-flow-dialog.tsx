// Begins an empty flow: a name and what starts it; the editor does the rest.
import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newFlow } from '#shared/flow/new.ts'
import { createFlow } from '#designer/api/commands.ts'
import { flowsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'

export interface NewFlowDialogProps {
  readonly client: string
  readonly opened: boolean
  readonly onClose: () => void
}

export function NewFlowDialog({ opened, ...props }: NewFlowDialogProps) {
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('New flow')}>
      <NewFlowForm {...props} />
    </Modal>
  )
}

function NewFlowForm({ client, onClose }: Omit<NewFlowDialogProps, 'opened'>) {
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() === '' ? t('Give the flow a name, such as “Shopify order to ERP”.') : null) },
  })
  const save = useMutation({
    mutationFn: ({ name }: { name: string }) => createFlow(client, newFlow(name.trim())),
    onSuccess: async (flow) => {
      await queryClient.invalidateQueries({ queryKey: flowsQuery(client).queryKey })
      await navigate({ to: '/c/$client/flows/$flow', params: { client, flow: flow.id } })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t('Name')}
          placeholder={t('Shopify order to ERP')}
          data-autofocus
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <Text c="dimmed" fz="xs">
          {t('It begins with a start step and nothing else. Nothing runs before you deploy it.')}
        </Text>
        <FormProblem error={save.error} />
        <DialogActions submit={t('Create flow')} pending={save.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
