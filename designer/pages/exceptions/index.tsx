// The exception desk: records that could not go on, with the reason in plain words, to mend, replay or discard.
import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ExceptionStatus } from '#shared/model/runs.ts'
import { exceptionsQuery, flowsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { LiveSign } from '#designer/ui/live-sign.tsx'
import { LoadMore } from '#designer/ui/load-more.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'
import { ReplayAllButton } from './bulk-replay-dialog.tsx'
import { BulkReplayList } from './bulk-replay-list.tsx'
import { DeskFilters } from './desk-filters.tsx'
import { ExceptionTable } from './exception-table.tsx'

export function ExceptionsPage() {
  const client = useClientSlug()
  const search = useSearch({ from: '/app/c/$client/exceptions' })
  const navigate = useNavigate({ from: '/c/$client/exceptions' })
  const filter = { ...search, status: search.status ?? ('open' as const) }
  const flows = useQuery(flowsQuery(client))
  const exceptions = useInfiniteQuery(exceptionsQuery(client, filter))
  const narrow = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part }, replace: true })
  const narrowed = [search.flow, search.environment, search.node, search.code].some((part) => part !== undefined)

  return (
    <Page
      title={t('Exceptions')}
      description={t('Records that could not go on. The rest of their runs went through; these wait for a person.')}
    >
      <Toolbar aside={<LiveSign failing={exceptions.isError || exceptions.failureCount > 0} />}>
        <SegmentedControl
          size="xs"
          aria-label={t('State')}
          value={filter.status}
          onChange={(status) => narrow({ status: status as ExceptionStatus })}
          data={[
            { value: 'open', label: t('Open') },
            { value: 'replayed', label: t('Replayed') },
            { value: 'discarded', label: t('Discarded') },
          ]}
        />
        <DeskFilters client={client} flows={flows.data ?? []} filter={search} onChange={narrow} withReasons={filter.status === 'open'} />
        {filter.status === 'open' && <ReplayAllButton client={client} filter={search} />}
      </Toolbar>
      <BulkReplayList client={client} flows={flows.data ?? []} />
      <div data-tour="desk">
        <QueryView query={exceptions} skeleton={<TableSkeleton rows={7} />}>
          {(data) => {
            const items = data.pages.flatMap((page) => page.items)
            if (items.length > 0) {
              return (
                <ExceptionTable
                  key={filter.status}
                  client={client}
                  exceptions={items}
                  flows={flows.data ?? []}
                  footer={<LoadMore query={exceptions} shown={items.length} />}
                />
              )
            }
            return (
              <Nothing status={filter.status} narrowed={narrowed} onClear={() => void navigate({ search: { status: search.status } })} />
            )
          }}
        </QueryView>
      </div>
    </Page>
  )
}

interface NothingProps {
  readonly status: ExceptionStatus
  readonly narrowed: boolean
  readonly onClear: () => void
}

function Nothing({ status, narrowed, onClear }: NothingProps) {
  if (narrowed) {
    return (
      <EmptyState
        icon="filter"
        bordered
        title={t('No exception fits these filters')}
        actions={
          <Button variant="default" onClick={onClear}>
            {t('Clear the filters')}
          </Button>
        }
      />
    )
  }
  if (status !== 'open') {
    return (
      <EmptyState icon="inbox" bordered title={status === 'replayed' ? t('Nothing was replayed yet') : t('Nothing was discarded yet')} />
    )
  }
  return (
    <EmptyState
      icon="circle-check"
      bordered
      title={t('The desk is clear')}
      steps={[
        t('When a record cannot go on, it lands here with the reason in plain words.'),
        t('Mend the mapping, the lookup table or the record itself.'),
        t('Replay it: it goes on from the step where it stopped, and nothing is sent twice.'),
      ]}
    />
  )
}
