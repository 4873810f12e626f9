// Gives somebody who forgot their password a new one, to hand over.
import { Modal, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Member } from '#shared/api/contract.ts'
import { setMemberPassword } from '#designer/api/commands.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'

export function MemberPasswordDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value.length < 10 ? t('Use at least 10 characters.') : null) },
  })
  const save = useMutation({
    mutationFn: ({ password }: { password: string }) => setMemberPassword(member.userId, password),
    onSuccess: () => {
      notifyDone(t('{{name}} has a new password and is signed out everywhere.', { name: member.name }))
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('New password for {{name}}', { name: member.name })}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={t('New password')}
            description={t('Hand it over yourself; at least 10 characters.')}
            autoComplete="new-password"
            data-autofocus
            {...form.getInputProps('password')}
          />
          <FormProblem error={save.error} />
          <DialogActions submit={t('Set password')} pending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
