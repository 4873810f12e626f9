// Replays everything that is open and fits the filters, as one job. Before it starts it says how many, what is sent again, and what stays.
import { Button, List, Modal, Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StartBulkReplay } from '#shared/api/contract.ts'
import type { BulkReplay, BulkReplayPreview } from '#shared/model/bulk-replays.ts'
import { startBulkReplay } from '#designer/api/commands.ts'
import { bulkReplayPreviewQuery, connectorsQuery, exceptionCausesQuery, type CauseFilter } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { reasonOf } from '#designer/ui/reason.ts'
import { environmentLabel } from '#designer/ui/environment-badge.tsx'

export interface ReplayAllProps {
  readonly client: string
  readonly filter: CauseFilter
}

const causeOf = ({ flow, environment, node, code }: CauseFilter): CauseFilter => ({
  ...(flow !== undefined && { flow }),
  ...(environment !== undefined && { environment }),
  ...(node !== undefined && { node }),
  ...(code !== undefined && { code }),
})

/** Absent where there is one record or none: that one is opened and replayed by itself. */
export function ReplayAllButton({ client, filter }: ReplayAllProps) {
  const mayOperate = useMay('operate')
  const [opened, dialog] = useDisclosure(false)
  const { flow, environment, node, code } = filter
  const causes = useQuery(exceptionCausesQuery(client, { flow, environment })).data ?? []
  const count = causes
    .filter((cause) => (node === undefined || cause.nodeId === node) && (code === undefined || cause.code === code))
    .reduce((sum, cause) => sum + cause.count, 0)
  if (!mayOperate || count < 2) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<Icon name="rotate-ccw" size={14} />} onClick={dialog.open}>
        {t('replay-all', { count })}
      </Button>
      {opened && <BulkReplayDialog client={client} filter={causeOf(filter)} onClose={dialog.close} />}
    </>
  )
}

function BulkReplayDialog({ client, filter, onClose }: ReplayAllProps & { readonly onClose: () => void }) {
  const [version, setVersion] = useState<BulkReplay['version']>('deployed')
  const [note, setNote] = useState('')
  const preview = useQuery(bulkReplayPreviewQuery(client, filter, version))
  const start = useMutation({
    mutationFn: () =>
      startBulkReplay(client, { ...(filter as Partial<StartBulkReplay>), version, ...(note.trim() !== '' && { note: note.trim() }) }),
    onSuccess: async ({ total }) => {
      notifyDone(t('{{count}} records are being replayed.', { count: total }))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
  })
  const count = preview.data?.replayed ?? 0
  return (
    <Modal opened onClose={onClose} title={t('Replay everything that fits')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (count > 0) start.mutate()
        }}
      >
        <Stack gap="md">
          <Radio.Group
            value={version}
            onChange={(next) => setVersion(next === 'original' ? 'original' : 'deployed')}
            label={t('Which version')}
          >
            <Stack gap={8} mt={6}>
              <Radio
                size="xs"
                value="deployed"
                label={t('With the version deployed now')}
                description={t('For when you mended the flow and deployed it.')}
              />
              <Radio
                size="xs"
                value="original"
                label={t('With the version each one ran with')}
                description={t('For when you mended a lookup table, or the other system.')}
              />
            </Stack>
          </Radio.Group>
          <QueryView query={preview} skeleton={<TableSkeleton rows={2} />}>
            {(data) => <Foreseen preview={data} />}
          </QueryView>
          <TextInput
            label={t('Note')}
            placeholder={t('What was mended, for the log')}
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text fz="xs" c="dimmed">
            {t(
              'They go in turns, beside what arrives meanwhile and within the limits of the connections. You can stop at any time; what was replayed stays so.',
            )}
          </Text>
          <FormProblem error={start.error} />
          <DialogActions submit={t('start-bulk', { count })} pending={start.isPending} disabled={count === 0} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

const LEFT: Readonly<Record<NonNullable<BulkReplayPreview['causes'][number]['leftBecause']>, string>> = {
  uncertain: 'may have arrived already: decide them one by one',
  'not-deployed': 'the flow is not deployed there',
  'step-missing': 'the deployed version has no such step: replay them with the version each one ran with',
}

function Foreseen({ preview }: { readonly preview: BulkReplayPreview }) {
  const connectors = useQuery(connectorsQuery()).data
  const replayed = preview.causes.filter(({ leftBecause }) => leftBecause === undefined)
  const left = preview.causes.filter(({ leftBecause }) => leftBecause !== undefined)
  const sentAgain = ({ call }: BulkReplayPreview['causes'][number]) => {
    const connector = call && connectors?.find(({ id }) => id === call.connector)
    const action = connector?.actions.find(({ id }) => id === call?.action)
    return call
      ? t('“{{action}}” is sent to {{system}} again.', { action: action?.label ?? call.action, system: connector?.name ?? call.connector })
      : t('Nothing was sent by this step.')
  }
  return (
    <ScrollArea.Autosize mah={260} type="auto">
      <Stack gap="xs" role="status">
        {preview.replayed > 0 && (
          <>
            <Text fz="sm" fw={600}>
              {t('bulk-replayed', { count: preview.replayed })}
            </Text>
            <Causes causes={replayed} say={sentAgain} />
            <Text fz="xs" c="dimmed">
              {t('What earlier steps already sent is not sent again.')}
            </Text>
          </>
        )}
        {preview.left > 0 && (
          <>
            <Text fz="sm" fw={600}>
              {t('bulk-left', { count: preview.left })}
            </Text>
            <Causes causes={left} say={({ leftBecause }) => t(LEFT[leftBecause ?? 'uncertain'])} />
          </>
        )}
        {preview.causes.length === 0 && <Text fz="sm">{t('Nothing that is open fits these filters any more.')}</Text>}
      </Stack>
    </ScrollArea.Autosize>
  )
}

interface CausesProps {
  readonly causes: BulkReplayPreview['causes']
  readonly say: (cause: BulkReplayPreview['causes'][number]) => string
}

function Causes({ causes, say }: CausesProps) {
  return (
    <List fz="sm" spacing={6}>
      {causes.map((cause) => (
        <List.Item key={`${cause.flowId} ${cause.environment} ${cause.nodeId} ${cause.code}`}>
          {cause.count} × {reasonOf(cause)}
          <Text fz="xs" c="dimmed">
            {cause.flowName} · {cause.nodeLabel} · {environmentLabel(cause.environment)} · {say(cause)}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
