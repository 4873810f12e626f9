// The operations of a connector: each is a line that opens into its fields.
import { Accordion, ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Issue } from '#shared/errors.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { CustomOperation, type CustomParameter } from '#shared/model/custom-connectors.ts'
import { schemaInWords } from '#designer/i18n/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { SchemaForm } from '#designer/ui/schema-form.tsx'
import { ToneBadge } from '#designer/ui/status-badge.tsx'
import classes from './connectors.module.css'

const SCHEMA = schemaInWords(JSON.parse(JSON.stringify(CustomOperation)) as JsonSchema)

export interface OperationListProps {
  readonly operations: readonly CustomOperation[]
  readonly hasPaging: boolean
  readonly issues: readonly Issue[]
  readonly onChange: (operations: CustomOperation[]) => void
}

export function OperationList({ operations, hasPaging, issues, onChange }: OperationListProps) {
  const [opened, setOpened] = useState<string | null>(null)
  const change = (index: number, next: CustomOperation) => onChange(operations.map((operation, at) => (at === index ? next : operation)))
  const add = () => {
    const id = freeId(operations)
    onChange([
      ...operations,
      { id, label: t('New operation'), description: '', method: 'GET', path: '/', effect: 'read', safety: 'upsert', parameters: [] },
    ])
    setOpened(id)
  }
  const own = issues.find(({ path }) => path === '/operations')
  return (
    <section aria-label={t('Operations')}>
      <Group justify="space-between" mb="xs">
        <Text component="h2" fz="sm" fw={600}>
          {t('Operations')}
        </Text>
        <Button size="xs" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={add}>
          {t('Add an operation')}
        </Button>
      </Group>
      {own && (
        <Text fz="sm" c="red" mb="xs" role="alert">
          {own.message}
        </Text>
      )}
      {operations.length === 0 && (
        <EmptyState icon="plug" title={t('Nothing that flows can do yet')} compact bordered>
          {t('An operation is one call of the API, such as reading an order or making an invoice. Each becomes a step to choose.')}
        </EmptyState>
      )}
      <Accordion variant="separated" value={opened} onChange={setOpened}>
        {operations.map((operation, index) => {
          const within = issues
            .filter(({ path }) => path.startsWith(`/operations/${index}/`))
            .map((issue) => ({ ...issue, path: issue.path.slice(`/operations/${index}`.length) }))
          return (
            <Accordion.Item key={operation.id} value={operation.id}>
              <Accordion.Control>
                <Group gap="xs" wrap="nowrap">
                  <Text fz="sm" fw={550}>
                    {operation.label}
                  </Text>
                  {within.length > 0 && <ToneBadge tone="bad" label={t('Look at this')} />}
                </Group>
                <span className={classes.method}>{operation.method}</span> <span className={classes.path}>{operation.path}</span>
              </Accordion.Control>
              <Accordion.Panel>
                {opened === operation.id && (
                  <Stack gap="md">
                    <SchemaForm
                      schema={SCHEMA}
                      value={operation}
                      onChange={(next) => change(index, settled(next as CustomOperation))}
                      hidden={['id', 'parameters', 'body', 'output', 'paged', ...(operation.document === undefined ? ['document'] : [])]}
                      issues={within}
                      idPrefix={`operation-${operation.id}`}
                    />
                    <Parameters operation={operation} onChange={(parameters) => change(index, { ...operation, parameters })} />
                    {operation.method !== 'GET' && operation.method !== 'HEAD' && (
                      <Checkbox
                        label={t('It takes a body')}
                        checked={operation.body !== undefined}
                        onChange={(event) => {
                          const { body: _, ...rest } = operation
                          change(index, event.currentTarget.checked ? { ...rest, body: { required: true, schema: {} } } : rest)
                        }}
                      />
                    )}
                    <Checkbox
                      label={t('It reads a list page by page')}
                      description={hasPaging ? undefined : t('Say first under “Lists” how the API divides them.')}
                      disabled={!hasPaging && operation.paged === undefined}
                      checked={operation.paged ?? false}
                      onChange={(event) => {
                        const { paged: _, ...rest } = operation
                        change(index, event.currentTarget.checked ? { ...rest, paged: true } : rest)
                      }}
                    />
                    <Group justify="flex-end">
                      <Button
                        size="xs"
                        variant="subtle"
                        color="red"
                        leftSection={<Icon name="trash-2" size={14} />}
                        onClick={() => onChange(operations.filter((_, at) => at !== index))}
                      >
                        {t('Remove the operation')}
                      </Button>
                    </Group>
                  </Stack>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </section>
  )
}

/** Those of the path follow from it; others are added by name. */
function Parameters({
  operation,
  onChange,
}: {
  readonly operation: CustomOperation
  readonly onChange: (parameters: CustomParameter[]) => void
}) {
  const [name, setName] = useState('')
  const clean = name.trim()
  const add = () => {
    if (clean === '' || operation.parameters.some((parameter) => parameter.name === clean)) return
    onChange([...operation.parameters, { name: clean, in: 'query', required: false, schema: { type: 'string' } }])
    setName('')
  }
  return (
    <div>
      <Text fz="sm" fw={550} mb={4}>
        {t('Parameters')}
      </Text>
      {operation.parameters.map((parameter) => (
        <Group key={`${parameter.in}-${parameter.name}`} gap="xs" mb={4}>
          <code className={classes.path}>{parameter.name}</code>
          <Text fz="xs" c="dimmed">
            {parameter.in === 'path' ? t('in the path') : parameter.in === 'query' ? t('in the query') : t('in a header')}
            {parameter.required && ` · ${t('required')}`}
          </Text>
          {parameter.in !== 'path' && (
            <ActionIcon
              size={22}
              variant="subtle"
              aria-label={t('Remove {{name}}', { name: parameter.name })}
              onClick={() => onChange(operation.parameters.filter((one) => one !== parameter))}
            >
              <Icon name="x" size={13} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group gap="xs">
        <TextInput
          size="xs"
          placeholder={t('Query parameter')}
          aria-label={t('Query parameter')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button size="xs" variant="default" disabled={clean === ''} onClick={add}>
          {t('Add')}
        </Button>
      </Group>
    </div>
  )
}

/** What follows from other fields: parameters of the path, and that reading changes nothing. */
function settled(operation: CustomOperation): CustomOperation {
  const named = [...new Set([...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name))]
  const others = operation.parameters.filter((parameter) => parameter.in !== 'path' || named.includes(parameter.name))
  const added = named
    .filter((name) => !others.some((parameter) => parameter.name === name))
    .map((name): CustomParameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  return { ...operation, parameters: [...added, ...others] }
}

function freeId(operations: readonly CustomOperation[]): string {
  for (let n = operations.length + 1; ; n++) if (!operations.some(({ id }) => id === `operation-${n}`)) return `operation-${n}`
}
