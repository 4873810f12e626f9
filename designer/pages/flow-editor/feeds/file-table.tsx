// Files of a flow, newest first: how far each was read and what could not be read of it.
import { Badge, Table, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { Ago } from '#designer/ui/time.tsx'
import type { Feed, FeedStatus } from '#shared/model/feeds.ts'

const STATES: Readonly<Record<FeedStatus, { readonly label: string; readonly color: string }>> = {
  receiving: { label: 'Arriving', color: 'blue' },
  active: { label: 'Being read', color: 'blue' },
  done: { label: 'Read', color: 'green' },
  failed: { label: 'Cannot be read', color: 'red' },
  stopped: { label: 'Stopped', color: 'gray' },
}

export function FileTable({ files }: { readonly files: readonly Feed[] }) {
  if (files.length === 0) return <Text c="dimmed">{t('No file came yet.')}</Text>
  return (
    <Table verticalSpacing="xs" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('File')}</Table.Th>
          <Table.Th>{t('State')}</Table.Th>
          <Table.Th ta="right">{t('Records')}</Table.Th>
          <Table.Th>{t('Received')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.id}>
            <Table.Td>
              {file.name}
              {file.error ? (
                <Text fz="xs" c="red">
                  {sayError(file.error).message}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>
              <Badge variant="light" color={STATES[file.status].color}>
                {t(STATES[file.status].label)}
              </Badge>
            </Table.Td>
            <Table.Td ta="right">
              {formatNumber(file.records)}
              {file.rejected > 0 ? (
                <Text fz="xs" c="orange">
                  {t('{{count}} on the exception desk', { count: file.rejected })}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>
              <Ago at={file.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
