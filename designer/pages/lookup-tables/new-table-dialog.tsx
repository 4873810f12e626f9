// Makes an empty lookup table.
import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Environment } from '#shared/model/accounts.ts'
import type { LookupTable } from '#shared/model/connections.ts'
import { createLookupTable } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { isShortName, shortNameOf } from '#designer/ui/short-name.ts'

export interface NewTableDialogProps {
  readonly client: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly onCreated: (table: LookupTable) => void
}

export function NewTableDialog({ opened, ...props }: NewTableDialogProps) {
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('New lookup table')}>
      <NewTableForm {...props} />
    </Modal>
  )
}

function NewTableForm({ client, onClose, onCreated }: Omit<NewTableDialogProps, 'opened'>) {
  const form = useForm({
    initialValues: { label: '', name: '', environment: 'test' as Environment },
    validate: {
      label: (value) => (value.trim() === '' ? t('Enter a title.') : null),
      name: (value) => (isShortName(value) ? null : t('Use small letters, digits and hyphens, beginning with a letter.')),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => createLookupTable(client, { ...values, rows: [] }),
    onSuccess: async (table) => {
      await queryClient.invalidateQueries({ queryKey: ['client', client, 'lookup-tables'] })
      onClose()
      onCreated(table)
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t('Title')}
          placeholder={t('Payment methods')}
          data-autofocus
          {...form.getInputProps('label')}
          onChange={(event) => {
            const label = event.currentTarget.value
            const follows = form.values.name === shortNameOf(form.values.label)
            form.setFieldValue('label', label)
            if (follows) form.setFieldValue('name', shortNameOf(label))
          }}
        />
        <TextInput
          label={t('Short name')}
          description={t('What flows call it. It cannot be changed later.')}
          {...form.getInputProps('name')}
        />
        <div>
          <Text fz="sm" fw={500} mb={4}>
            {t('Environment')}
          </Text>
          <EnvironmentFilter
            both={false}
            value={form.values.environment}
            onChange={(next) => form.setFieldValue('environment', next ?? 'test')}
          />
        </div>
        <FormProblem error={save.error} />
        <DialogActions submit={t('Create table')} pending={save.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
