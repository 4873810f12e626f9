// Signing in with e-mail and password. A demo installation offers its sign-in to fill in.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { signIn } from '#designer/api/commands.ts'
import { sessionQuery, setupQuery } from '#designer/api/queries.ts'
import { reloadBrand } from '#designer/brand/brand-state.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { AuthFrame } from '#designer/ui/auth-frame.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { DemoHint } from './demo-hint.tsx'

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const setup = useQuery(setupQuery())
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('Enter your e-mail address.')),
      password: (value) => (value === '' ? t('Enter your password.') : null),
    },
  })
  const submit = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      await Promise.all([queryClient.resetQueries({ queryKey: sessionQuery().queryKey }), reloadBrand()])
      // Only addresses of this app: anything else could lead a person elsewhere after signing in.
      await navigate({ to: next?.startsWith('/') && !next.startsWith('//') ? next : '/' })
    },
  })
  if (setup.data?.needsAdmin) return <Navigate to="/setup" replace />

  return (
    <AuthFrame title={t('Sign in')} text={t('to look after your clients’ integrations.')}>
      {setup.data?.demo && <DemoHint demo={setup.data.demo} onFill={(values) => form.setValues(values)} />}
      <form onSubmit={form.onSubmit((values) => submit.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput label={t('E-mail')} type="email" autoComplete="username" autoFocus {...form.getInputProps('email')} />
          <PasswordInput label={t('Password')} autoComplete="current-password" {...form.getInputProps('password')} />
          <FormProblem error={submit.error} />
          <Button type="submit" fullWidth loading={submit.isPending} mt={4}>
            {t('Sign in')}
          </Button>
        </Stack>
      </form>
    </AuthFrame>
  )
}
