// Approvals: what flows ask people, to approve or decline with a note.
import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { WaitStatus } from '#shared/model/waits.ts'
import { approvalsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { ApprovalCard } from '#designer/ui/approval-card.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { LiveSign } from '#designer/ui/live-sign.tsx'
import { LoadMore } from '#designer/ui/load-more.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'

export function ApprovalsPage() {
  const client = useClientSlug()
  const search = useSearch({ from: '/app/c/$client/approvals' })
  const navigate = useNavigate({ from: '/c/$client/approvals' })
  const status = search.status ?? 'open'
  const approvals = useInfiniteQuery(approvalsQuery(client, { ...search, status }))
  const narrow = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part }, replace: true })
  return (
    <Page title={t('Approvals')} description={t('Records that go on when a person has decided. Nothing else waits for them.')}>
      <Toolbar aside={<LiveSign failing={approvals.isError || approvals.failureCount > 0} />}>
        <SegmentedControl
          size="xs"
          aria-label={t('State')}
          value={status}
          onChange={(next) => narrow({ status: next as WaitStatus })}
          data={[
            { value: 'open', label: t('Open') },
            { value: 'done', label: t('Decided') },
            { value: 'timed-out', label: t('Nobody answered') },
          ]}
        />
        <EnvironmentFilter value={search.environment} onChange={(environment) => narrow({ environment })} />
      </Toolbar>
      <QueryView query={approvals} skeleton={<TableSkeleton rows={4} />}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <EmptyState icon="user-check" bordered title={status === 'open' ? t('Nobody is asked anything') : t('Nothing here yet')}>
                {t('A flow with an approval step asks here, and goes on as somebody decides.')}
              </EmptyState>
            )
          }
          return (
            <Stack gap="sm">
              {items.map((approval) => (
                <ApprovalCard
                  key={approval.id}
                  client={client}
                  approval={approval}
                  aside={
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      renderRoot={(props) => (
                        <Link
                          to="/c/$client/runs/$run"
                          params={{ client, run: approval.runId }}
                          search={{ node: approval.nodeId }}
                          {...props}
                        />
                      )}
                    >
                      {t('Open the run')}
                    </Button>
                  }
                />
              ))}
              <LoadMore query={approvals} shown={items.length} />
            </Stack>
          )
        }}
      </QueryView>
    </Page>
  )
}
