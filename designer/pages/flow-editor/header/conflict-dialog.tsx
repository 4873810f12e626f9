// Somebody else saved a newer revision: shows what they changed, and asks whose work goes on. Nothing is lost without a click that says so.
import { Button, Group, List, Loader, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'
import type { FlowDetail } from '#shared/api/contract.ts'
import { diffFlows } from '#shared/flow/diff.ts'
import { stringifyFlow } from '#shared/flow/stringify.ts'
import { useEditor, useEditorStore } from '../state/context.ts'

const FEW = 8

export function ConflictDialog() {
  const open = useEditor((state) => state.save.kind === 'conflict')
  return (
    <Modal
      opened={open}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('Somebody saved a newer revision')}
      size="lg"
    >
      {open ? <Choice /> : null}
    </Modal>
  )
}

function Choice() {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const saved = useEditor((state) => state.saved)
  const mine = useEditor((state) => state.document)
  const [busy, setBusy] = useState(false)
  const theirs = useQuery({
    queryKey: ['conflict', clientId, flowId, saved],
    queryFn: ({ signal }) =>
      request<FlowDetail>(`/clients/${encodeURIComponent(clientId)}/flows/${encodeURIComponent(flowId)}`, { signal }),
    gcTime: 0,
  })
  const detail = theirs.data
  const changes = detail ? diffFlows(saved, detail.flow.draft).filter((change) => change.subject !== 'layout') : []
  const keepMine = async () => {
    if (!detail) return
    setBusy(true)
    if (!(await store.getState().overwrite(detail.flow.revision))) {
      const { save } = store.getState()
      if (save.kind === 'failed') notifyProblem(save.error)
    }
    setBusy(false)
  }
  return (
    <Stack>
      <Text fz="sm">
        {t(
          'While you worked on this flow, another person (or another window) saved it too. Your changes are still here and have not been saved.',
        )}
      </Text>
      {theirs.isPending ? <Loader size="sm" /> : null}
      {detail ? (
        <div>
          <Text fz="sm" fw={550} mb={4}>
            {t('What they changed')} · <Ago at={detail.flow.updatedAt} />
          </Text>
          <List size="sm" spacing={2}>
            {changes.slice(0, FEW).map((change) => (
              <List.Item key={change.path + change.sentence}>{change.sentence}</List.Item>
            ))}
            {changes.length > FEW ? <List.Item>{t('and {{count}} more', { count: changes.length - FEW })}</List.Item> : null}
            {changes.length === 0 ? <List.Item>{t('Only the places of steps.')}</List.Item> : null}
          </List>
        </div>
      ) : null}
      <Group justify="space-between" mt="sm">
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Icon name="download" size={15} />}
          onClick={() => download(`${flowId}-mine.json`, stringifyFlow(mine))}
        >
          {t('Download mine')}
        </Button>
        <Group gap="xs">
          <Button variant="default" disabled={!detail} onClick={() => detail && store.getState().load(detail)}>
            {t('Discard mine, load theirs')}
          </Button>
          <Button disabled={!detail} loading={busy} onClick={() => void keepMine()}>
            {t('Keep mine, replace theirs')}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
