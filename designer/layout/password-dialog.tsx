// Changing one's own password; every other browser is signed out.
import { Modal, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { changePassword } from '#designer/api/commands.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'

export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (value === '' ? t('Enter your current password.') : null),
      password: (value) => (value.length < 10 ? t('Use at least 10 characters.') : null),
    },
  })
  const save = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      notifyDone(t('Your password is changed. Other browsers are signed out.'))
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('Change password')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <PasswordInput label={t('Current password')} autoComplete="current-password" data-autofocus {...form.getInputProps('current')} />
          <PasswordInput
            label={t('New password')}
            description={t('At least 10 characters.')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <FormProblem error={save.error} />
          <DialogActions submit={t('Change password')} pending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
