// The canvas' own buttons, lower left: zoom, fit, tidy, undo.
import { Panel, useStore } from '@xyflow/react'
import { memo } from 'react'
import { t } from '#designer/i18n/index.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { commandById } from '../commands/use-commands.ts'
import classes from './canvas.module.css'

export const CanvasTools = memo(function CanvasTools() {
  return (
    <Panel position="bottom-left" className={classes.tools ?? ''}>
      <div className={classes.bar} role="toolbar" aria-label={t('Canvas')} data-behind-steps>
        <CommandButton command={commandById('zoom-out')} />
        <Zoom />
        <CommandButton command={commandById('zoom-in')} />
        <CommandButton command={commandById('fit')} />
        <span className={classes.divider} />
        <CommandButton command={commandById('undo')} />
        <CommandButton command={commandById('redo')} />
        <CommandButton command={commandById('layout')} />
        <CommandButton command={commandById('note')} />
        <CommandButton command={commandById('find')} />
        <span className={classes.divider} />
        <CommandButton command={commandById('shortcuts')} />
      </div>
    </Panel>
  )
})

/** Alone: the buttons beside it are not drawn anew for each frame of a zoom. */
function Zoom() {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  return <span className={classes.zoom}>{zoom}%</span>
}
