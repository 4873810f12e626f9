// Makes a published version the draft again.
import { useCallback } from 'react'
import { request } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import type { FlowDetail } from '#shared/api/contract.ts'
import { restoreVersion } from '../requests.ts'
import { useEditorStore } from '../state/context.ts'
import { useRefreshFlow } from './refresh.ts'

/** Answers whether the draft now is that version. */
export function useRestore(): (version: number) => Promise<boolean> {
  const store = useEditorStore()
  const refresh = useRefreshFlow()
  return useCallback(
    async (version) => {
      const { clientId, flowId, flush, load } = store.getState()
      try {
        if (!(await flush())) return false
        await restoreVersion(clientId, flowId, { version, revision: store.getState().revision })
        load(await request<FlowDetail>(`/clients/${encodeURIComponent(clientId)}/flows/${encodeURIComponent(flowId)}`))
        await refresh()
        notifyDone(t('The draft is version {{version}} again.', { version }))
        return true
      } catch (error) {
        notifyProblem(error)
        return false
      }
    },
    [store, refresh],
  )
}
