// Who changed what, newest first. Nothing here can be edited or deleted.
import { Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditEntry } from '#shared/api/contract.ts'
import { auditQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { LoadMore } from '#designer/ui/load-more.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { environmentLabel } from '#designer/ui/environment-badge.tsx'
import { actionWords, detailWords } from './action-words.ts'
import { Target } from './target.tsx'

export function AuditPage() {
  const { clients } = useSession()
  const audit = useInfiniteQuery(auditQuery())
  const names = new Map(clients.map((client) => [client.id, client.name]))
  return (
    <Page title={t('Audit log')} description={t('Who changed what, and when. It cannot be edited.')}>
      <QueryView query={audit} skeleton={<TableSkeleton rows={9} />}>
        {(data) => {
          const entries = data.pages.flatMap((page) => page.items)
          if (entries.length === 0) {
            return (
              <EmptyState icon="scroll-text" bordered title={t('Nothing was changed yet')}>
                {t('Publishing, deploying, changing connections, replaying and discarding are all noted here.')}
              </EmptyState>
            )
          }
          return (
            <DataTable
              caption={t('Audit log')}
              footer={<LoadMore query={audit} shown={entries.length} />}
              columns={[
                { id: 'at', label: t('When'), width: 140 },
                { id: 'who', label: t('Who'), width: 200 },
                { id: 'what', label: t('What') },
                { id: 'client', label: t('Client'), width: 200 },
              ]}
            >
              {entries.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td c="dimmed">
                    <Ago at={entry.at} />
                  </Table.Td>
                  <Table.Td>{actorOf(entry)}</Table.Td>
                  <Table.Td>
                    {actionWords(entry.action)} <Target entry={entry} slug={clients.find(({ id }) => id === entry.clientId)?.slug} />
                    <Text fz="xs" c="dimmed">
                      {detailsOf(entry)}
                    </Text>
                  </Table.Td>
                  <Table.Td c="dimmed">{entry.clientId ? (names.get(entry.clientId) ?? entry.clientId) : '–'}</Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }}
      </QueryView>
    </Page>
  )
}

function actorOf({ actor }: AuditEntry): string {
  if (actor === 'system') return t('Tillflow')
  if (actor === 'installation') return t('The command line')
  return actor.startsWith('key:') ? t('API key “{{name}}”', { name: actor.slice(4) }) : actor
}

/** What the entry notes in plain values: `version 2, environment live`. */
function detailsOf({ details = {} }: AuditEntry): string {
  return Object.entries(details)
    .flatMap(([key, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
      return detailWords(key, value === 'test' || value === 'live' ? environmentLabel(value) : value) ?? []
    })
    .join(', ')
}
