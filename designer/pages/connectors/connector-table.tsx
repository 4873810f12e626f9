// Connectors with what they can do, in numbers.
import { Table, Text } from '@mantine/core'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { DataTable } from '#designer/ui/data-table.tsx'
import classes from './connectors.module.css'

export interface ConnectorTableProps {
  readonly connectors: readonly ConnectorDescriptor[]
  /** Absent: they cannot be changed. */
  readonly onOpen?: (id: string) => void
}

export function ConnectorTable({ connectors, onOpen }: ConnectorTableProps) {
  return (
    <DataTable
      caption={t('Connectors')}
      columns={[
        { id: 'name', label: t('System') },
        { id: 'actions', label: t('Actions'), width: 110 },
        { id: 'triggers', label: t('Triggers'), width: 110 },
        { id: 'version', label: onOpen ? t('Version') : '', name: t('Version'), width: 90 },
      ]}
    >
      {connectors.map((connector) => (
        <Table.Tr key={connector.id}>
          <Table.Td>
            <span className={classes.name}>
              <ConnectorIcon svg={connector.icon} name={connector.name} tile size={17} />
              <span>
                {onOpen ? (
                  <button type="button" className={classes.open} onClick={() => onOpen(connector.id)}>
                    {connector.name}
                  </button>
                ) : (
                  <Text fz="sm" fw={550}>
                    {connector.name}
                  </Text>
                )}
                <Text fz="xs" c="dimmed">
                  {connector.description}
                </Text>
              </span>
            </span>
          </Table.Td>
          <Table.Td>{connector.actions.length}</Table.Td>
          <Table.Td>{connector.triggers.length + connector.polls.length}</Table.Td>
          <Table.Td c="dimmed">{connector.custom?.version}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
