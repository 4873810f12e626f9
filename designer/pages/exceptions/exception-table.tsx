// The desk's table: choose many, replay them together.
import { Checkbox, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { FlowSummary } from '#shared/api/contract.ts'
import type { ExceptionInList } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError, sayIssue } from '#designer/i18n/problems.ts'
import { useMay } from '#designer/state/session.ts'
import { DataTable, RowActions, RowLink } from '#designer/ui/data-table.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { ExceptionStatusBadge } from '#designer/ui/status-badge.tsx'
import { recordName } from '#shared/run/record-name.ts'
import { StepName } from '#designer/ui/step-name.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { unsaidIssues } from '#designer/ui/unsaid-issues.ts'
import { reasonOf } from '#designer/ui/reason.ts'
import { ReplayBar } from './replay-bar.tsx'

export interface ExceptionTableProps {
  readonly client: string
  readonly exceptions: readonly ExceptionInList[]
  readonly flows: readonly FlowSummary[]
  readonly footer?: ReactNode
}

/** Many stop for the same reason: what tells them apart comes first. */
const spokenName = ({ input, error }: ExceptionInList) => [recordName(input), reasonOf(error)].filter(Boolean).join(': ')

export function ExceptionTable({ client, exceptions, flows, footer }: ExceptionTableProps) {
  const mayOperate = useMay('operate')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const open = exceptions.filter((exception) => exception.status === 'open')
  // What was replayed elsewhere in the meantime is no longer chosen.
  const selected = open.filter((exception) => chosen.has(exception.id))
  const choosing = mayOperate && open.length > 0
  const flowName = (id: string) => flows.find((flow) => flow.id === id)?.name
  const toggle = (id: string) =>
    setChosen((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id])))

  return (
    <>
      {selected.length > 0 && <ReplayBar client={client} selected={selected} onDone={() => setChosen(new Set())} />}
      <DataTable
        caption={t('Exceptions')}
        footer={footer}
        minWidth={choosing ? 900 : 980}
        columns={[
          ...(choosing
            ? [
                {
                  id: 'choose',
                  width: 44,
                  name: t('Choose'),
                  label: (
                    <Checkbox
                      size="xs"
                      aria-label={t('Choose all')}
                      checked={selected.length === open.length}
                      indeterminate={selected.length > 0 && selected.length < open.length}
                      onChange={() => setChosen(selected.length === open.length ? new Set() : new Set(open.map((e) => e.id)))}
                    />
                  ),
                },
              ]
            : []),
          { id: 'reason', label: t('Reason') },
          { id: 'record', label: t('Record'), width: 140 },
          { id: 'flow', label: t('Flow and step'), width: '24%' },
          { id: 'environment', label: t('Environment'), width: 130 },
          ...(choosing ? [] : [{ id: 'status', label: t('State'), width: 130 }]),
          { id: 'age', label: t('Since'), width: 130 },
        ]}
      >
        {exceptions.map((exception) => (
          <Table.Tr
            key={exception.id}
            bg={chosen.has(exception.id) ? 'color-mix(in srgb, var(--tf-accent-soft) 55%, var(--tf-surface))' : undefined}
          >
            {choosing && (
              <Table.Td>
                <RowActions>
                  <Checkbox
                    size="xs"
                    aria-label={t('Choose {{reason}}', { reason: spokenName(exception) })}
                    checked={chosen.has(exception.id)}
                    onChange={() => toggle(exception.id)}
                  />
                </RowActions>
              </Table.Td>
            )}
            <Table.Td>
              <RowLink to="/c/$client/exceptions/$exception" params={{ client, exception: exception.id }}>
                {reasonOf(exception.error)}
              </RowLink>
              <Text fz="xs" c="dimmed" lineClamp={1} maw={520}>
                {unsaidIssues(exception.error).map(sayIssue)[0]?.message ?? sayError(exception.error).fix}
              </Text>
            </Table.Td>
            <Table.Td>
              <Text fz="sm" truncate maw={160}>
                {recordName(exception.input) ?? '–'}
              </Text>
              {exception.standing !== undefined && exception.standing.behind > 0 && (
                <Text fz="xs" c="dimmed">
                  {t('lane-behind', { count: exception.standing.behind })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <Text fz="sm" lineClamp={2} title={flowName(exception.flowId)}>
                {flowName(exception.flowId) ?? t('A flow')}
              </Text>
              <Text fz="xs" c="dimmed" lineClamp={1}>
                <StepName client={client} flow={exception.flowId} version={exception.version} node={exception.nodeId} />
              </Text>
            </Table.Td>
            <Table.Td>
              <EnvironmentBadge environment={exception.environment} version={exception.version} />
            </Table.Td>
            {!choosing && (
              <Table.Td>
                <ExceptionStatusBadge status={exception.status} />
              </Table.Td>
            )}
            <Table.Td c="dimmed">
              <Ago at={exception.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  )
}
