// A cloned flow beside the newest version of its template: what an upgrade would change, and what a person must decide.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { flowQuery, upgradeQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useCrumb } from '#designer/state/crumb.ts'
import { useMay } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { ToList } from '#designer/ui/to-list.tsx'
import { Review } from './review.tsx'

export function FlowUpgradePage() {
  const { client, flow } = useParams({ from: '/app/c/$client/flows/$flow/upgrade' })
  const mayDesign = useMay('design')
  // What was cached may be older than what was saved since.
  const detail = useQuery({ ...flowQuery(client, flow), refetchOnMount: 'always' })
  const upgrade = useQuery(upgradeQuery(client, flow))
  const name = detail.data?.flow.name
  useCrumb(name)
  const back = (
    <Button component={Link} to="/c/$client/flows/$flow" params={{ client, flow } as never} variant="default">
      {t('Open the flow')}
    </Button>
  )
  if (!mayDesign) {
    return (
      <Page narrow title={name ?? t('Upgrade')}>
        <EmptyState icon="lock" bordered title={t('Your role does not upgrade flows')}>
          {t('Ask a consultant or a partner admin.')}
        </EmptyState>
      </Page>
    )
  }
  return (
    <QueryView query={detail} skeleton={<PageSkeleton />} elsewhere={<ToList client={client} to="/c/$client/flows" />}>
      {(loaded) => (
        <QueryView query={upgrade} skeleton={<PageSkeleton />}>
          {(found) =>
            found && detail.isFetchedAfterMount ? (
              <Review key={loaded.flow.revision} client={client} detail={loaded} upgrade={found} />
            ) : (
              <Page narrow title={loaded.flow.name}>
                {found ? null : (
                  <EmptyState icon="circle-check" bordered title={t('There is nothing to upgrade')} actions={back}>
                    {loaded.flow.template
                      ? t('The flow has the newest version of its template.')
                      : t('The flow does not come from a template.')}
                  </EmptyState>
                )}
              </Page>
            )
          }
        </QueryView>
      )}
    </QueryView>
  )
}
