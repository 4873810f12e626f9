// Where a run comes from and how long it took.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RunCause, RunView } from '#shared/model/runs.ts'
import { windowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { CopyButton } from '#designer/ui/copy-button.tsx'
import { Facts } from '#designer/ui/facts.tsx'
import { LaneWait } from '#designer/ui/lane-wait.tsx'
import { triggerLabel } from '#designer/ui/run-table.tsx'
import { Ago, formatDuration, formatExact } from '#designer/ui/time.tsx'

/** What began the run from within, and where to look at it. */
function Cause({ client, cause }: { readonly client: string; readonly cause: RunCause }) {
  if (cause.kind === 'window') return <WindowCause client={client} window={cause.windowId} />
  if (cause.kind === 'sweep') return t('its webhook had not come: the record was fetched from its vendor')
  return (
    <Link to="/c/$client/runs/$run" params={{ client, run: cause.runId }} search={cause.kind === 'subflow' ? { node: cause.nodeId } : {}}>
      {cause.kind === 'subflow' ? t('the run that called this flow') : t('the run that sent “{{topic}}”', { topic: cause.topic })}
    </Link>
  )
}

function WindowCause({ client, window: id }: { readonly client: string; readonly window: string }) {
  const window = useQuery(windowQuery(client, id)).data
  return (
    <Link to="/c/$client/windows" params={{ client }} search={{ status: 'closed', flow: window?.flowId }}>
      {window ? t('the collection “{{key}}”, {{count}} records', { key: window.key, count: window.count }) : t('a collection')}
    </Link>
  )
}

export function RunFacts({ client, view }: { readonly client: string; readonly view: RunView }) {
  const { run, standing } = view
  const waiting = run.status === 'waiting' ? view.events.findLast((event) => event.kind === 'run-waiting') : undefined
  const ended = view.events.findLast((event) => event.kind === 'run-finished')
  return (
    <Facts
      facts={[
        run.label !== undefined && { label: t('Record'), value: run.label },
        { label: t('Began by'), value: triggerLabel(run.trigger) },
        { label: t('Started'), value: <Ago at={run.createdAt} /> },
        {
          label: t('Took'),
          value: run.finishedAt
            ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt))
            : t('Not finished yet'),
        },
        waiting?.kind === 'run-waiting' && { label: t('Waits until'), value: `${formatExact(waiting.until)}: ${waiting.reason}` },
        ended?.reason !== undefined && {
          label: t('Why'),
          value:
            ended.runId === undefined ? (
              ended.reason
            ) : (
              <Link to="/c/$client/runs/$run" params={{ client, run: ended.runId }}>
                {ended.reason}
              </Link>
            ),
        },
        run.lane !== undefined && { label: t('In order with'), value: run.lane },
        (run.held ?? standing?.waitsFor) && {
          label: t('Not begun'),
          value: <LaneWait client={client} run={run} standing={standing} />,
        },
        standing !== undefined && standing.behind > 0 && { label: t('Held back'), value: t('lane-behind', { count: standing.behind }) },
        run.recoveries > 0 && { label: t('Resumed after an interruption'), value: t('{{count}} ×', { count: run.recoveries }) },
        {
          label: t('Flow'),
          value: (
            <Link to="/c/$client/flows/$flow" params={{ client, flow: run.flowId }}>
              {t('Open in the editor')}
            </Link>
          ),
        },
        run.cause && { label: t('Cause'), value: <Cause client={client} cause={run.cause} /> },
        run.replayOf && {
          label: t('Replay of'),
          value: (
            <Link to="/c/$client/runs/$run" params={{ client, run: run.replayOf.runId }}>
              {t('the first run')}
            </Link>
          ),
        },
        {
          label: t('Run number'),
          value: (
            <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
              <span className="tf-mono" title={run.id}>
                …{run.id.slice(-8)}
              </span>
              <CopyButton value={run.id} label={t('Copy the run number')} />
            </span>
          ),
        },
      ]}
    />
  )
}
