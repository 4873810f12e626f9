// The session has ended while a page was open: the same person signs in on the spot, and goes on where they were.
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { signIn } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'

/** Above every other dialog: none of them can be sent without a session. */
const TOPMOST = 400

export function SessionEnded({ email }: { readonly email: string }) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('Enter your password.') : null) },
  })
  const submit = useMutation({
    mutationFn: ({ password }: { readonly password: string }) => signIn({ email, password }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <Modal
      opened
      zIndex={TOPMOST}
      title={t('Your session has ended')}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <form onSubmit={form.onSubmit((values) => submit.mutate(values))} noValidate>
        <Stack gap="md">
          <Text fz="sm">{t('Sign in again to go on. What you have not saved yet is still here.')}</Text>
          <PasswordInput
            label={t('Password')}
            description={email}
            autoComplete="current-password"
            data-autofocus
            {...form.getInputProps('password')}
          />
          <FormProblem error={submit.error} />
          <Group justify="flex-end" gap="xs">
            <Button component="a" href="/sign-in" variant="default">
              {t('Somebody else signs in')}
            </Button>
            <Button type="submit" loading={submit.isPending}>
              {t('Sign in')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
