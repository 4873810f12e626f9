// A client's runs, refreshed by themselves, filtered by flow, environment and state. Filters stand in the address, so that they can be shared.
import { Button, Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { RunStatus } from '#shared/model/runs.ts'
import { flowsQuery, runsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { FlowSelect } from '#designer/ui/flow-select.tsx'
import { LiveSign } from '#designer/ui/live-sign.tsx'
import { LoadMore } from '#designer/ui/load-more.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { RunTable } from '#designer/ui/run-table.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { RUN_STATUSES, runStatusLabel } from '#designer/ui/status-badge.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'
import { RecordSearch } from './record-search.tsx'

export function RunsPage() {
  const client = useClientSlug()
  const filter = useSearch({ from: '/app/c/$client/runs' })
  const navigate = useNavigate({ from: '/c/$client/runs' })
  const flows = useQuery(flowsQuery(client))
  const runs = useInfiniteQuery(runsQuery(client, filter))
  const names = new Map(flows.data?.map((flow) => [flow.id, flow.name]))
  const narrow = (part: Partial<typeof filter>) => void navigate({ search: { ...filter, ...part }, replace: true })
  const filtered =
    filter.flow !== undefined || filter.environment !== undefined || filter.status !== undefined || filter.label !== undefined

  return (
    <Page title={t('Runs')} description={t('One run carries one event through one version of a flow.')}>
      <Toolbar aside={<LiveSign failing={runs.isError || runs.failureCount > 0} />}>
        <RecordSearch value={filter.label} onChange={(label) => narrow({ label })} />
        <EnvironmentFilter value={filter.environment} onChange={(environment) => narrow({ environment })} />
        <FlowSelect flows={flows.data ?? []} value={filter.flow} onChange={(flow) => narrow({ flow })} />
        <Select
          size="xs"
          w={170}
          aria-label={t('State')}
          placeholder={t('Every state')}
          data={RUN_STATUSES.map((status) => ({ value: status, label: runStatusLabel(status) }))}
          value={filter.status ?? null}
          onChange={(status) => narrow({ status: (status as RunStatus | null) ?? undefined })}
          clearable
        />
      </Toolbar>
      <QueryView query={runs} skeleton={<TableSkeleton rows={9} />}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length > 0) {
            return <RunTable client={client} runs={items} flowNames={names} footer={<LoadMore query={runs} shown={items.length} />} />
          }
          return filtered ? (
            <EmptyState
              icon="filter"
              bordered
              title={t('No run fits these filters')}
              actions={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  {t('Clear the filters')}
                </Button>
              }
            >
              {t('New runs that fit appear here by themselves.')}
            </EmptyState>
          ) : (
            <EmptyState
              icon="activity"
              bordered
              title={t('Nothing has run yet')}
              actions={
                <Button component={Link} to="/c/$client/flows" params={{ client } as never} variant="default">
                  {t('Open the flows')}
                </Button>
              }
            >
              {t('Open a flow and send a sample through it; its run appears here within a second, step by step.')}
            </EmptyState>
          )
        }}
      </QueryView>
    </Page>
  )
}
