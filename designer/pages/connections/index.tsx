// A client's connections, test and live apart.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import { connectionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { useShell } from '#designer/state/shell.ts'
import { ConnectionDrawer } from '#designer/ui/connection/connection-drawer.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'
import { ConnectionTable } from './connection-table.tsx'

const NEW = 'new'

export function ConnectionsPage() {
  const client = useClientSlug()
  const { open } = useSearch({ from: '/app/c/$client/connections' })
  const navigate = useNavigate({ from: '/c/$client/connections' })
  const connections = useQuery(connectionsQuery(client))
  const mayConnect = useMay('connect')
  const { environment, chooseEnvironment } = useShell()
  const show = (id: string | undefined) => void navigate({ search: { open: id } })
  const edited = connections.data?.find((connection) => connection.id === open)
  const create = (
    <Button leftSection={<Icon name="plus" size={15} />} onClick={() => show(NEW)}>
      {t('New connection')}
    </Button>
  )
  return (
    <Page
      title={t('Connections')}
      description={t('How this client’s systems are reached. Test and live never share one, so that a test cannot touch real orders.')}
      actions={mayConnect && create}
    >
      <QueryView query={connections} skeleton={<TableSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon="plug"
              bordered
              title={t('No system is connected yet')}
              steps={[
                t('Choose the system: Shopify, Odoo, or any other through HTTP.'),
                t('Enter its address and credentials. Secrets are encrypted and never shown again.'),
                t('The test signs in for real and says what it found.'),
              ]}
              actions={mayConnect && create}
            />
          ) : (
            <>
              <Toolbar>
                <EnvironmentFilter value={environment} onChange={chooseEnvironment} />
              </Toolbar>
              {ENVIRONMENTS.filter((e) => environment === undefined || e === environment).map((e) => (
                <ConnectionTable
                  key={e}
                  client={client}
                  environment={e}
                  connections={items.filter((connection) => connection.environment === e)}
                  onOpen={show}
                />
              ))}
            </>
          )
        }
      </QueryView>
      <ConnectionDrawer
        client={client}
        opened={open === NEW || edited !== undefined}
        connection={edited}
        environment={environment}
        onClose={() => show(undefined)}
      />
    </Page>
  )
}
