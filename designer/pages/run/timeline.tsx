// The steps in the order in which they were reached; one row per node, with how many records passed it.
import { Text } from '@mantine/core'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { RunView } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { Card } from '#designer/ui/card.tsx'
import { StepStatusIcon } from '#designer/ui/status-badge.tsx'
import { formatClock, formatDuration } from '#designer/ui/time.tsx'
import type { NodeSummary } from './node-states.ts'
import classes from './timeline.module.css'

export interface TimelineProps {
  readonly nodes: readonly NodeSummary[]
  readonly document: FlowDocument
  readonly view: RunView
  readonly selected: string | undefined
  readonly onSelect: (nodeId: string) => void
}

export function progressWords({ settled, total, parked }: NonNullable<NodeSummary['progress']>): string {
  const counts = { settled: formatNumber(settled), total: formatNumber(total) }
  const words = t('{{settled}} of {{total}} items settled', counts)
  return parked > 0 ? `${words} · ${t('{{count}} on the exception desk', { count: parked })}` : words
}

export function Timeline({ nodes, document, view, selected, onSelect }: TimelineProps) {
  const { run } = view
  return (
    <Card padded={false}>
      <div className={classes.head}>{t('Timeline')}</div>
      <ol className={classes.list}>
        {nodes.map((node) => (
          <li key={node.nodeId}>
            <button type="button" className={classes.entry} aria-current={node.nodeId === selected} onClick={() => onSelect(node.nodeId)}>
              <StepStatusIcon status={node.status} />
              <span className={classes.label}>
                <span>{document.nodes[node.nodeId]?.label ?? node.nodeId}</span>
                {node.progress && (
                  <Text span fz="xs" c="dimmed">
                    {progressWords(node.progress)}
                  </Text>
                )}
                {(node.count > 1 || node.failed > 0) && (
                  <Text span fz="xs" c="dimmed">
                    {t('records-count', { count: node.count })}
                    {node.failed > 0 && ` · ${t('{{count}} on the exception desk', { count: node.failed })}`}
                  </Text>
                )}
              </span>
              <span className={classes.took}>{node.steps.length > 0 ? formatDuration(node.ms) : ''}</span>
            </button>
          </li>
        ))}
      </ol>
      <div className={classes.foot}>
        {t('Received {{time}}', { time: formatClock(run.createdAt) })}
        {run.finishedAt && ` · ${t('finished {{time}}', { time: formatClock(run.finishedAt) })}`}
      </div>
    </Card>
  )
}
