// The records of one kind, newest first; a row opens the whole record.
import { Drawer, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { simulatorRecordsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { TitledValue } from '#designer/ui/value-tree.tsx'
import classes from './record-table.module.css'
import { shown, tellingColumns, type VendorRecord } from '#designer/ui/vendor-record.ts'

export function RecordTable({ client, simulator, type }: { readonly client: string; readonly simulator: string; readonly type: string }) {
  const records = useQuery(simulatorRecordsQuery(client, simulator, type))
  const [open, setOpen] = useState<VendorRecord>()
  return (
    <QueryView query={records} skeleton={<TableSkeleton rows={6} />}>
      {(items) => {
        if (items.length === 0) {
          return (
            <EmptyState icon="circle-dashed" bordered title={t('No records of this kind yet')}>
              {t('Send a sample order through a flow; what it makes appears here.')}
            </EmptyState>
          )
        }
        const columns = tellingColumns(items)
        const nameOf = (record: VendorRecord) => shown(record['name']) || shown(record['id']) || t('Record')
        return (
          <>
            <DataTable
              caption={type}
              columns={[
                { id: 'id', label: t('record-number'), width: 150 },
                ...columns.map(({ member, label }) => ({ id: member, label: t(label) })),
              ]}
            >
              {items.map((record, index) => (
                <Table.Tr key={shown(record['id']) || index}>
                  <Table.Td>
                    <button
                      type="button"
                      className={classes.open}
                      aria-label={t('Open {{name}}', { name: nameOf(record) })}
                      onClick={() => setOpen(record)}
                    >
                      {shown(record['id']) || index + 1}
                    </button>
                  </Table.Td>
                  {columns.map(({ member }) => (
                    <Table.Td key={member}>{shown(record[member]) || '–'}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </DataTable>
            <Drawer
              opened={open !== undefined}
              onClose={() => setOpen(undefined)}
              position="right"
              size="lg"
              title={open ? nameOf(open) : ''}
            >
              <TitledValue title={type} value={open} empty={t('Nothing')} />
            </Drawer>
          </>
        )
      }}
    </QueryView>
  )
}
