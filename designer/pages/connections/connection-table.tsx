// The connections of one environment.
import { Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import { connectionStatesQuery, connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { FlowState } from '#designer/ui/connection/flow-state.tsx'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { ToneBadge } from '#designer/ui/status-badge.tsx'
import { Ago } from '#designer/ui/time.tsx'
import classes from './connection-table.module.css'
import { RowControls } from './row-controls.tsx'

export interface ConnectionTableProps {
  readonly client: string
  readonly environment: Environment
  readonly connections: readonly Connection[]
  readonly onOpen: (id: string) => void
}

export function ConnectionTable({ client, environment, connections, onOpen }: ConnectionTableProps) {
  const descriptors = useQuery(connectorsQuery()).data
  const states = useQuery(connectionStatesQuery(client)).data
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <EnvironmentBadge environment={environment} />
      </div>
      {connections.length === 0 ? (
        <EmptyState
          icon="plug"
          compact
          bordered
          title={environment === 'live' ? t('Nothing connected for live yet') : t('Nothing connected for test yet')}
        >
          {environment === 'live'
            ? t('Connect the real systems here when the flows work in test.')
            : t('Connect sandboxes or simulators here to try flows without consequences.')}
        </EmptyState>
      ) : (
        <DataTable
          caption={environment === 'live' ? t('Live connections') : t('Test connections')}
          columns={[
            { id: 'name', label: t('Name') },
            { id: 'state', label: t('State'), width: '40%' },
            { id: 'checked', label: t('Checked'), width: 130 },
            { id: 'actions', label: '', name: t('Test and more'), width: 120 },
          ]}
        >
          {connections.map((connection) => {
            const descriptor = descriptors?.find((d) => d.id === connection.connector)
            const simulator = connection.config['simulator']
            return (
              <Table.Tr key={connection.id}>
                <Table.Td>
                  <span className={classes.name}>
                    <ConnectorIcon svg={descriptor?.icon} name={descriptor?.name ?? connection.connector} tile size={17} />
                    <span>
                      <button type="button" className={classes.open} onClick={() => onOpen(connection.id)}>
                        {connection.name}
                      </button>
                      <Text fz="xs" c="dimmed">
                        {descriptor?.name ?? connection.connector}
                        {typeof simulator === 'string' && ` · ${t('simulator')}`}
                      </Text>
                    </span>
                  </span>
                </Table.Td>
                <Table.Td>
                  <span className={classes.state}>
                    <State connection={connection} />
                    {connection.statusMessage && (
                      <Text span fz="xs" c="dimmed" lineClamp={2}>
                        {connection.statusMessage}
                      </Text>
                    )}
                  </span>
                  <FlowState
                    client={client}
                    name={connection.name}
                    state={states?.find(({ connectionId }) => connectionId === connection.id)}
                  />
                </Table.Td>
                <Table.Td c="dimmed">{connection.checkedAt ? <Ago at={connection.checkedAt} /> : '–'}</Table.Td>
                <Table.Td>
                  <RowControls client={client} connection={connection} onOpen={onOpen} />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </DataTable>
      )}
    </section>
  )
}

function State({ connection }: { readonly connection: Connection }) {
  if (connection.status === 'ok') return <ToneBadge tone="ok" icon="circle-check" label={t('Works')} />
  if (connection.status === 'failed') return <ToneBadge tone="bad" icon="circle-x" label={t('Fails')} />
  return <ToneBadge tone="neutral" icon="circle-dashed" label={t('Not tested')} />
}
