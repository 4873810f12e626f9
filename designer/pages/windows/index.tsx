// Collected records (windows in the engine): what steps are collecting, under which key, how much, since when, and when it goes on; to be closed by hand.
import { Button, SegmentedControl, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { CollectedWindow, WindowStatus } from '#shared/model/windows.ts'
import { closeWindow } from '#designer/api/commands.ts'
import { flowsQuery, windowsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { DataTable } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { FlowSelect } from '#designer/ui/flow-select.tsx'
import { LiveSign } from '#designer/ui/live-sign.tsx'
import { LoadMore } from '#designer/ui/load-more.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { ToFlows } from '#designer/ui/to-flows.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { StepName } from '#designer/ui/step-name.tsx'
import { Ago, formatExact } from '#designer/ui/time.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'

export function WindowsPage() {
  const client = useClientSlug()
  const search = useSearch({ from: '/app/c/$client/windows' })
  const navigate = useNavigate({ from: '/c/$client/windows' })
  const status = search.status ?? 'open'
  const flows = useQuery(flowsQuery(client))
  const windows = useInfiniteQuery(windowsQuery(client, { ...search, status }))
  const narrow = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part }, replace: true })
  return (
    <Page
      title={t('Collected records')}
      description={t(
        'Some steps wait until records belong together, such as all sales of a store’s day, or an order and its payment. Here you see what is being collected, and when it goes on.',
      )}
    >
      <Toolbar aside={<LiveSign failing={windows.isError || windows.failureCount > 0} />}>
        <SegmentedControl
          size="xs"
          aria-label={t('State')}
          value={status}
          onChange={(next) => narrow({ status: next as WindowStatus })}
          data={[
            { value: 'open', label: t('Being collected') },
            { value: 'closed', label: t('Gone on') },
          ]}
        />
        <EnvironmentFilter value={search.environment} onChange={(environment) => narrow({ environment })} />
        <FlowSelect flows={flows.data ?? []} value={search.flow} onChange={(flow) => narrow({ flow })} />
      </Toolbar>
      <QueryView query={windows} skeleton={<TableSkeleton rows={6} />}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <EmptyState
                icon="layers"
                bordered
                title={status === 'open' ? t('Nothing is being collected') : t('Nothing has gone on yet')}
                steps={[
                  t('In a flow, the steps “Aggregate” and “Join” hold records back until they are together.'),
                  t(
                    'What belongs together has a key, such as “Store 12, 26 November” or an order number. Each key is a line here, with its count and its sum.',
                  ),
                  t(
                    'It goes on by itself, at a time, with a number of records or with the one that completes it; or you let it go on by hand.',
                  ),
                ]}
                actions={<ToFlows client={client} />}
              />
            )
          }
          return (
            <DataTable
              caption={t('Collected records')}
              minWidth={980}
              footer={<LoadMore query={windows} shown={items.length} />}
              columns={[
                { id: 'key', label: t('Collected under') },
                { id: 'flow', label: t('Flow and step'), width: '24%' },
                { id: 'count', label: t('Records'), width: 110, align: 'end' },
                { id: 'value', label: t('Value'), width: 120, align: 'end' },
                { id: 'environment', label: t('Environment'), width: 120 },
                { id: 'since', label: t('Since'), width: 130 },
                { id: 'closes', label: status === 'open' ? t('Goes on') : t('Went on'), width: 190 },
                { id: 'way', label: '', name: t('What to do'), width: 120 },
              ]}
            >
              {items.map((window) => (
                <Table.Tr key={window.id}>
                  <Table.Td>
                    <Text fz="sm">{window.key}</Text>
                    {(window.number > 1 || window.opening > 1) && (
                      <Text fz="xs" c="dimmed">
                        {window.opening > 1
                          ? t('opened again for a late record')
                          : t('part {{number}} under this key', { number: window.number })}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Text fz="sm" lineClamp={2}>
                      {flows.data?.find((flow) => flow.id === window.flowId)?.name ?? t('A flow')}
                    </Text>
                    <Text fz="xs" c="dimmed" lineClamp={1}>
                      <StepName client={client} flow={window.flowId} version={window.version} node={window.nodeId} />
                    </Text>
                  </Table.Td>
                  <Table.Td ta="end">
                    {window.expected === undefined
                      ? window.count
                      : t('{{count}} of {{expected}}', { count: window.count, expected: window.expected })}
                  </Table.Td>
                  <Table.Td ta="end">{window.value ?? ''}</Table.Td>
                  <Table.Td>
                    <EnvironmentBadge environment={window.environment} />
                  </Table.Td>
                  <Table.Td c="dimmed">
                    <Ago at={window.openedAt} />
                  </Table.Td>
                  <Table.Td c="dimmed">{closing(window)}</Table.Td>
                  <Table.Td>
                    {window.status === 'open' ? (
                      <CloseNow client={client} window={window} />
                    ) : (
                      <Link to="/c/$client/runs/$run" params={{ client, run: window.runId ?? '' }}>
                        {t('Open the run')}
                      </Link>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }}
      </QueryView>
    </Page>
  )
}

function closing({ status, closesAt, closedAt, closedBy }: CollectedWindow): string {
  if (status === 'closed') return `${formatExact(closedAt ?? '')} · ${t(CLOSED_BY[closedBy ?? 'hand'])}`
  return closesAt === undefined ? t('with the record that completes it') : formatExact(closesAt)
}

const CLOSED_BY: Readonly<Record<NonNullable<CollectedWindow['closedBy']>, string>> = {
  schedule: 'by its schedule',
  time: 'its time was over',
  count: 'by the number of records',
  condition: 'by a record',
  complete: 'complete',
  hand: 'by hand',
  full: 'full',
}

function CloseNow({ client, window }: { readonly client: string; readonly window: CollectedWindow }) {
  const mayOperate = useMay('operate')
  const close = useMutation({
    mutationFn: () => closeWindow(client, window.id),
    onSuccess: () => notifyDone(t('It goes on; its run begins.')),
    onError: notifyProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })
  if (!mayOperate) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={close.isPending}
      onClick={() =>
        askFirst({
          title: t('Let it go on now?'),
          text: t('What was collected goes on at once. A record that comes later is treated as the step says.'),
          confirm: t('Let it go on'),
          onConfirm: () => close.mutate(),
        })
      }
    >
      {t('Let it go on')}
    </Button>
  )
}
