// One step: what went in, what came out, and what went wrong; for each of its records.
import { Button, Group, Select, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isRecord } from '#shared/json.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import type { RunView, StepView } from '#shared/model/runs.ts'
import { simulatorsQuery } from '#designer/api/queries.ts'
import { portLabel } from '#designer/graph/ports.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { ApprovalById } from '#designer/ui/approval-card.tsx'
import { ErrorPanel } from '#designer/ui/error-panel.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { useRecordTitles } from '#designer/ui/record-titles.ts'
import { recordLabel } from '#designer/ui/record-label.ts'
import { Calls } from './calls.tsx'
import { WindowLink } from './window-link.tsx'
import { StepStatusBadge } from '#designer/ui/status-badge.tsx'
import { formatDuration, formatExact } from '#designer/ui/time.tsx'
import { TitledValue } from '#designer/ui/value-tree.tsx'
import type { NodeSummary } from './node-states.ts'
import classes from './step-panel.module.css'
import { progressWords } from './timeline.tsx'

export interface StepPanelProps {
  readonly client: string
  readonly view: RunView
  readonly document: FlowDocument
  readonly summary: NodeSummary
}

export function StepPanel({ client, view, document, summary }: StepPanelProps) {
  const failed = summary.steps.find((step) => step.status === 'parked')
  const [record, setRecord] = useState(failed?.record)
  const step = summary.steps.find((s) => s.record === record) ?? summary.steps[0]
  const arriving = useRecordTitles(document, summary.nodeId, 'in')
  const leaving = useRecordTitles(document, summary.nodeId, 'out')
  if (step === undefined) return null
  const node = document.nodes[step.nodeId]
  return (
    <div>
      <div className={classes.head}>
        <div>
          <Title order={2} fz={15}>
            {node?.label ?? step.nodeId}
          </Title>
          <Text fz="xs" c="dimmed">
            {detailsOf(step, node)}
          </Text>
        </div>
        <Group gap="xs">
          {summary.count > 1 && (
            <Select
              size="xs"
              w={230}
              aria-label={t('Record')}
              value={step.record}
              onChange={(next) => setRecord(next ?? undefined)}
              allowDeselect={false}
              searchable
              limit={200}
              data={summary.steps.map((s) => ({
                value: s.record,
                label: `${s.status === 'parked' ? '⚠ ' : ''}${recordLabel(s.record, document)}`,
              }))}
            />
          )}
          <StepStatusBadge status={step.status} />
        </Group>
      </div>
      {step.error && (
        <div className={classes.error}>
          <ErrorPanel
            error={step.error}
            at={{ document, nodeId: step.nodeId }}
            passing={step.status === 'retrying'}
            actions={<Ways client={client} view={view} step={step} />}
          />
        </div>
      )}
      {step.status === 'succeeded' && node?.kind === 'call' && (
        <SeeInSimulator client={client} view={view} connector={document.slots[node.config.slot]?.connector} />
      )}
      {step.wait?.kind === 'approval' && step.status === 'waiting' && <ApprovalById client={client} approval={step.wait.id} />}
      {isRecord(step.output) && typeof step.output['window'] === 'string' && step.ports?.length === 0 && (
        <WindowLink client={client} window={step.output['window']} />
      )}
      {step.runIds && step.runIds.length > 0 && <BegunRuns client={client} runIds={step.runIds} />}
      {step.note !== undefined && (
        <Text fz="sm" mb="sm">
          {step.note}
        </Text>
      )}
      <div className={classes.values}>
        <TitledValue title={t('Went in')} value={step.input} empty={t('Nothing')} titleOf={arriving} />
        <TitledValue
          title={t('Came out')}
          value={step.output}
          empty={step.error ? t('Nothing: the step failed.') : t('Nothing')}
          titleOf={leaving}
        />
      </div>
      {step.calls && <Calls calls={step.calls} />}
    </div>
  )
}

/** Runs of other flows that the step called or told. */
function BegunRuns({ client, runIds }: { readonly client: string; readonly runIds: readonly string[] }) {
  return (
    <Group gap="xs" mb="sm">
      {runIds.slice(0, 5).map((run, index) => (
        <Button
          key={run}
          size="xs"
          variant="light"
          leftSection={<Icon name="workflow" size={14} />}
          renderRoot={(props) => <Link to="/c/$client/runs/$run" params={{ client, run }} {...props} />}
        >
          {runIds.length === 1 ? t('Open the run it began') : t('Run {{number}} of {{count}}', { number: index + 1, count: runIds.length })}
        </Button>
      ))}
    </Group>
  )
}

function detailsOf(step: StepView, node: FlowNode | undefined): string {
  return [
    formatExact(step.startedAt),
    step.ms !== undefined && formatDuration(step.ms),
    step.progress && progressWords(step.progress),
    step.attempts > 1 && t('tries-count', { count: step.attempts }),
    step.reused &&
      (step.confirmedBy === undefined ? t('result of an earlier run, not done again') : t('a person said that it arrived, not done again')),
    step.status === 'waiting' && step.wait && t('waits until {{time}}', { time: formatExact(step.wait.until) }),
    step.retryAt && t('next try {{time}}', { time: formatExact(step.retryAt) }),
    step.ports &&
      step.ports.length > 0 &&
      step.ports.some((port) => port !== 'out') &&
      t('left by “{{ports}}”', { ports: step.ports.map((port) => (node ? portLabel(node, port) : port)).join('”, “') }),
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ')
}

/** In a demo the other system can be looked into. */
function SeeInSimulator({
  client,
  view,
  connector,
}: {
  readonly client: string
  readonly view: RunView
  readonly connector: string | undefined
}) {
  const { demo } = useSession()
  const simulators = useQuery(simulatorsQuery(demo)).data ?? []
  const isTest = view.run.environment === 'test'
  const found = simulators.find((one) => one.client === client && one.connector === connector && one.name.endsWith('-test') === isTest)
  if (!found) return null
  return (
    <Button
      size="xs"
      variant="light"
      my="sm"
      leftSection={<Icon name="test-tube-diagonal" size={14} />}
      renderRoot={(props) => <Link to="/c/$client/simulators" params={{ client }} search={{ system: found.name }} {...props} />}
    >
      {t('Look into the simulated system')}
    </Button>
  )
}

function Ways({ client, view, step }: { readonly client: string; readonly view: RunView; readonly step: StepView }) {
  return (
    <>
      {step.exceptionId && (
        <Button
          size="xs"
          leftSection={<Icon name="inbox" size={14} />}
          renderRoot={(props) => (
            <Link to="/c/$client/exceptions/$exception" params={{ client, exception: step.exceptionId ?? '' }} {...props} />
          )}
        >
          {t('Open the exception')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="workflow" size={14} />}
        renderRoot={(props) => (
          <Link to="/c/$client/flows/$flow" params={{ client, flow: view.run.flowId }} search={{ node: step.nodeId }} {...props} />
        )}
      >
        {t('Open the step in the flow')}
      </Button>
    </>
  )
}
