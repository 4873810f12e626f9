// Who else has this flow open, in the header; a click goes to the step they have selected.
import { Tooltip } from '@mantine/core'
import { useReactFlow } from '@xyflow/react'
import { t } from '#designer/i18n/index.ts'
import { initialsOf } from '#designer/ui/initials.ts'
import { goToStep } from '../commands/step-commands.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { usePresence, type Viewer } from './use-presence.ts'
import classes from './viewers.module.css'

const MOST = 4

export function Viewers() {
  const store = useEditorStore()
  const canvas = useReactFlow()
  const nodes = useEditor((state) => state.document.nodes)
  const viewers = usePresence()
  if (viewers.length === 0) return null
  const words = ({ name, isYou, isUnsaved, nodeId }: Viewer) => {
    if (isUnsaved) return t('You, in another window, with changes that are not saved yet')
    const who = isYou ? t('You, in another window') : name
    const step = nodeId === undefined ? undefined : nodes[nodeId]?.label
    return step === undefined ? t('{{who}} has this flow open', { who }) : t('{{who}} is at “{{step}}”', { who, step })
  }
  return (
    <span className={classes.viewers} role="group" aria-label={t('Also here')}>
      {viewers.slice(0, MOST).map((viewer) => (
        <Tooltip key={viewer.seat} label={words(viewer)}>
          <button
            type="button"
            className={classes.viewer}
            aria-label={words(viewer)}
            onClick={() => viewer.nodeId !== undefined && nodes[viewer.nodeId] && goToStep({ store, canvas }, viewer.nodeId)}
          >
            {initialsOf(viewer.name)}
          </button>
        </Tooltip>
      ))}
      {viewers.length > MOST ? <span className={classes.more}>+{viewers.length - MOST}</span> : null}
    </span>
  )
}
