// From a description to a connector: bring the text, choose operations, then look at everything before it is saved.
import { Button, FileButton, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomDefinition, DescribedApi } from '#shared/model/custom-connectors.ts'
import { readDescription } from '#designer/api/commands.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { ChooseOperations } from './choose-operations.tsx'
import { DefinitionEditor } from './definition-editor.tsx'
import classes from './connectors.module.css'

/** More is sent as a file, and not shown. */
const SHOWN = 200_000

export function ImportConnector({ onDone, onClose }: { readonly onDone: (id: string) => void; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [file, setFile] = useState<string>()
  const [definition, setDefinition] = useState<CustomDefinition>()
  const read = useMutation({ mutationFn: () => readDescription({ text }) })
  const choose = useMutation({
    mutationFn: (operations: string[]) => readDescription({ text, operations }),
    onSuccess: (described) => setDefinition(definitionOf(described)),
  })

  if (definition) return <DefinitionEditor initial={definition} onSaved={onDone} onClose={onClose} />
  if (read.data) {
    return (
      <ChooseOperations
        described={read.data}
        loading={choose.isPending}
        error={choose.error}
        onChoose={choose.mutate}
        onBack={() => read.reset()}
      />
    )
  }
  return (
    <Page
      title={t('New connector from a description')}
      description={t(
        'An OpenAPI 3 or Swagger 2 document (JSON or YAML), a Postman collection, or a GraphQL schema. Nothing is stored before you save.',
      )}
    >
      <Card>
        <Stack gap="md">
          <Group>
            <FileButton
              onChange={(chosen) => {
                if (!chosen) return
                setFile(chosen.name)
                void chosen.text().then(setText)
              }}
              accept=".json,.yaml,.yml,.graphql,.gql,.graphqls,application/json,text/yaml"
            >
              {(props) => (
                <Button {...props} variant="default" leftSection={<Icon name="upload" size={15} />}>
                  {t('Choose a file')}
                </Button>
              )}
            </FileButton>
            {file !== undefined && (
              <Text fz="sm" c="dimmed">
                {file}
              </Text>
            )}
          </Group>
          <Textarea
            className={classes.text}
            label={t('Or paste the text')}
            value={text.length > SHOWN ? '' : text}
            placeholder={text.length > SHOWN ? t('The file is too long to be shown here.') : 'openapi: 3.0.3'}
            onChange={(event) => {
              setFile(undefined)
              setText(event.currentTarget.value)
            }}
            rows={14}
            spellCheck={false}
          />
          <FormProblem error={read.error} />
        </Stack>
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button disabled={text.trim() === ''} loading={read.isPending} onClick={() => read.mutate()}>
            {t('Read it')}
          </Button>
        </div>
      </Card>
      <List fz="sm" c="dimmed" mt="lg" spacing={4}>
        <List.Item>{t('You choose which operations flows may call: ten are easier to find than a thousand.')}</List.Item>
        <List.Item>{t('You say which of them are safe to repeat. After a lost answer the others wait for a person.')}</List.Item>
        <List.Item>{t('Keys and passwords are entered in each client’s connection, never here.')}</List.Item>
      </List>
    </Page>
  )
}

function definitionOf({ title, baseUrls, auths, operations }: DescribedApi): CustomDefinition {
  return {
    name: title.slice(0, 80),
    description: '',
    baseUrl: baseUrls[0] ?? '',
    auth: auths[0] ?? { kind: 'none' },
    operations: operations.map((described) => {
      const { group: _, deprecated: __, ...operation } = described
      return operation
    }),
  }
}
