// The form of one connection. "Save and test" is the main way: a connection that was never tried is a guess.
import { Button, Divider, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionTest } from '#shared/api/contract.ts'
import type { Issue } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { AuthDescriptor, ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { ApiError } from '#designer/api/client.ts'
import { beginSignIn, createConnection, testConnection, updateConnection } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { isShown } from '#designer/ui/shown-when.ts'
import { CopyField } from '#designer/ui/copy-field.tsx'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { emptyValue, missingFields, SchemaForm } from '#designer/ui/schema-form.tsx'
import { SimulatorChoice } from './simulator-choice.tsx'
import { SecretInput } from './secret-input.tsx'
import { TestResult } from './test-result.tsx'
import classes from './connection.module.css'

export interface ConnectionFormProps {
  readonly client: string
  readonly descriptor: ConnectorDescriptor
  readonly connection?: Connection
  readonly environment?: Environment
  readonly environmentFixed?: boolean
  readonly onBack?: () => void
  readonly onClose: () => void
  readonly onSaved?: (connection: Connection) => void
}

export function ConnectionForm(props: ConnectionFormProps) {
  const { client, descriptor, onBack, onClose, onSaved } = props
  const [saved, setSaved] = useState(props.connection)
  const [name, setName] = useState(props.connection?.name ?? descriptor.name)
  const [environment, setEnvironment] = useState<Environment>(props.connection?.environment ?? props.environment ?? 'test')
  const [config, setConfig] = useState<Readonly<Record<string, unknown>>>(
    props.connection?.config ?? ((emptyValue(descriptor.config) ?? {}) as Record<string, unknown>),
  )
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [issues, setIssues] = useState<readonly Issue[]>([])

  // A person signs in at the other system: there is nothing to test before that.
  const signsIn = wayToSignIn(descriptor, config)?.inBrowser === true
  const save = useMutation({
    mutationFn: async (then: 'test' | 'sign-in'): Promise<{ readonly connection: Connection; readonly test?: ConnectionTest }> => {
      const connection = saved
        ? await updateConnection(client, saved.id, { name: name.trim(), config, ...(Object.keys(secrets).length > 0 && { secrets }) })
        : await createConnection(client, { name: name.trim(), environment, connector: descriptor.id, config, secrets })
      // From here on it exists: pressing again changes it instead of making a second one.
      setSaved(connection)
      setSecrets({})
      if (then === 'test') return { connection, test: await testConnection(client, connection.id) }
      window.location.assign((await beginSignIn(client, connection.id)).url)
      return { connection }
    },
    onSuccess: ({ connection }) => onSaved?.(connection),
    onError: (error) => setIssues(error instanceof ApiError ? (error.problem.issues ?? []).map(withoutConfig) : []),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })

  // A simulator's secrets are known to the server: nobody has to enter what the installation made up itself.
  const secretFields =
    typeof config['simulator'] === 'string'
      ? []
      : Object.entries(descriptor.secrets).filter(([, { shownWhen }]) => isShown(shownWhen, config))

  const submit = (then: 'test' | 'sign-in') => {
    const missing = [
      ...missingFields(descriptor.config, config).map((path) => ({ path, code: 'required', message: t('This is needed.') })),
      ...secretFields
        .filter(([field, secret]) => secret.required && !secret.generated && !secrets[field] && !saved?.secretsSet.includes(field))
        .map(([field]) => ({ path: `/secrets/${field}`, code: 'required', message: t('This is needed.') })),
    ]
    setIssues(missing)
    if (missing.length === 0 && name.trim() !== '') save.mutate(then)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit(signsIn ? 'sign-in' : 'test')
      }}
      noValidate
    >
      <div className={classes.head}>
        <ConnectorIcon svg={descriptor.icon} name={descriptor.name} size={22} tile />
        <div style={{ flex: 1 }}>
          <Text fw={600}>{descriptor.name}</Text>
          <Text fz="xs" c="dimmed">
            {descriptor.description}
          </Text>
        </div>
        {onBack && !saved && (
          <Button variant="subtle" size="xs" onClick={onBack}>
            {t('Change')}
          </Button>
        )}
      </div>
      <Stack gap="md">
        <TextInput
          label={t('Name')}
          description={t('How your team recognises it.')}
          withAsterisk
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={name.trim() === '' ? t('Give it a name.') : undefined}
          maxLength={120}
        />
        <div>
          <Text fz="sm" fw={500} mb={4}>
            {t('Environment')}
          </Text>
          {saved || props.environmentFixed ? (
            <EnvironmentBadge environment={environment} />
          ) : (
            <EnvironmentFilter both={false} value={environment} onChange={(next) => setEnvironment(next ?? 'test')} />
          )}
        </div>
        <SimulatorChoice connector={descriptor.id} config={config} onChange={setConfig} />
        <SchemaForm
          schema={descriptor.config}
          value={config}
          onChange={(next) => setConfig(next as Record<string, unknown>)}
          hidden={['simulator']}
          issues={issues}
          idPrefix="connection"
        />
        {secretFields.length > 0 && <Divider label={t('Secrets: kept encrypted, never shown again')} labelPosition="left" />}
        {secretFields.map(([field, secret]) => (
          <SecretInput
            key={`${field}-${saved?.updatedAt ?? ''}`}
            label={secret.label}
            description={secret.description}
            required={secret.required}
            generated={secret.generated ?? false}
            isSet={saved?.secretsSet.includes(field) ?? false}
            value={secrets[field]}
            error={issues.find((issue) => issue.path === `/secrets/${field}`)?.message}
            onChange={(value) => {
              const { [field]: _, ...rest } = secrets
              setSecrets(value === undefined ? rest : { ...rest, [field]: value })
            }}
          />
        ))}
        {signsIn && (
          <CopyField
            label={t('Redirect address')}
            value={`${window.location.origin}/oauth/callback`}
            help={t('Register it with your application at {{name}} first: after the sign-in the browser comes back there.', {
              name: descriptor.name,
            })}
          />
        )}
        <FormProblem error={save.error} />
        {save.data?.test && !save.isPending && <TestResult test={save.data.test} />}
        {!save.data && saved && saved.status !== 'untested' && saved.statusMessage && (
          <TestResult test={{ ok: saved.status === 'ok', message: saved.statusMessage, checkedAt: saved.checkedAt ?? saved.updatedAt }} />
        )}
      </Stack>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {save.data?.test?.ok ? t('Close') : t('Cancel')}
        </Button>
        {signsIn && saved && (
          <Button variant="default" loading={save.isPending && save.variables === 'test'} onClick={() => submit('test')}>
            {t('Save and test')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending && (!signsIn || save.variables === 'sign-in')}>
          {signsIn ? t('Save and sign in') : t('Save and test')}
        </Button>
      </div>
    </form>
  )
}

/** The one that the settings choose, as the server chooses it. */
function wayToSignIn({ auth }: ConnectorDescriptor, config: Readonly<Record<string, unknown>>): AuthDescriptor | undefined {
  const fits = ({ when }: AuthDescriptor) => when !== undefined && Object.entries(when).every(([name, value]) => config[name] === value)
  return auth.find(fits) ?? auth.find(({ when }) => when === undefined)
}

/** The server points into the whole body, the form into its settings. */
const withoutConfig = (issue: Issue): Issue => ({ ...issue, path: issue.path.replace(/^\/config(?=\/|$)/, '') })
