// Adds a member with a first password to hand over.
import { Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Role } from '#shared/model/accounts.ts'
import { createMember } from '#designer/api/commands.ts'
import { membersQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { AccessFields, clientsProblem } from './access-fields.tsx'

export function NewMemberDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('New member')}>
      <NewMemberForm onClose={onClose} />
    </Modal>
  )
}

function NewMemberForm({ onClose }: { readonly onClose: () => void }) {
  const form = useForm({
    initialValues: { name: '', email: '', password: '', role: 'consultant' as Role, clientIds: [] as string[] },
    validate: {
      name: (value) => (value.trim() === '' ? t('Enter a name.') : null),
      email: (value) => (value.includes('@') ? null : t('Enter an e-mail address.')),
      password: (value) => (value.length < 10 ? t('Use at least 10 characters.') : null),
      clientIds: clientsProblem,
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      createMember({ ...values, clientIds: values.clientIds.length === 0 ? null : values.clientIds }),
    onSuccess: async (member) => {
      notifyDone(t('{{name}} can sign in now.', { name: member.name }))
      onClose()
      await queryClient.invalidateQueries({ queryKey: membersQuery().queryKey })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={t('Name')} data-autofocus autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label={t('E-mail')} type="email" autoComplete="off" {...form.getInputProps('email')} />
        <PasswordInput
          label={t('First password')}
          description={t('Hand it over yourself; at least 10 characters.')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <AccessFields role={form.values.role} props={form.getInputProps} />
        <FormProblem error={save.error} />
        <DialogActions submit={t('Add member')} pending={save.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
