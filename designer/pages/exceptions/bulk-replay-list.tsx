// Bulk replays that run, with how far they are, and those that ended within the last day until they are put away.
import { ActionIcon, Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FlowSummary } from '#shared/api/contract.ts'
import type { BulkReplay } from '#shared/model/bulk-replays.ts'
import { stopBulkReplay } from '#designer/api/commands.ts'
import { bulkReplaysQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { useMay } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'

const SHOWN_FOR_MS = 86_400_000

export interface BulkReplayListProps {
  readonly client: string
  readonly flows: readonly FlowSummary[]
}

export function BulkReplayList({ client, flows }: BulkReplayListProps) {
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const [openedAt] = useState(() => Date.now())
  const bulks = useQuery(bulkReplaysQuery(client)).data ?? []
  const shown = bulks.filter(
    ({ id, finishedAt }) => !away.has(id) && (finishedAt === undefined || openedAt - Date.parse(finishedAt) < SHOWN_FOR_MS),
  )
  if (shown.length === 0) return null
  return (
    <Stack gap="xs" mb="sm">
      {shown.slice(0, 3).map((bulk) => (
        <BulkReplayCard
          key={bulk.id}
          client={client}
          bulk={bulk}
          flow={flows.find(({ id }) => id === bulk.filter.flowId)?.name}
          onPutAway={() => setAway(new Set([...away, bulk.id]))}
        />
      ))}
    </Stack>
  )
}

interface BulkReplayCardProps {
  readonly client: string
  readonly bulk: BulkReplay
  readonly flow: string | undefined
  readonly onPutAway: () => void
}

function BulkReplayCard({ client, bulk, flow, onPutAway }: BulkReplayCardProps) {
  const mayOperate = useMay('operate')
  const { status, total, replayed, refused, lastRefusal } = bulk
  const stop = useMutation({
    mutationFn: () => stopBulkReplay(client, bulk.id),
    onError: notifyProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })
  const title = {
    running: t('Replaying {{replayed}} of {{total}}', { replayed, total }),
    done: t('Replayed {{replayed}} of {{total}}', { replayed, total }),
    stopped: t('Stopped after {{replayed}} of {{total}}', { replayed, total }),
  }[status]
  return (
    <Alert
      variant="light"
      color={status === 'running' ? 'blue' : refused > 0 || status === 'stopped' ? 'yellow' : 'teal'}
      icon={<Icon name={status === 'done' ? 'circle-check' : status === 'stopped' ? 'ban' : 'rotate-ccw'} />}
      role="status"
      aria-label={t('Bulk replay')}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ flex: 1 }}>
          <Text fz="sm" fw={600}>
            {title}
          </Text>
          {status === 'running' && (
            <Progress my={6} size="sm" value={(100 * (replayed + refused)) / Math.max(total, 1)} aria-label={title} />
          )}
          <Text fz="xs" c="dimmed">
            {[flow, bulk.requestedBy, bulk.note].filter((part) => part !== undefined).join(' · ')} · <Ago at={bulk.createdAt} />
          </Text>
          {refused > 0 && (
            <Text fz="xs">
              {t('bulk-refused', { count: refused })} {lastRefusal && sayError(lastRefusal).message}
            </Text>
          )}
        </div>
        {status === 'running' ? (
          mayOperate && (
            <Button size="compact-sm" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('Stop')}
            </Button>
          )
        ) : (
          <ActionIcon variant="subtle" color="gray" aria-label={t('Put away')} onClick={onPutAway}>
            <Icon name="x" size={15} />
          </ActionIcon>
        )}
      </Group>
    </Alert>
  )
}
