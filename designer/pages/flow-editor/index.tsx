// The flow editor: loads a flow, keeps it in one store, and arranges palette, canvas, panels, test drawer and mapping around it.
import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FlowDetail } from '#shared/api/contract.ts'
import { flowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useCrumb, useTitle } from '#designer/state/crumb.ts'
import { useMay } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { ToList } from '#designer/ui/to-list.tsx'
import { Canvas } from './canvas/canvas.tsx'
import { Palette } from './canvas/palette.tsx'
import { QuickAddMenu } from './canvas/quick-add.tsx'
import { PaletteSearch, useCommandKeys } from './commands/use-commands.ts'
import classes from './editor.module.css'
import { EditorEntries } from './commands/editor-entries.tsx'
import { Dialogs } from './dialogs.tsx'
import { FindBar } from './find/find-bar.tsx'
import { ConflictDialog } from './header/conflict-dialog.tsx'
import { Header } from './header/header.tsx'
import { MappingPage } from './mapping-page.tsx'
import { SidePanel } from './panels/side-panel.tsx'
import { useAutosave } from './state/autosave.ts'
import { EditorContext, useEditor, useEditorStore } from './state/context.ts'
import { createEditorStore } from './state/editor-store.ts'
import { ProblemsContext, useComputedProblems } from './state/use-issues.ts'
import { TestDrawer } from './testing/test-drawer.tsx'

export function FlowEditorPage({ clientId, flowId }: { readonly clientId: string; readonly flowId: string }) {
  // What was cached may be older than what was saved since: editing begins with the newest draft.
  const detail = useQuery({ ...flowQuery(clientId, flowId), refetchOnMount: 'always' })
  if (!detail.isFetchedAfterMount) return <PageSkeleton />
  return (
    <QueryView query={detail} skeleton={<PageSkeleton />} elsewhere={<ToList client={clientId} to="/c/$client/flows" />}>
      {(data) => <OpenFlow clientId={clientId} detail={data} />}
    </QueryView>
  )
}

function OpenFlow({ clientId, detail }: { readonly clientId: string; readonly detail: FlowDetail }) {
  const mayEdit = useMay('edit-mappings')
  // Only the first answer opens the store: later ones (after publishing) must not take the person's work away.
  const [store] = useState(() => createEditorStore(clientId, detail, !mayEdit))
  const searchBox = useRef<HTMLInputElement>(null)
  const [showPalette, setShowPalette] = useState(() => window.innerWidth > 1180)
  const searchPalette = useCallback(() => {
    // At once: who types on must not have the first letters taken for commands.
    flushSync(() => setShowPalette(true))
    searchBox.current?.focus()
  }, [])
  return (
    <EditorContext value={store}>
      <ReactFlowProvider>
        <PaletteSearch value={searchPalette}>
          <Problems>
            <Editor searchBox={searchBox} showPalette={showPalette} onPalette={setShowPalette} />
          </Problems>
        </PaletteSearch>
      </ReactFlowProvider>
    </EditorContext>
  )
}

function Problems({ children }: { readonly children: React.ReactNode }) {
  return <ProblemsContext value={useComputedProblems()}>{children}</ProblemsContext>
}

interface EditorProps {
  readonly searchBox: React.RefObject<HTMLInputElement | null>
  readonly showPalette: boolean
  readonly onPalette: (show: boolean) => void
}

function Editor({ searchBox, showPalette, onPalette }: EditorProps) {
  const store = useEditorStore()
  const name = useEditor((state) => state.document.name)
  const readOnly = useEditor((state) => state.readOnly)
  useCrumb(name)
  useTitle(name)
  useAutosave(store)
  useCommandKeys()
  useAddress()
  const palette = useMemo(() => <Palette search={searchBox} onClose={() => onPalette(false)} />, [searchBox, onPalette])
  return (
    <div className={classes.editor}>
      <Header />
      <div className={classes.work}>
        {showPalette && !readOnly ? palette : null}
        <div className={classes.middle}>
          <div className={classes.canvas} data-tour="canvas">
            <Canvas />
            <FindBar />
            <EditorEntries />
            {showPalette || readOnly ? null : (
              <ActionIcon
                className={classes.showPalette ?? ''}
                data-tour="palette"
                variant="default"
                size={36}
                radius="md"
                aria-label={t('Add a step')}
                title={t('Add a step')}
                onClick={() => onPalette(true)}
              >
                <Icon name="plus" size={18} />
              </ActionIcon>
            )}
          </div>
        </div>
        <SidePanel />
      </div>
      <TestDrawer />
      <MappingPage />
      <QuickAddMenu />
      <ConflictDialog />
      <Dialogs />
    </div>
  )
}

/**
 * `?mapping=map-order` shows the mapping of that step: it stays so when the page is loaded again, and the browser's way back closes it.
 * `?node=map-order&row=partner.name` opens that step, and that row of its mapping; `?show=canvas` closes what covers the canvas.
 */
function useAddress(): void {
  const store = useEditorStore()
  const navigate = useNavigate()
  const { search } = useLocation()
  const { node, row, from, show, mapping } = search as {
    readonly node?: string
    readonly row?: string
    readonly from?: string
    readonly show?: 'canvas'
    readonly mapping?: string
  }
  const opened = useEditor((state) => state.mapping?.nodeId)
  const go = useCallback(
    (shown: string | undefined, replace: boolean) =>
      void navigate({ to: '.', search: { ...(from !== undefined && { from }), ...(shown !== undefined && { mapping: shown }) }, replace }),
    [navigate, from],
  )
  useEffect(() => {
    const { document, look, select, mapping: shown } = store.getState()
    if (mapping === shown?.nodeId || (mapping !== undefined && !Object.hasOwn(document.nodes, mapping))) return
    if (mapping === undefined) return look({ mapping: undefined })
    select([mapping])
    look({ mapping: { nodeId: mapping }, side: 'node' })
  }, [mapping, store])
  useEffect(() => {
    if (show === 'canvas') {
      store.getState().select([])
      store.getState().look({ mapping: undefined, side: undefined, testOpen: false, dialog: undefined })
      go(undefined, true)
      return
    }
    if (node === undefined || !Object.hasOwn(store.getState().document.nodes, node)) return
    store.getState().select([node])
    store.getState().look(row === undefined ? { side: 'node' } : { mapping: { nodeId: node, row } })
    // Taken once: from now on the editor itself decides what is shown.
    go(row === undefined ? undefined : node, true)
  }, [node, row, show, store, go])
  const addressed = useRef(mapping)
  useEffect(() => {
    addressed.current = mapping
  }, [mapping])
  useEffect(() => {
    // As it is now: an address that came at the same time has been taken already.
    const shown = store.getState().mapping?.nodeId
    if (shown !== addressed.current) go(shown, shown === undefined)
  }, [opened, store, go])
}
