// Says, while a line is drawn to a step, why it cannot end there; and for an empty flow how to begin.
import { Panel, useConnection } from '@xyflow/react'
import { memo } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { refusal } from '../edits/connect-rules.ts'
import { useEditor } from '../state/context.ts'
import { useCanvasDocument } from '../state/use-canvas-document.ts'
import classes from './canvas.module.css'

export const CanvasHint = memo(function CanvasHint({ reason }: { readonly reason: string | undefined }) {
  const document = useCanvasDocument()
  const lonely = useEditor((state) => Object.keys(state.document.nodes).length <= 1 && !state.readOnly)
  const connection = useConnection()
  const drawn =
    connection.inProgress && connection.toNode && connection.fromHandle.type === 'source' && connection.toNode.id !== connection.fromNode.id
      ? refusal(document, { from: connection.fromNode.id, port: connection.fromHandle.id ?? 'out', to: connection.toNode.id })
      : undefined
  const text = drawn ?? reason
  if (text) {
    return (
      <Panel position="bottom-center" className={classes.refusal ?? ''}>
        <span role="status">
          <Icon name="ban" size={15} />
          {text}
        </span>
      </Panel>
    )
  }
  if (!lonely) return null
  return (
    <Panel position="top-center" className={classes.hint ?? ''}>
      <Icon name="sparkles" size={15} />
      {t('Drag steps in from the left, or pull a line out of a dot.')}
    </Panel>
  )
})
