// The first start of an installation without demo: its first admin.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { createAdmin, signIn } from '#designer/api/commands.ts'
import { setupQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { AuthFrame } from '#designer/ui/auth-frame.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'

export function SetupPage() {
  const navigate = useNavigate()
  const setup = useQuery(setupQuery())
  const form = useForm({
    initialValues: { partner: '', name: '', email: '', password: '' },
    validate: {
      partner: (value) => (value.trim() === '' ? t('Enter the name of your company.') : null),
      name: (value) => (value.trim() === '' ? t('Enter your name.') : null),
      email: (value) => (value.includes('@') ? null : t('Enter your e-mail address.')),
      password: (value) => (value.length < 10 ? t('Use at least 10 characters.') : null),
    },
  })
  const submit = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await createAdmin(values)
      await signIn({ email: values.email, password: values.password })
    },
    onSuccess: async () => {
      await queryClient.resetQueries()
      await navigate({ to: '/' })
    },
  })
  if (setup.data?.needsAdmin === false && !submit.isPending && !submit.isSuccess) return <Navigate to="/sign-in" search={{}} replace />

  return (
    <AuthFrame title={t('Welcome to Tillflow')} text={t('Create the first account. It may do everything, and invites the others.')}>
      {setup.isPending ? (
        <FormSkeleton />
      ) : (
        <form onSubmit={form.onSubmit((values) => submit.mutate(values))} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('Company')}
              description={t('The integration partner, as your clients know it.')}
              {...form.getInputProps('partner')}
            />
            <TextInput label={t('Your name')} autoComplete="name" {...form.getInputProps('name')} />
            <TextInput label={t('E-mail')} type="email" autoComplete="username" {...form.getInputProps('email')} />
            <PasswordInput
              label={t('Password')}
              description={t('At least 10 characters.')}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
            <FormProblem error={submit.error ?? setup.error} />
            <Button type="submit" fullWidth loading={submit.isPending} mt={4}>
              {t('Create the account')}
            </Button>
          </Stack>
        </form>
      )}
    </AuthFrame>
  )
}
