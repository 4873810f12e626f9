// The lookup inbox: values that no table has, with the records that wait for each. Mapped once, the records go on.
import { Button, Table, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { InboxItem } from '#shared/api/lookups.ts'
import type { LookupTable } from '#shared/model/connections.ts'
import { mapKey, releaseKey } from '#designer/api/commands.ts'
import { lookupInboxQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { Section } from '#designer/ui/page.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import { kindOf, toDraft, valueOf } from '#designer/ui/row-grid/draft-rows.ts'
import { Ago } from '#designer/ui/time.tsx'
import classes from './lookup-tables.module.css'

export interface InboxProps {
  readonly client: string
  readonly tables: readonly LookupTable[]
}

export function Inbox({ client, tables }: InboxProps) {
  const query = useQuery(lookupInboxQuery(client))
  if (query.error) return <ProblemState compact error={query.error} />
  const items = query.data ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('Values that wait for a translation')}>
      <Text fz="sm" c="dimmed" mb="sm">
        {t(
          'These values came in and stand in no table. Enter what goes out: the row is kept in the table, and the records that wait go on by themselves.',
        )}
      </Text>
      <DataTable
        caption={t('Values that wait for a translation')}
        minWidth={860}
        columns={[
          { id: 'key', label: t('Comes in') },
          { id: 'table', label: t('Table'), width: 240 },
          { id: 'records', label: t('Waiting'), width: 150 },
          { id: 'value', label: t('Goes out'), width: 340 },
        ]}
      >
        {items.map((item) => (
          <InboxLine
            key={`${item.environment} ${item.table} ${item.key}`}
            client={client}
            item={item}
            table={tables.find(({ name, environment }) => name === item.table && environment === item.environment)}
          />
        ))}
      </DataTable>
    </Section>
  )
}

interface InboxLineProps {
  readonly client: string
  readonly item: InboxItem
  readonly table: LookupTable | undefined
}

function InboxLine({ client, item, table }: InboxLineProps) {
  const mayMap = useMay('edit-mappings')
  const mayRelease = useMay('operate')
  const [text, setText] = useState('')
  const { environment, table: name, key } = item
  const act = useMutation({
    mutationFn: () => {
      const of = { environment, table: name, key }
      if (item.mapped) return releaseKey(client, of)
      return mapKey(client, { ...of, value: valueOf(text.trim(), kindOf(toDraft(table?.rows ?? []))) })
    },
    onSuccess: async ({ bulk }) => {
      notifyDone(bulk ? t('records-go-on', { count: bulk.total }) : t('Kept. No record waits for it any more.'))
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
    onError: notifyProblem,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (item.mapped || text.trim() !== '') act.mutate()
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Text span fw={550} className={classes.key ?? ''}>
          {key}
        </Text>
      </Table.Td>
      <Table.Td>
        <Link to="/c/$client/lookup-tables" params={{ client }} search={{ table: name, environment }} className={classes.link ?? ''}>
          {item.tableLabel ?? name}
        </Link>{' '}
        <EnvironmentBadge environment={environment} />
      </Table.Td>
      <Table.Td>
        <Link to="/c/$client/exceptions" params={{ client }} search={{ environment, status: 'open' }} className={classes.link ?? ''}>
          {t('records-count', { count: item.records })}
        </Link>
        <Text fz="xs" c="dimmed">
          {t('since')} <Ago at={item.firstAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        {(item.mapped ? mayRelease : mayMap) && table ? (
          <form className={classes.mapForm} onSubmit={submit}>
            {item.mapped ? (
              <Text fz="sm" c="dimmed">
                {t('It is in the table now.')}
              </Text>
            ) : (
              <TextInput
                size="xs"
                aria-label={t('Goes out for {{key}}', { key })}
                placeholder={exampleOf(table)}
                value={text}
                maxLength={2_000}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <Button
              size="xs"
              type="submit"
              loading={act.isPending}
              disabled={!item.mapped && text.trim() === ''}
              leftSection={<Icon name="play" size={13} />}
            >
              {item.mapped ? t('Let them go on') : t('Map and go on')}
            </Button>
          </form>
        ) : (
          <Text fz="sm" c="dimmed">
            {table ? t('Waits for somebody who may edit mappings.') : t('There is no such table any more.')}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** What the others give shows what is wanted. */
function exampleOf(table: LookupTable): string {
  const value = table.rows[0]?.value
  return typeof value === 'string' || typeof value === 'number' ? t('such as {{value}}', { value }) : ''
}
