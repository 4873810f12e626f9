// The table of flows.
import { ActionIcon, Menu, Table, Text, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FlowSummary } from '#shared/api/contract.ts'
import { deleteFlow } from '#designer/api/commands.ts'
import { connectorsQuery, flowsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { DataTable, RowActions, RowLink } from '#designer/ui/data-table.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { RunStatusBadge, ToneBadge } from '#designer/ui/status-badge.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { UpgradeBadge } from '#designer/ui/upgrade-badge.tsx'

export function FlowTable({ client, flows }: { readonly client: string; readonly flows: readonly FlowSummary[] }) {
  const mayDesign = useMay('design')
  const remove = useMutation({
    mutationFn: (flow: FlowSummary) => deleteFlow(client, flow.id),
    onSuccess: async (_, flow) => {
      notifyDone(t('“{{name}}” was deleted.', { name: flow.name }))
      await queryClient.invalidateQueries({ queryKey: flowsQuery(client).queryKey })
    },
    onError: notifyProblem,
  })
  const ask = (flow: FlowSummary) =>
    askFirst({
      title: t('Delete “{{name}}”?', { name: flow.name }),
      text: t('Its versions and samples go with it. Its past runs stay readable.'),
      confirm: t('Delete flow'),
      onConfirm: () => remove.mutate(flow),
    })
  return (
    <DataTable
      caption={t('Flows')}
      minWidth={820}
      columns={[
        { id: 'name', label: t('Name') },
        { id: 'systems', label: t('Systems'), width: 110 },
        { id: 'deployed', label: t('Deployed'), width: 190 },
        { id: 'last', label: t('Last run'), width: 230 },
        { id: 'exceptions', label: t('Exceptions'), width: 96, align: 'end' },
        { id: 'actions', label: '', name: t('More'), width: 52 },
      ]}
    >
      {flows.map((flow) => (
        <Table.Tr key={flow.id}>
          <Table.Td>
            <RowLink to="/c/$client/flows/$flow" params={{ client, flow: flow.id }}>
              {flow.name}
            </RowLink>
            <Text fz="xs" c="dimmed" lineClamp={1} maw={420}>
              {flow.description ?? (flow.template ? t('From a template') : t('No description'))}
            </Text>
          </Table.Td>
          <Table.Td>
            <Systems connectors={flow.connectors} />
          </Table.Td>
          <Table.Td>
            <span style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
              {flow.deployments.toSorted(liveFirst).map((deployment) => (
                <EnvironmentBadge key={deployment.environment} environment={deployment.environment} version={deployment.version} />
              ))}
              {flow.deployments.length === 0 && <ToneBadge tone="neutral" label={t('Not deployed')} icon="circle-dashed" />}
              {flow.draftChanged && <ToneBadge tone="info" label={t('Draft changed')} icon="pencil" />}
              <RowActions>
                <UpgradeBadge client={client} flow={flow.id} template={flow.template} />
              </RowActions>
            </span>
          </Table.Td>
          <Table.Td>{flow.lastRun ? <LastRun client={client} run={flow.lastRun} /> : <Text c="dimmed">{t('Never ran')}</Text>}</Table.Td>
          <Table.Td ta="end">
            {flow.openExceptions > 0 ? (
              <RowActions>
                <Link
                  to="/c/$client/exceptions"
                  params={{ client }}
                  search={{ flow: flow.id, status: 'open' }}
                  style={{ color: 'var(--tf-bad)', fontWeight: 600 }}
                >
                  {flow.openExceptions}
                </Link>
              </RowActions>
            ) : (
              <Text span c="dimmed">
                0
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            {mayDesign && (
              <RowActions>
                <Menu position="bottom-end" width={200}>
                  <Menu.Target>
                    <ActionIcon aria-label={t('More for {{name}}', { name: flow.name })}>
                      <Icon name="ellipsis" />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<Icon name="activity" size={14} />}
                      renderRoot={(props) => <Link to="/c/$client/runs" params={{ client }} search={{ flow: flow.id }} {...props} />}
                    >
                      {t('Its runs')}
                    </Menu.Item>
                    <Menu.Item
                      color="red"
                      leftSection={<Icon name="trash-2" size={14} />}
                      disabled={flow.deployments.length > 0}
                      onClick={() => ask(flow)}
                    >
                      {flow.deployments.length > 0 ? t('Delete (stop it first)') : t('Delete')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </RowActions>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}

type Deployed = FlowSummary['deployments'][number]
const liveFirst = (a: Deployed, b: Deployed) => (a.environment === b.environment ? 0 : a.environment === 'live' ? -1 : 1)

function Systems({ connectors }: { readonly connectors: readonly string[] }) {
  const descriptors = useQuery(connectorsQuery()).data
  return (
    <span style={{ display: 'flex', gap: 4 }}>
      {connectors.map((id) => {
        const descriptor = descriptors?.find((connector) => connector.id === id)
        return (
          <Tooltip key={id} label={descriptor?.name ?? id}>
            <span>
              <ConnectorIcon tile size={16} name={descriptor?.name ?? id} svg={descriptor?.icon} />
            </span>
          </Tooltip>
        )
      })}
    </span>
  )
}

function LastRun({ client, run }: { readonly client: string; readonly run: NonNullable<FlowSummary['lastRun']> }) {
  return (
    <RowActions>
      <Link to="/c/$client/runs/$run" params={{ client, run: run.id }} style={{ textDecoration: 'none' }}>
        <RunStatusBadge status={run.status} />
      </Link>
      <Text span c="dimmed" fz="xs" ml={6}>
        <Ago at={run.createdAt} />
      </Text>
    </RowActions>
  )
}
