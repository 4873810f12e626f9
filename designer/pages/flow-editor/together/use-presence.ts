// Says every few seconds that this window has the flow open, and hears who else has; the tabs of one browser tell each other at once. A newer
// draft is taken over at once when nothing here is unsaved; otherwise the next save finds out and both are merged.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { request } from '#designer/api/client.ts'
import { flowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { notifyDone } from '#designer/ui/notify.tsx'
import type { FlowDetail, FlowPresence } from '#shared/api/contract.ts'
import { sayPresence, leavePresence } from '../requests.ts'
import { useSession } from '#designer/state/session.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { joinOwnTabs, type TabSign } from './own-tabs.ts'

const EVERY_MS = 5_000
export type Viewer = FlowPresence['viewers'][number] & {
  /** In a tab of one's own: what was changed there is not saved yet. */
  readonly isUnsaved?: boolean
}

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
  const { tabs, saved: savedInTab } = useOwnTabs(clientId, flowId, seat, readOnly)
  const own = useSession().user
  const isNewerInTab = savedInTab > (presence?.revision ?? 0)
  const newest = isNewerInTab ? savedInTab : presence?.revision
  const by = isNewerInTab ? own.email : presence?.updatedBy
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
      notifyDone(
        by === own.email
          ? t('You changed this flow in another tab: you see it as it is now.')
          : t('{{name}} changed this flow: you see it as it is now.', { name: by ?? t('Somebody') }),
      )
    })
    return () => {
      ended = true
    }
  }, [newest, by, own.email, store, clientId, flowId, queries])
  const seats = new Set(tabs.map((tab) => tab.seat))
  const elsewhere = (presence?.viewers ?? NOBODY).filter((viewer) => !seats.has(viewer.seat))
  return [...tabs.map((tab) => ({ ...tab, name: own.name, isYou: true })), ...elsewhere]
}

/** The other tabs of this browser with this flow, and the newest revision that one of them saved. */
function useOwnTabs(clientId: string, flowId: string, seat: string, readOnly: boolean) {
  const store = useEditorStore()
  const [tabs, setTabs] = useState<readonly TabSign[]>([])
  const [saved, setSaved] = useState(0)
  useEffect(() => {
    if (readOnly) return
    const own = joinOwnTabs({ flow: `${clientId} ${flowId}`, seat, onTabs: setTabs, onSaved: setSaved })
    const signOf = ({ selection, document: flow, saved: kept }: ReturnType<typeof store.getState>) => {
      const [nodeId] = selection
      return { ...(nodeId !== undefined && { nodeId }), isUnsaved: flow !== kept }
    }
    own.show(signOf(store.getState()))
    const unsubscribe = store.subscribe((state, before) => {
      const [now, then] = [signOf(state), signOf(before)]
      if (now.nodeId !== then.nodeId || now.isUnsaved !== then.isUnsaved) own.show(now)
      if (state.revision > before.revision && state.save.kind === 'saved') own.saved(state.revision)
    })
    const turn = () => {
      if (document.visibilityState === 'visible') own.ask()
      // Who goes to another tab finds there what was changed in this one.
      else void store.getState().flush()
    }
    document.addEventListener('visibilitychange', turn)
    window.addEventListener('pagehide', own.left)
    window.addEventListener('pageshow', own.ask)
    return () => {
      window.removeEventListener('pagehide', own.left)
      window.removeEventListener('pageshow', own.ask)
      document.removeEventListener('visibilitychange', turn)
      unsubscribe()
      own.close()
      setTabs([])
    }
  }, [clientId, flowId, seat, readOnly, store])
  return { tabs, saved }
}

const NOBODY: readonly Viewer[] = []
