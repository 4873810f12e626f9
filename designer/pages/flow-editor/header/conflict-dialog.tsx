// Somebody else, or oneself in another tab, saved a newer revision: both sets of changes are merged before the person's eyes; where both changed the same, they say
// whose it shall be. Nothing is lost without a click that says so.
import { Button, Group, Loader, Menu, Modal, Stack, Text } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { request } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { ChangeList } from '#designer/ui/merge/change-list.tsx'
import { ConflictList, withChoice } from '#designer/ui/merge/conflict-list.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'
import type { FlowDetail } from '#shared/api/contract.ts'
import { useNamingContext } from '../state/use-naming-context.ts'
import { mergeFlows } from '#shared/flow/merge.ts'
import type { MergeSide } from '#shared/flow/merge-choice.ts'
import { stringifyFlow } from '#shared/flow/stringify.ts'
import { useEditor, useEditorStore } from '../state/context.ts'

export function ConflictDialog() {
  const open = useEditor((state) => state.save.kind === 'conflict')
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const saved = useEditor((state) => state.saved)
  const { email } = useSession().user
  const theirs = useQuery({
    queryKey: ['conflict', clientId, flowId, saved],
    queryFn: ({ signal }) =>
      request<FlowDetail>(`/clients/${encodeURIComponent(clientId)}/flows/${encodeURIComponent(flowId)}`, { signal }),
    enabled: open,
    gcTime: 0,
  })
  const isOwn = theirs.data?.flow.updatedBy === email
  return (
    <Modal
      opened={open}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={isOwn ? t('You saved a newer revision in another tab') : t('Somebody saved a newer revision')}
      size="lg"
    >
      {open ? <Choice theirs={theirs} isOwn={isOwn} /> : null}
    </Modal>
  )
}

interface ChoiceProps {
  readonly theirs: UseQueryResult<FlowDetail>
  /** It was oneself, in another tab. */
  readonly isOwn: boolean
}

function Choice({ theirs, isOwn }: ChoiceProps) {
  const store = useEditorStore()
  const flowId = useEditor((state) => state.flowId)
  const saved = useEditor((state) => state.saved)
  const mine = useEditor((state) => state.document)
  const [busy, setBusy] = useState(false)
  const detail = theirs.data
  const [choices, setChoices] = useState<Readonly<Record<string, MergeSide>>>({})
  const context = useNamingContext()
  const merge = useMemo(
    () => detail && mergeFlows(saved, mine, detail.flow.draft, { byId: choices }, context),
    [saved, mine, detail, choices, context],
  )
  const changes = merge?.changes.filter((change) => change.subject !== 'layout') ?? []
  const undecided = merge?.conflicts.filter(({ decided }) => !decided).length ?? 0
  const save = async (work: (newer: FlowDetail) => Promise<boolean>) => {
    if (!detail) return
    setBusy(true)
    if (!(await work(detail))) {
      const { save: state } = store.getState()
      if (state.kind === 'failed') notifyProblem(state.error)
      // Somebody saved once more: what they did is read again.
      if (state.kind === 'conflict') await theirs.refetch()
    }
    setBusy(false)
  }
  return (
    <Stack>
      <Text fz="sm">
        {isOwn
          ? t(
              'You changed this flow in another tab too, and it was saved there. What you changed here is still here and has not been saved.',
            )
          : t(
              'While you worked on this flow, another person (or another window) saved it too. Your changes are still here and have not been saved.',
            )}
      </Text>
      {theirs.isPending ? <Loader size="sm" /> : null}
      {detail && merge ? (
        <>
          {merge.conflicts.length > 0 ? (
            <div>
              <Text fz="sm" fw={550} mb={4}>
                {isOwn ? t('You changed the same in both') : t('You both changed the same')}
              </Text>
              <ConflictList
                conflicts={merge.conflicts}
                names={
                  isOwn
                    ? { mine: t('As in this tab:'), theirs: t('As in the other tab:') }
                    : { mine: t('Keep mine:'), theirs: t('Take theirs:') }
                }
                onChoose={(id, side) => setChoices((before) => withChoice(before, id, side))}
              />
            </div>
          ) : null}
          <div>
            <Text fz="sm" fw={550} mb={4}>
              {isOwn ? t('What comes in from the other tab') : t('What comes in from them')} · <Ago at={detail.flow.updatedAt} />
            </Text>
            {changes.length > 0 ? (
              <ChangeList changes={changes} />
            ) : (
              <Text fz="sm" c="dimmed">
                {t('Nothing but places of steps.')}
              </Text>
            )}
          </div>
        </>
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
          <Menu position="top-end">
            <Menu.Target>
              <Button variant="default" disabled={!detail || busy}>
                {t('Keep only one')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => detail && store.getState().load(detail)}>
                {isOwn ? t('Discard what is here, load the other tab’s') : t('Discard mine, load theirs')}
              </Menu.Item>
              <Menu.Item onClick={() => void save((newer) => store.getState().overwrite(newer.flow.revision))}>
                {isOwn ? t('Keep what is here, replace the other tab’s') : t('Keep mine, replace theirs')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button
            disabled={!merge || undecided > 0}
            loading={busy}
            onClick={() => void save((newer) => store.getState().saveMerged(merge?.document ?? mine, newer))}
          >
            {undecided > 0 ? t('decide-first', { count: undecided }) : t('Save both together')}
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
