// A connector's definition as forms: the system, how to sign in, its lists, and its operations. Saving makes a version.
import { Button, Grid, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Issue } from '#shared/errors.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { CustomDefinition, type CustomConnector } from '#shared/model/custom-connectors.ts'
import { ApiError } from '#designer/api/client.ts'
import { createCustomConnector, saveCustomConnector } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { schemaInWords } from '#designer/i18n/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { Page } from '#designer/ui/page.tsx'
import { missingFields, SchemaForm } from '#designer/ui/schema-form.tsx'
import { OperationList } from './operation-list.tsx'
import classes from './connectors.module.css'

export interface DefinitionEditorProps {
  readonly initial: CustomDefinition
  /** Absent: a new connector. */
  readonly connector?: CustomConnector
  readonly actions?: React.ReactNode
  readonly onSaved: (id: string) => void
  readonly onClose: () => void
}

/** Members of the form; operations have a list of their own. */
const SCHEMA = schemaInWords(JSON.parse(JSON.stringify(CustomDefinition)) as JsonSchema)

export function DefinitionEditor({ initial, connector, actions, onSaved, onClose }: DefinitionEditorProps) {
  const [definition, setDefinition] = useState(initial)
  const [note, setNote] = useState('')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const save = useMutation({
    mutationFn: () => {
      const body = { definition, ...(note.trim() !== '' && { note: note.trim() }) }
      return connector ? saveCustomConnector(connector.id, body) : createCustomConnector(body)
    },
    onSuccess: async (saved) => {
      await Promise.all(['connectors', 'custom-connectors'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
      notifyDone(
        t('Version {{version}} of “{{name}}” is saved. Clients connect it under Connections.', {
          version: saved.version,
          name: saved.definition.name,
        }),
      )
      onSaved(saved.id)
    },
    onError: (error) => setIssues(error instanceof ApiError ? (error.problem.issues ?? []).map(withoutBody) : []),
  })
  const submit = () => {
    const missing = missingFields(SCHEMA, definition)
      .filter((path) => path !== '/operations')
      .map((path) => ({ path, code: 'required', message: t('This is needed.') }))
    const none =
      definition.operations.length === 0 ? [{ path: '/operations', code: 'required', message: t('Add at least one operation.') }] : []
    setIssues([...missing, ...none])
    if (missing.length + none.length === 0) save.mutate()
  }
  return (
    <Page
      title={connector ? connector.definition.name : t('New connector')}
      description={
        connector
          ? t('Version {{version}}. Saving makes the next one, which all clients use from then on.', { version: connector.version })
          : t('Look at everything once; it can be changed later.')
      }
      actions={actions}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Card>
            <SchemaForm
              schema={SCHEMA}
              value={definition}
              onChange={(next) => setDefinition(next as CustomDefinition)}
              hidden={['operations']}
              issues={issues}
              idPrefix="definition"
            />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <OperationList
            operations={definition.operations}
            hasPaging={definition.paging !== undefined}
            issues={issues}
            onChange={(operations) => setDefinition({ ...definition, operations })}
          />
        </Grid.Col>
      </Grid>
      <FormProblem error={save.error} />
      <div className={classes.foot}>
        <TextInput
          placeholder={t('What is new in this version (may be empty)')}
          aria-label={t('Note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          style={{ flex: 1, maxWidth: 420 }}
        />
        <Text fz="sm" c="red" role="alert">
          {issues.length > 0 && !save.error ? t('Some fields need your attention.') : ''}
        </Text>
        <Button variant="default" onClick={onClose}>
          {t('Close')}
        </Button>
        <Button loading={save.isPending} onClick={submit}>
          {connector ? t('Save version {{version}}', { version: connector.version + 1 }) : t('Save connector')}
        </Button>
      </div>
    </Page>
  )
}

/** The server points into the whole body. */
const withoutBody = (issue: Issue): Issue => ({ ...issue, path: issue.path.replace(/^\/definition(?=\/|$)/, '') })
