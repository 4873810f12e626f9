// Which operations of a description flows may call.
import { Button, Checkbox, Group, List, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DescribedApi } from '#shared/model/custom-connectors.ts'
import { t } from '#designer/i18n/index.ts'
import { DataTable } from '#designer/ui/data-table.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { ToneBadge } from '#designer/ui/status-badge.tsx'
import classes from './connectors.module.css'

const MOST = 200
const SHOWN = 300

export interface ChooseOperationsProps {
  readonly described: DescribedApi
  readonly loading: boolean
  readonly error: Error | null
  readonly onChoose: (ids: string[]) => void
  readonly onBack: () => void
}

export function ChooseOperations({ described, loading, error, onChoose, onBack }: ChooseOperationsProps) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const wanted = search.trim().toLowerCase()
  const found = described.operations.filter(({ label, path, method, group }) =>
    `${label} ${method} ${path} ${group}`.toLowerCase().includes(wanted),
  )
  const shown = found.slice(0, SHOWN)
  const all = shown.length > 0 && shown.every(({ id }) => chosen.has(id))
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids)
      if (on) next.add(id)
      else next.delete(id)
    setChosen(next)
  }
  return (
    <Page
      title={t('What may flows call?')}
      description={t('{{title}} describes {{count}} operations. Choose those that are needed; more can be added later.', {
        title: described.title,
        count: described.operations.length,
      })}
    >
      <TextInput
        placeholder={t('Find an operation')}
        aria-label={t('Find an operation')}
        leftSection={<Icon name="search" size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="sm"
        maw={360}
      />
      <Found count={wanted === '' ? undefined : found.length} />
      <DataTable
        caption={t('Operations')}
        columns={[
          {
            id: 'choose',
            label: (
              <Checkbox
                size="xs"
                aria-label={t('Choose all that are shown')}
                checked={all}
                indeterminate={!all && shown.some(({ id }) => chosen.has(id))}
                onChange={(event) =>
                  toggle(
                    shown.map(({ id }) => id),
                    event.currentTarget.checked,
                  )
                }
              />
            ),
            width: 40,
          },
          { id: 'label', label: t('Operation') },
          { id: 'path', label: t('Request'), width: '45%' },
          { id: 'group', label: t('Group'), width: 150 },
        ]}
        footer={found.length > SHOWN ? t('{{count}} more: narrow the search.', { count: found.length - SHOWN }) : undefined}
      >
        {shown.map((operation) => (
          <Table.Tr key={operation.id}>
            <Table.Td>
              <Checkbox
                size="xs"
                aria-label={operation.label}
                checked={chosen.has(operation.id)}
                onChange={(event) => toggle([operation.id], event.currentTarget.checked)}
              />
            </Table.Td>
            <Table.Td>
              <Text fz="sm">
                {operation.label} {operation.deprecated && <ToneBadge tone="warn" label={t('Deprecated')} />}
              </Text>
            </Table.Td>
            <Table.Td>
              <span className={classes.method}>{operation.method}</span> <span className={classes.path}>{operation.path}</span>
            </Table.Td>
            <Table.Td c="dimmed">{operation.group}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
      {described.notes.length > 0 && (
        <List fz="xs" c="dimmed" mt="md">
          {described.notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      )}
      <FormProblem error={error} />
      <Group className={classes.foot}>
        <Text fz="sm" c="dimmed">
          {t('operations-chosen', { count: chosen.size })}
        </Text>
        <Button variant="default" onClick={onBack}>
          {t('Back')}
        </Button>
        <Button disabled={chosen.size === 0 || chosen.size > MOST} loading={loading} onClick={() => onChoose([...chosen])}>
          {t('Go on')}
        </Button>
      </Group>
    </Page>
  )
}
