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
import { ToFlows } from '#designer/ui/to-flows.tsx'
import { TopicDialog } from './topic-dialog.tsx'

export function TopicsPage() {
  const client = useClientSlug()
  const topics = useQuery(topicsQuery(client))
  const flows = useQuery(flowsQuery(client)).data ?? []
  const [opened, setOpened] = useState<TopicSummary>()
  return (
    <Page
      title={t('Flow messages')}
      description={t(
        'One flow announces that something happened, such as “stock changed”, and every flow that listens is started with it.',
      )}
    >
      <QueryView query={topics} skeleton={<TableSkeleton rows={4} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon="megaphone"
              bordered
              title={t('No flow listens to another yet')}
              steps={[
                t(
                  'In the flow that knows the news, such as a changed stock level, add the step “Send a flow message” and name the message, such as stock-changed.',
                ),
                t(
                  'Give each flow that shall act on it, such as one for each shop, the trigger “On a flow message” with the same name, and deploy it.',
                ),
                t('It appears here, with the flows that listen and the messages that went through.'),
              ]}
              actions={<ToFlows client={client} />}
            />
          ) : (
            <DataTable
              caption={t('Flow messages')}
              columns={[
                { id: 'topic', label: t('Flow message') },
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
