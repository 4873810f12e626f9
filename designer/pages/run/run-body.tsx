// The graph with its states, the timeline beside the step one looks at.
import { lazy, Suspense, useMemo } from 'react'
import { Skeleton } from '@mantine/core'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { RunView, StepView } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { summarise } from './node-states.ts'
import classes from './run-body.module.css'
import { StepPanel } from './step-panel.tsx'
import { Timeline } from './timeline.tsx'

const FlowGraph = lazy(async () => ({ default: (await import('#designer/graph/flow-graph.tsx')).FlowGraph }))

export interface RunBodyProps {
  readonly client: string
  readonly view: RunView
  readonly document: FlowDocument
  readonly connectors?: readonly ConnectorDescriptor[]
  readonly steps: readonly StepView[]
  readonly upcoming: StepView | undefined
  readonly node: string | undefined
  readonly onSelect: (nodeId: string) => void
}

export function RunBody({ client, view, document, connectors, steps, upcoming, node, onSelect }: RunBodyProps) {
  const nodes = useMemo(() => summarise(steps, upcoming), [steps, upcoming])
  const states = useMemo(
    () => Object.fromEntries(nodes.map(({ nodeId, status, count, failed }) => [nodeId, { status, count, failed }])),
    [nodes],
  )
  // Without a choice: what failed, else the newest step.
  const selected = nodes.find((n) => n.nodeId === node) ?? nodes.find((n) => n.failed > 0) ?? nodes.findLast((n) => n.steps.length > 0)
  return (
    <>
      <Card padded={false} className={classes.graph}>
        <Suspense fallback={<Skeleton height="100%" />}>
          <FlowGraph document={document} states={states} selected={node ?? selected?.nodeId} onSelect={onSelect} connectors={connectors} />
        </Suspense>
      </Card>
      <div className={classes.columns}>
        <Timeline nodes={nodes} document={document} view={view} selected={selected?.nodeId} onSelect={onSelect} />
        <Card className={classes.panel}>
          {node !== undefined && document.nodes[node] && selected?.nodeId !== node ? (
            <EmptyState icon="circle-dashed" compact title={t('This step was not reached')}>
              {t('The record took another way, or stopped before.')}
            </EmptyState>
          ) : selected && selected.steps.length > 0 ? (
            <StepPanel key={selected.nodeId} client={client} view={view} document={document} summary={selected} />
          ) : (
            <EmptyState icon="loader-circle" compact title={t('Waiting for the first step')} />
          )}
        </Card>
      </div>
    </>
  )
}
