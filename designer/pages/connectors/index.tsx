// The systems that flows can be connected to: those that come with Tillflow, and those that this partner made without code.
import { Button, Group, Menu, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay, useSession } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { ConnectorTable } from './connector-table.tsx'
import { EditConnector } from './edit-connector.tsx'
import { ImportConnector } from './import-connector.tsx'

export function ConnectorsPage() {
  const { open } = useSearch({ from: '/app/settings/connectors' })
  const navigate = useNavigate({ from: '/settings/connectors' })
  const show = (next: string | undefined) => void navigate({ search: { open: next } })
  const connectors = useQuery(connectorsQuery())
  const { clients } = useSession()
  const mayConnect = useMay('connect') && clients.length > 0
  if (open === 'import') return <ImportConnector onDone={show} onClose={() => show(undefined)} />
  if (open !== undefined) return <EditConnector key={open} id={open} onClose={() => show(undefined)} />
  const make = (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button leftSection={<Icon name="plus" size={15} />}>{t('New connector')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="upload" size={15} />} onClick={() => show('import')}>
          {t('From a description of the API')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="pencil" size={15} />} onClick={() => show('new')}>
          {t('By hand')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
  return (
    <Page
      title={t('Connectors')}
      description={t('What flows can talk to. A system that has no connector gets one without code, from the description of its API.')}
      actions={mayConnect && make}
    >
      <QueryView query={connectors} skeleton={<TableSkeleton rows={6} />}>
        {(all) => {
          const own = all.filter(({ custom }) => custom !== undefined)
          return (
            <>
              <Section title={t('Yours')}>
                {own.length === 0 ? (
                  <EmptyState icon="upload" compact bordered title={t('No connector of your own yet')}>
                    {t('Bring an OpenAPI, Swagger or GraphQL description, or a Postman collection, and choose what flows may call.')}
                  </EmptyState>
                ) : (
                  <ConnectorTable connectors={own} onOpen={show} />
                )}
              </Section>
              <Section title={t('Built in')}>
                <ConnectorTable connectors={all.filter(isBuiltIn)} />
              </Section>
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

const isBuiltIn = ({ custom }: ConnectorDescriptor) => custom === undefined

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section style={{ marginBottom: 28 }}>
      <Group mb="xs">
        <Text component="h2" fz="sm" fw={600}>
          {title}
        </Text>
      </Group>
      {children}
    </section>
  )
}
