// The form of one connection. "Save and test" is the main way: a connection that was never tried is a guess.
import { Button, Divider, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionTest } from '#shared/api/contract.ts'
import type { Issue } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { ApiError } from '#designer/api/client.ts'
import { createConnection, testConnection, updateConnection } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
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

  const save = useMutation({
    mutationFn: async (): Promise<{ readonly connection: Connection; readonly test: ConnectionTest }> => {
      const connection = saved
        ? await updateConnection(client, saved.id, { name: name.trim(), config, ...(Object.keys(secrets).length > 0 && { secrets }) })
        : await createConnection(client, { name: name.trim(), environment, connector: descriptor.id, config, secrets })
      // From here on it exists: pressing again changes it instead of making a second one.
      setSaved(connection)
      setSecrets({})
      return { connection, test: await testConnection(client, connection.id) }
    },
    onSuccess: ({ connection }) => onSaved?.(connection),
    onError: (error) => setIssues(error instanceof ApiError ? (error.problem.issues ?? []).map(withoutConfig) : []),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })

  // A simulator's secrets are known to the server: nobody has to enter what the installation made up itself.
  const secretFields = typeof config['simulator'] === 'string' ? [] : Object.entries(descriptor.secrets)

  const submit = () => {
    const missing = [
      ...missingFields(descriptor.config, config).map((path) => ({ path, code: 'required', message: t('This is needed.') })),
      ...secretFields
        .filter(([field, secret]) => secret.required && !secret.generated && !secrets[field] && !saved?.secretsSet.includes(field))
        .map(([field]) => ({ path: `/secrets/${field}`, code: 'required', message: t('This is needed.') })),
    ]
    setIssues(missing)
    if (missing.length === 0 && name.trim() !== '') save.mutate()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
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
        <FormProblem error={save.error} />
        {save.data && !save.isPending && <TestResult test={save.data.test} />}
      </Stack>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {save.data?.test.ok ? t('Close') : t('Cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('Save and test')}
        </Button>
      </div>
    </form>
  )
}

/** The server points into the whole body, the form into its settings. */
const withoutConfig = (issue: Issue): Issue => ({ ...issue, path: issue.path.replace(/^\/config(?=\/|$)/, '') })
