// One client: what needs attention, what ran in the last day, its flows.
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { exceptionsQuery, flowsQuery, overviewQuery, runsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClient, useClientSlug } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Page, Section } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { RunTable } from '#designer/ui/run-table.tsx'
import { CardsSkeleton, TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Alerts } from './alerts.tsx'
import { ExceptionList } from './exception-list.tsx'
import { Figures } from './figures.tsx'

const open = { status: 'open' } as const

export function ClientOverviewPage() {
  const slug = useClientSlug()
  const client = useClient()
  const overview = useQuery(overviewQuery(slug))
  const flows = useQuery(flowsQuery(slug))
  const exceptions = useInfiniteQuery(exceptionsQuery(slug, open, 5))
  const runs = useInfiniteQuery(runsQuery(slug, {}, 8))
  const names = new Map(flows.data?.map((flow) => [flow.id, flow.name]))
  const fresh = flows.data?.length === 0

  return (
    <Page title={client?.name ?? ''} description={t('The last 24 hours, and what needs a person.')}>
      {fresh ? (
        <FirstSteps slug={slug} />
      ) : (
        <>
          <Alerts slug={slug} />
          <QueryView query={overview} skeleton={<CardsSkeleton count={4} height={84} />} compact>
            {(data) => <Figures slug={slug} overview={data} />}
          </QueryView>
          <div style={{ height: 28 }} />
          <Section title={t('Needs attention')} aside={<More to="/c/$client/exceptions" slug={slug} label={t('Exception desk')} />}>
            <QueryView query={exceptions} skeleton={<TableSkeleton rows={3} />} compact>
              {(data) => <ExceptionList slug={slug} exceptions={data.pages.flatMap((page) => page.items)} flowNames={names} />}
            </QueryView>
          </Section>
          <Section title={t('Latest runs')} aside={<More to="/c/$client/runs" slug={slug} label={t('All runs')} />}>
            <QueryView query={runs} skeleton={<TableSkeleton rows={5} />} compact>
              {(data) => {
                const items = data.pages.flatMap((page) => page.items).slice(0, 8)
                return items.length > 0 ? (
                  <RunTable client={slug} runs={items} flowNames={names} />
                ) : (
                  <EmptyState icon="activity" bordered compact title={t('Nothing has run yet')}>
                    {t('A run begins when a webhook arrives, a schedule is due, or somebody starts a flow by hand.')}
                  </EmptyState>
                )
              }}
            </QueryView>
          </Section>
        </>
      )}
    </Page>
  )
}

function More({
  to,
  slug,
  label,
}: {
  readonly to: '/c/$client/exceptions' | '/c/$client/runs'
  readonly slug: string
  readonly label: string
}) {
  return (
    <Button component={Link} to={to} params={{ client: slug } as never} variant="subtle" size="xs">
      {label}
    </Button>
  )
}

function FirstSteps({ slug }: { readonly slug: string }) {
  return (
    <EmptyState
      icon="rocket"
      bordered
      title={t('Bring the first records across')}
      steps={[
        t('Connect the systems: the web shop, the ERP, the tills.'),
        t('Clone a template, or draw a flow of your own.'),
        t('Send a sample through it, look at every step, then deploy.'),
      ]}
      actions={
        <>
          <Button component={Link} to="/c/$client/templates" params={{ client: slug } as never}>
            {t('Start from a template')}
          </Button>
          <Button component={Link} to="/c/$client/connections" params={{ client: slug } as never} variant="default">
            {t('Connect a system')}
          </Button>
        </>
      }
    />
  )
}
