// Publishes the draft as the next version: what changes, a note, and no errors left.
import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem, notifyUnchecked } from '#designer/ui/notify.tsx'
import { isPublishable } from '#shared/flow/check.ts'
import { publishFlow } from '../requests.ts'
import { ImpactDialog } from '../samples/impact-dialog.tsx'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useProblems } from '../state/use-issues.ts'
import { Checklist } from './checklist.tsx'
import { DiffList, useDiff } from './diff-list.tsx'
import { SamplesPolicy, useIsHeld } from './samples-policy.tsx'
import { useRefreshFlow } from './refresh.ts'
import { useLatestVersion } from './use-deployments.ts'

export interface PublishDialogProps {
  readonly onClose: () => void
  /** Goes on to deploying the new version. */
  readonly onDeploy: (version: number) => void
}

export function PublishDialog({ onClose, onDeploy }: PublishDialogProps) {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const latest = useLatestVersion()
  const problems = useProblems()
  const refresh = useRefreshFlow()
  const [note, setNote] = useState('')
  const [goOn, setGoOn] = useState(true)
  const [saved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const [showsImpact, setShowsImpact] = useState(false)
  const blocked = !isPublishable(problems.map(({ issue }) => issue))
  // The difference is computed from the stored draft.
  useEffect(() => void store.getState().flush().then(setSaved), [store])
  const diff = useDiff(latest > 0 && saved ? String(latest) : undefined, 'draft')
  const same = diff.data?.changes.length === 0
  const held = useIsHeld()
  const publish = async () => {
    setBusy(true)
    try {
      if (!(await store.getState().flush())) return
      const made = await publishFlow(clientId, flowId, { note: note.trim(), revision: store.getState().revision })
      await refresh()
      notifyDone(t('Version {{version}} is published.', { version: made.version }))
      notifyUnchecked(made.unchecked)
      if (goOn) onDeploy(made.version)
      else onClose()
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      // Escape closes what lies on top alone.
      closeOnEscape={!showsImpact}
      title={t('Publish version {{version}}', { version: latest + 1 })}
      size="lg"
    >
      <Stack>
        <Checklist onLeave={onClose} />
        <div>
          <Text fz="sm" fw={550} mb={6}>
            {latest === 0 ? t('The first version of this flow') : t('What changes since version {{latest}}', { latest })}
          </Text>
          {latest > 0 && saved && !same ? <DiffList from={String(latest)} to="draft" /> : null}
          {latest > 0 && saved && !same ? (
            <Group gap="xs" mt={8}>
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<Icon name="git-compare" size={13} />}
                onClick={() => store.getState().look({ dialog: { kind: 'compare', from: String(latest), to: 'draft' } })}
              >
                {t('See it on the canvas')}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<Icon name="table-properties" size={13} />}
                onClick={() => setShowsImpact(true)}
              >
                {t('See it in values')}
              </Button>
            </Group>
          ) : null}
          {same ? (
            <Text fz="sm" c="dimmed">
              {t('Version {{latest}} is this draft already: there is nothing to publish.', { latest })}
            </Text>
          ) : null}
          {latest === 0 ? (
            <Text fz="sm" c="dimmed">
              {t('Versions never change: what runs is what was published.')}
            </Text>
          ) : null}
        </div>
        {showsImpact ? <ImpactDialog onClose={() => setShowsImpact(false)} /> : null}
        <SamplesPolicy />
        <Textarea
          label={t('Note')}
          placeholder={t('What is new, for those who read the list of versions')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="space-between" mt="xs">
          <Checkbox label={t('Deploy it next')} checked={goOn} onChange={(event) => setGoOn(event.currentTarget.checked)} />
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button
              loading={busy}
              disabled={blocked || !saved || same || held}
              leftSection={<Icon name="rocket" size={15} />}
              onClick={() => void publish()}
            >
              {t('Publish')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
