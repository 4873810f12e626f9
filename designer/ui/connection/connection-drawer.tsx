// Creates or changes a connection: the form is drawn from the connector's own description; saving tests it at once.
import { Drawer, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { ConnectorChoice } from './connector-choice.tsx'
import { LimitsForm } from './limits-form.tsx'

export interface ConnectionDrawerProps {
  readonly client: string
  readonly opened: boolean
  readonly onClose: () => void
  /** Absent: a new connection. */
  readonly connection?: Connection
  /** Fixes the connector of a new connection. */
  readonly connector?: string
  readonly environment?: Environment
  /** Fixes the environment of a new connection. */
  readonly environmentFixed?: boolean
  readonly onSaved?: (connection: Connection) => void
}

export function ConnectionDrawer({ opened, onClose, ...rest }: ConnectionDrawerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} size={520} title={rest.connection ? rest.connection.name : t('New connection')} padding="lg">
      {opened &&
        (rest.connection ? (
          <Tabs defaultValue="connection" keepMounted={false} key={rest.connection.id}>
            <Tabs.List mb="lg">
              <Tabs.Tab value="connection">{t('Connection')}</Tabs.Tab>
              <Tabs.Tab value="limits">{t('Limits and maintenance')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="connection">
              <Content {...rest} onClose={onClose} />
            </Tabs.Panel>
            <Tabs.Panel value="limits">
              <LimitsForm client={rest.client} connection={rest.connection} onClose={onClose} />
            </Tabs.Panel>
          </Tabs>
        ) : (
          <Content key="new" {...rest} onClose={onClose} />
        ))}
    </Drawer>
  )
}

function Content({ connector, ...props }: Omit<ConnectionDrawerProps, 'opened'>) {
  const connectors = useQuery(connectorsQuery())
  const [chosen, setChosen] = useState(props.connection?.connector ?? connector)
  return (
    <QueryView query={connectors} skeleton={<FormSkeleton />} compact>
      {(items) => {
        const descriptor = items.find((item) => item.id === chosen)
        if (descriptor === undefined) return <ConnectorChoice connectors={items} onChoose={setChosen} />
        return (
          <ConnectionForm
            key={descriptor.id}
            {...props}
            descriptor={descriptor}
            onBack={props.connection || connector ? undefined : () => setChosen(undefined)}
          />
        )
      }}
    </QueryView>
  )
}
