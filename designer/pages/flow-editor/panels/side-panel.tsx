// The panel on the right: the selected step, the flow, its problems or its versions.
import { useEffect, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import classes from '../editor.module.css'
import { NodePanel } from '../inspector/node-panel.tsx'
import { useEditor } from '../state/context.ts'
import { VersionsPanel } from '../versions/versions-panel.tsx'
import { FlowPanel } from './flow-panel.tsx'
import { ManyPanel } from './many-panel.tsx'
import { ProblemsPanel } from './problems-panel.tsx'

/** The panel must not slide under the second click of a double click. */
const DOUBLE_CLICK_MS = 230

export function SidePanel() {
  const side = useEditor((state) => state.side)
  const selection = useSettledSelection()
  const [only] = selection
  const open = side !== undefined && (side !== 'node' || only !== undefined)
  const shown = useLateOpening(open, side === 'node')
  if (!open || !shown) return null
  return (
    <aside className={classes.side} aria-label={t('Details')} data-own-keys>
      {side === 'flow' ? <FlowPanel /> : null}
      {side === 'problems' ? <ProblemsPanel /> : null}
      {side === 'versions' ? <VersionsPanel /> : null}
      {side === 'node' && selection.size === 1 && only !== undefined ? <NodePanel key={only} id={only} /> : null}
      {side === 'node' && selection.size > 1 ? <ManyPanel /> : null}
    </aside>
  )
}

/** A step that is dragged is selected too: its form comes when it is dropped, and does not hold up the drag. */
function useSettledSelection(): ReadonlySet<string> {
  const selection = useEditor((state) => state.selection)
  const dragging = useEditor((state) => state.dragging)
  const [settled, settle] = useState(selection)
  if (!dragging && settled !== selection) settle(selection)
  return settled
}

function useLateOpening(open: boolean, late: boolean): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    if (!open) return
    const timer = setTimeout(() => setReady(true), DOUBLE_CLICK_MS)
    return () => clearTimeout(timer)
  }, [open])
  if (!open && ready) setReady(false)
  return ready || !late
}
