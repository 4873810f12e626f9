// The newest open exceptions, short.
import { Table, Text } from '@mantine/core'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { DataTable, RowLink } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { reasonOf } from '#designer/ui/reason.ts'

export interface ExceptionListProps {
  readonly slug: string
  readonly exceptions: readonly ExceptionRecord[]
  readonly flowNames: ReadonlyMap<string, string>
}

export function ExceptionList({ slug, exceptions, flowNames }: ExceptionListProps) {
  if (exceptions.length === 0) {
    return (
      <EmptyState icon="circle-check" bordered compact title={t('Nothing is waiting for you')}>
        {t('Records that cannot go on land here, with the reason and a way to mend and replay them.')}
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption={t('Newest open exceptions')}
      columns={[
        { id: 'reason', label: t('Reason') },
        { id: 'flow', label: t('Flow'), width: '28%' },
        { id: 'environment', label: t('Environment'), width: 120 },
        { id: 'age', label: t('Since'), width: 130 },
      ]}
    >
      {exceptions.slice(0, 5).map((exception) => (
        <Table.Tr key={exception.id}>
          <Table.Td>
            <RowLink to="/c/$client/exceptions/$exception" params={{ client: slug, exception: exception.id }}>
              {reasonOf(exception.error)}
            </RowLink>
          </Table.Td>
          <Table.Td>
            <Text fz="sm" c="dimmed" lineClamp={1} title={flowNames.get(exception.flowId)}>
              {flowNames.get(exception.flowId) ?? t('A flow')}
            </Text>
          </Table.Td>
          <Table.Td>
            <EnvironmentBadge environment={exception.environment} />
          </Table.Td>
          <Table.Td c="dimmed">
            <Ago at={exception.createdAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
