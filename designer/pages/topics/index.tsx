// Topics: what flows of the client tell each other, who listens, and what was published.
import { Anchor, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TopicSummary } from '#shared/api/contract.ts'
import { flowsQuery, topicsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { DataTable, RowActions } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { TopicDialog } from './topic-dialog.tsx'

export function TopicsPage() {
  const client = useClientSlug()
  const topics = useQuery(topicsQuery(client))
  const flows = useQuery(flowsQuery(client)).data ?? []
  const [opened, setOpened] = useState<TopicSummary>()
  return (
    <Page title={t('Topics')} description={t('What flows tell each other: one publishes, every flow that listens is started.')}>
      <QueryView query={topics} skeleton={<TableSkeleton rows={4} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="megaphone" bordered title={t('No flow listens to anything yet')}>
              {t('Give a flow the trigger "Told by a topic" and deploy it; its topic appears here.')}
            </EmptyState>
          ) : (
            <DataTable
              caption={t('Topics')}
              columns={[
                { id: 'topic', label: t('Topic') },
                { id: 'environment', label: t('Environment'), width: 130 },
                { id: 'listeners', label: t('Flows that listen'), width: '34%' },
                { id: 'schema', label: t('Schema'), width: 110 },
                { id: 'kept', label: t('Events are kept'), width: 140 },
              ]}
            >
              {items.map((topic) => (
                <Table.Tr key={`${topic.environment} ${topic.name}`}>
                  <Table.Td>
                    <RowActions>
                      <Anchor component="button" fz="sm" onClick={() => setOpened(topic)}>
                        {topic.name}
                      </Anchor>
                    </RowActions>
                  </Table.Td>
                  <Table.Td>
                    <EnvironmentBadge environment={topic.environment} />
                  </Table.Td>
                  <Table.Td>
                    {topic.listeners.map((id) => (
                      <Text key={id} fz="sm" truncate maw={320}>
                        <Link to="/c/$client/flows/$flow" params={{ client, flow: id }}>
                          {flows.find((flow) => flow.id === id)?.name ?? t('A flow')}
                        </Link>
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td c="dimmed">{topic.schema === undefined ? t('any') : t('checked')}</Table.Td>
                  <Table.Td c="dimmed">{t('{{count}} days', { count: topic.retentionDays })}</Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }
      </QueryView>
      {opened && <TopicDialog client={client} topic={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}
