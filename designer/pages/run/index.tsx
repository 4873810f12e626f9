// One run: what went in and out of each step, on the flow's own graph.
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { RunView } from '#shared/model/runs.ts'
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import { cancelRun } from '#designer/api/commands.ts'
import { connectorsQuery, runQuery, versionQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { useCrumb } from '#designer/state/crumb.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { ToList } from '#designer/ui/to-list.tsx'
import { RunStatusBadge } from '#designer/ui/status-badge.tsx'
import { ReceivedButton } from './received-button.tsx'
import { RunBody } from './run-body.tsx'
import { RunFacts } from './run-facts.tsx'
import { useReveal } from './use-reveal.ts'

export function RunPage() {
  const { client, run } = useParams({ from: '/app/c/$client/runs/$run' })
  const query = useQuery(runQuery(client, run))
  return (
    <QueryView query={query} skeleton={<PageSkeleton />} elsewhere={<ToList client={client} to="/c/$client/runs" />}>
      {(view) => <Loaded key={view.run.id} client={client} view={view} />}
    </QueryView>
  )
}

function Loaded({ client, view }: { readonly client: string; readonly view: RunView }) {
  const { node } = useSearch({ from: '/app/c/$client/runs/$run' })
  const navigate = useNavigate({ from: '/c/$client/runs/$run' })
  const mayOperate = useMay('operate')
  const version = useQuery(versionQuery(client, view.run.flowId, view.run.version))
  const connectors = useQuery(connectorsQuery())
  const revealed = useReveal(view)
  const name = version.data?.document.name ?? t('Run')
  useCrumb(name)
  const cancel = useMutation({
    mutationFn: () => cancelRun(client, view.run.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: runQuery(client, view.run.id).queryKey }),
    onError: notifyProblem,
  })
  const ended = TERMINAL_STATUSES.includes(view.run.status)

  return (
    <Page
      title={name}
      badges={
        <>
          <RunStatusBadge status={revealed.done ? view.run.status : 'running'} />
          <EnvironmentBadge environment={view.run.environment} version={view.run.version} />
        </>
      }
      actions={
        <>
          <ReceivedButton client={client} run={view.run} />
          {!ended && mayOperate && (
            <Button
              variant="default"
              leftSection={<Icon name="ban" size={14} />}
              loading={cancel.isPending}
              onClick={() =>
                askFirst({
                  title: t('Cancel this run?'),
                  text: t('Steps that are done stay done; no further step begins.'),
                  confirm: t('Cancel the run'),
                  onConfirm: () => cancel.mutate(),
                })
              }
            >
              {t('Cancel')}
            </Button>
          )}
        </>
      }
    >
      <RunFacts client={client} view={view} />
      <QueryView query={version} skeleton={<PageSkeleton />} compact>
        {(data) => (
          <RunBody
            client={client}
            view={view}
            document={data.document}
            connectors={connectors.data}
            steps={revealed.steps}
            upcoming={revealed.upcoming}
            node={node}
            onSelect={(next) => void navigate({ search: { node: next }, replace: true, resetScroll: false })}
          />
        )}
      </QueryView>
    </Page>
  )
}
