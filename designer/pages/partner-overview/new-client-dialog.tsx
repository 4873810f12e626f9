// Creates a client. Its short name stands in addresses and is made from the name until a person writes their own.
import { Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createClient } from '#designer/api/commands.ts'
import { sessionQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { isShortName, shortNameOf } from '#designer/ui/short-name.ts'

export function NewClientDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('New client')}>
      <NewClientForm onClose={onClose} />
    </Modal>
  )
}

function NewClientForm({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', slug: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('Enter the name of the client.') : null),
      slug: (value) => (isShortName(value) ? null : t('Use small letters, digits and hyphens, beginning with a letter.')),
    },
  })
  const save = useMutation({
    mutationFn: createClient,
    onSuccess: async (client) => {
      await queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey })
      onClose()
      await navigate({ to: '/c/$client/templates', params: { client: client.slug } })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t('Name')}
          placeholder="Harbour & Finch"
          data-autofocus
          {...form.getInputProps('name')}
          onChange={(event) => {
            const name = event.currentTarget.value
            const follows = form.values.slug === shortNameOf(form.values.name)
            form.setFieldValue('name', name)
            if (follows) form.setFieldValue('slug', shortNameOf(name))
          }}
        />
        <TextInput label={t('Short name')} description={t('Stands in the address of its pages.')} {...form.getInputProps('slug')} />
        <FormProblem error={save.error} />
        <DialogActions submit={t('Create client')} pending={save.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
