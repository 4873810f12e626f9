// Runs, newest first: state, flow, how it began, how long it took.
import { Table, Text } from '@mantine/core'
import type { RunInList, TriggerKind } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { DataTable, RowLink } from './data-table.tsx'
import { EnvironmentBadge } from './environment-badge.tsx'
import { LaneWait } from './lane-wait.tsx'
import { Icon, type IconName } from './icon.tsx'
import { RunStatusBadge } from './status-badge.tsx'
import { Ago, formatDuration } from './time.tsx'

const TRIGGERS: Readonly<Record<TriggerKind, { readonly label: string; readonly icon: IconName }>> = {
  webhook: { label: 'Webhook', icon: 'webhook' },
  manual: { label: 'By hand', icon: 'circle-play' },
  schedule: { label: 'Schedule', icon: 'calendar-clock' },
  poll: { label: 'Read regularly', icon: 'refresh-cw' },
  file: { label: 'File', icon: 'file-spreadsheet' },
  event: { label: 'Flow message', icon: 'megaphone' },
  subflow: { label: 'Another flow', icon: 'workflow' },
  window: { label: 'Collection', icon: 'layers' },
  replay: { label: 'Replay', icon: 'rotate-ccw' },
}

export const triggerLabel = (trigger: TriggerKind) => t(TRIGGERS[trigger].label)

export interface RunTableProps {
  readonly client: string
  readonly runs: readonly RunInList[]
  readonly flowNames: ReadonlyMap<string, string>
  readonly footer?: React.ReactNode
}

export function RunTable({ client, runs, flowNames, footer }: RunTableProps) {
  return (
    <DataTable
      caption={t('Runs')}
      footer={footer}
      columns={[
        { id: 'status', label: t('State'), width: 160 },
        { id: 'record', label: t('Record'), width: 110 },
        { id: 'flow', label: t('Flow') },
        { id: 'trigger', label: t('Began by'), width: 115 },
        { id: 'environment', label: t('Environment'), width: 110 },
        { id: 'started', label: t('Started'), width: 125 },
        { id: 'took', label: t('Took'), width: 80, align: 'end' },
      ]}
    >
      {runs.map((run) => (
        <Table.Tr key={run.id}>
          <Table.Td>
            <RunStatusBadge status={run.status} />
          </Table.Td>
          <Table.Td>
            <Text span fz="sm" fw={550} truncate style={{ display: 'block', maxWidth: 150 }} title={run.label}>
              {run.label ?? '–'}
            </Text>
          </Table.Td>
          <Table.Td>
            <RowLink to="/c/$client/runs/$run" params={{ client, run: run.id }}>
              <Text span inherit lineClamp={2} title={flowNames.get(run.flowId)}>
                {flowNames.get(run.flowId) ?? t('A flow')}
              </Text>
            </RowLink>
            {(run.held ?? run.standing?.waitsFor) && (
              <Text fz="xs" c="dimmed" component="div">
                <LaneWait client={client} run={run} standing={run.standing} />
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            <Text span c="dimmed" fz="sm" style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
              <Icon name={TRIGGERS[run.trigger].icon} size={14} />
              {triggerLabel(run.trigger)}
            </Text>
          </Table.Td>
          <Table.Td>
            <EnvironmentBadge environment={run.environment} version={run.version} />
          </Table.Td>
          <Table.Td c="dimmed">
            <Ago at={run.createdAt} />
          </Table.Td>
          <Table.Td ta="end" c="dimmed" className="tf-number">
            {run.finishedAt ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt)) : '–'}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
