// The addresses that this client's systems deliver events to.
import { Button, Switch, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { connectorsQuery, flowsQuery, hooksQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { CopyButton } from '#designer/ui/copy-button.tsx'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { Ago, formatExact } from '#designer/ui/time.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'

export function WebhooksPage() {
  const client = useClientSlug()
  const mayConnect = useMay('connect')
  const [secrets, setSecrets] = useState(false)
  const hooks = useQuery(hooksQuery(client, secrets))
  return (
    <Page
      title={t('Webhooks')}
      description={t('Where this client’s systems deliver their events. Every deployed flow has an address and a secret of its own.')}
    >
      <QueryView query={hooks} skeleton={<TableSkeleton rows={3} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon="webhook"
              bordered
              title={t('No webhook yet')}
              actions={
                <Button component={Link} to="/c/$client/flows" params={{ client } as never} variant="default">
                  {t('Open the flows')}
                </Button>
              }
            >
              {t('Deploy a flow that begins with a webhook. Its address appears here; many systems are told it by themselves.')}
            </EmptyState>
          ) : (
            <>
              {mayConnect && (
                <Toolbar>
                  <Switch
                    size="xs"
                    label={t('Show the secrets')}
                    checked={secrets}
                    onChange={(event) => setSecrets(event.currentTarget.checked)}
                  />
                </Toolbar>
              )}
              <HookTable client={client} hooks={items} />
            </>
          )
        }
      </QueryView>
    </Page>
  )
}

function HookTable({ client, hooks }: { readonly client: string; readonly hooks: readonly HookDescriptor[] }) {
  const flows = useQuery(flowsQuery(client)).data
  const connectors = useQuery(connectorsQuery()).data
  return (
    <DataTable
      caption={t('Webhooks')}
      minWidth={820}
      columns={[
        { id: 'flow', label: t('Flow'), width: '26%' },
        { id: 'sender', label: t('Sender and event'), width: '22%' },
        { id: 'environment', label: t('Environment'), width: 110 },
        { id: 'address', label: t('Address and secret') },
      ]}
    >
      {hooks.map((hook) => {
        const connector = connectors?.find((c) => c.id === hook.connector)
        const flow = flows?.find((f) => f.id === hook.flow || f.name === hook.flow)
        return (
          <Table.Tr key={hook.id}>
            <Table.Td fw={550}>
              {flow ? (
                <Link to="/c/$client/flows/$flow" params={{ client, flow: flow.id }} style={{ color: 'inherit', textDecoration: 'none' }}>
                  {flow.name}
                </Link>
              ) : (
                hook.flow
              )}
            </Table.Td>
            <Table.Td>
              <span style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
                <ConnectorIcon svg={connector?.icon} name={connector?.name ?? hook.connector} size={17} />
                <span>
                  <Text fz="sm">{connector?.triggers.find(({ id }) => id === hook.event)?.label ?? hook.event}</Text>
                  <Text fz="xs" c="dimmed">
                    {hook.shop}
                  </Text>
                  <Mended hook={hook} />
                  <Failing hook={hook} />
                </span>
              </span>
            </Table.Td>
            <Table.Td>
              <EnvironmentBadge environment={hook.environment} />
            </Table.Td>
            <Table.Td>
              <Copyable value={hook.url} label={t('Copy the address')} />
              {hook.secret && <Copyable value={hook.secret} label={t('Copy the secret')} />}
            </Table.Td>
          </Table.Tr>
        )
      })}
    </DataTable>
  )
}

/** That the sender had forgotten us, or that deliveries had not come: seen here for as long as it is worth knowing. */
function Mended({ hook: { restoredAt, recovered = 0 } }: { readonly hook: HookDescriptor }) {
  if (restoredAt === undefined && recovered === 0) return null
  return (
    <Text fz="xs" c="var(--mantine-color-yellow-9)">
      {restoredAt !== undefined && (
        <>
          {t('Was missing at the sender and was made anew')} <Ago at={restoredAt} />.{' '}
        </>
      )}
      {recovered > 0 && t('recovered-count', { count: recovered })}
    </Text>
  )
}

/** That its subscription could not be checked or renewed: when it ends, nothing comes any more. */
function Failing({ hook: { failing, expiresAt } }: { readonly hook: HookDescriptor }) {
  if (!failing) return null
  return (
    <Text fz="xs" c="var(--mantine-color-red-8)">
      {t('Could not be checked with the sender')} <Ago at={failing.since} />. {failing.message}
      {expiresAt !== undefined && (
        <>
          {' '}
          {t('Unless this is mended, the sender stops sending')} {formatExact(expiresAt)}.
        </>
      )}
    </Text>
  )
}

function Copyable({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
      <code className="tf-mono" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {value}
      </code>
      <CopyButton value={value} label={label} />
    </span>
  )
}
