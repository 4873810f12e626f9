// What can be done with a flow's samples from its mapping: expected results, names, removal.
import { TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChangeSample, ExpectResults } from '#shared/api/samples.ts'
import { samplesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import type { SampleActions } from '#designer/mapping/mapping-samples.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { changeSample, expectResults, removeSample } from '../requests.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useDesignEnvironment } from './use-design-environment.ts'
import type { ChosenSample } from './use-sample.ts'

export function useSampleActions(nodeId: string, { samples }: ChosenSample): SampleActions | undefined {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const readOnly = useEditor((state) => state.readOnly)
  const environment = useDesignEnvironment()
  const queries = useQueryClient()
  return useMemo(() => {
    if (readOnly) return undefined
    const find = (id: string) => samples.find((one) => one.id === id)
    const then = async (work: Promise<unknown>, done?: string) => {
      try {
        await work
        await queries.invalidateQueries({ queryKey: samplesQuery(clientId, flowId).queryKey })
        if (done !== undefined) notifyDone(done)
      } catch (error) {
        notifyProblem(error)
      }
    }
    const change = (id: string, body: ChangeSample, done?: string) => void then(changeSample(clientId, flowId, id, body), done)
    return {
      expectNow(id) {
        const body: ExpectResults = { document: store.getState().document, environment, steps: [nodeId] }
        void then(
          expectResults(clientId, flowId, id, body),
          t('What this step gives on “{{sample}}” is expected from now on.', { sample: find(id)?.name ?? '' }),
        )
      },
      expect: (id, expected) => change(id, { expected: { ...find(id)?.expected, [nodeId]: expected } }),
      expectNothing(id) {
        const { [nodeId]: _, ...rest } = find(id)?.expected ?? {}
        change(id, { expected: Object.keys(rest).length === 0 ? null : rest })
      },
      rename(id) {
        let name = find(id)?.name ?? ''
        modals.openConfirmModal({
          title: t('Rename the sample'),
          children: (
            <TextInput
              label={t('Name')}
              defaultValue={name}
              data-autofocus
              maxLength={120}
              onChange={(event) => (name = event.currentTarget.value)}
            />
          ),
          labels: { confirm: t('Rename'), cancel: t('Cancel') },
          onConfirm: () => {
            if (name.trim() !== '') change(id, { name: name.trim() })
          },
        })
      },
      remove(id) {
        askFirst({
          title: t('Remove “{{sample}}”?', { sample: find(id)?.name ?? '' }),
          text: t('The sample and what it expects are gone. The flow is no longer tested with it.'),
          confirm: t('Remove the sample'),
          onConfirm: () => void then(removeSample(clientId, flowId, id)),
        })
      },
    }
  }, [readOnly, samples, clientId, flowId, nodeId, environment, queries, store])
}
