// The panel on the right: the selected step, the flow, its problems or its versions.
import { useEditor } from '../state/context.ts'
import classes from '../editor.module.css'
import { NodePanel } from '../inspector/node-panel.tsx'
import { VersionsPanel } from '../versions/versions-panel.tsx'
import { FlowPanel } from './flow-panel.tsx'
import { ManyPanel } from './many-panel.tsx'
import { ProblemsPanel } from './problems-panel.tsx'
import { t } from '#designer/i18n/index.ts'

export function SidePanel() {
  const side = useEditor((state) => state.side)
  const selection = useEditor((state) => state.selection)
  const [only] = selection
  if (side === undefined || (side === 'node' && only === undefined)) return null
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
