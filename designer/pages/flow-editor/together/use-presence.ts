// Says every few seconds that this window has the flow open, and hears who else has. A newer draft is taken over at once when nothing here
// is unsaved; otherwise the next save finds out and both are merged.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { request } from '#designer/api/client.ts'
import { flowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { notifyDone } from '#designer/ui/notify.tsx'
import type { FlowDetail, FlowPresence } from '#shared/api/contract.ts'
import { sayPresence, leavePresence } from '../requests.ts'
import { useEditor, useEditorStore } from '../state/context.ts'

const EVERY_MS = 5_000
export type Viewer = FlowPresence['viewers'][number]

const newSeat = () => `seat-${crypto.randomUUID().slice(0, 13)}`

export function usePresence(): readonly Viewer[] {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const readOnly = useEditor((state) => state.readOnly)
  const [selected] = useEditor((state) => state.selection)
  const queries = useQueryClient()
  const [seat] = useState(newSeat)
  const presence = useQuery({
    queryKey: ['client', clientId, 'flows', flowId, 'presence', seat, selected],
    queryFn: ({ signal }) => sayPresence(clientId, flowId, { seat, ...(selected !== undefined && { nodeId: selected }) }, signal),
    refetchInterval: EVERY_MS,
    // In a window that nobody looks at nobody is present.
    refetchIntervalInBackground: false,
    placeholderData: keepPreviousData,
    // Who only looks is in nobody's way.
    enabled: !readOnly,
    gcTime: 0,
    retry: false,
  }).data
  useEffect(() => {
    if (readOnly) return
    const leave = () => leavePresence(clientId, flowId, seat)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [clientId, flowId, seat, readOnly])
  const newest = presence?.revision
  const by = presence?.updatedBy
  useEffect(() => {
    const { revision, document, saved, save, load } = store.getState()
    if (newest === undefined || newest <= revision || document !== saved || save.kind !== 'saved') return
    let ended = false
    void request<FlowDetail>(`/clients/${encodeURIComponent(clientId)}/flows/${encodeURIComponent(flowId)}`).then((detail) => {
      const now = store.getState()
      // Something was changed here while it was on its way: the save decides.
      if (ended || now.document !== now.saved || now.save.kind !== 'saved' || detail.flow.revision <= now.revision) return
      load(detail)
      queries.setQueryData(flowQuery(clientId, flowId).queryKey, detail)
      notifyDone(t('{{name}} changed this flow: you see it as it is now.', { name: by ?? t('Somebody') }))
    })
    return () => {
      ended = true
    }
  }, [newest, by, store, clientId, flowId, queries])
  return presence?.viewers ?? NOBODY
}

const NOBODY: readonly Viewer[] = []
