// The `+` in the middle of a line: puts a step in between. On a selected line also the way to take it away.
import { useReactFlow } from '@xyflow/react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { FlowEdge } from '#shared/flow/document.ts'
import { useEditor } from '../state/context.ts'
import classes from './canvas.module.css'

export function InsertButton({ edge }: { readonly edge: FlowEdge }) {
  const look = useEditor((state) => state.look)
  const apply = useEditor((state) => state.apply)
  const { screenToFlowPosition } = useReactFlow()
  return (
    <span className={classes.middle}>
      <button
        type="button"
        className={classes.plus}
        aria-label={t('Insert a step here')}
        title={t('Insert a step here')}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const point = { x: box.left, y: box.bottom + 6 }
          look({ quickAdd: { ...point, at: screenToFlowPosition(point), into: edge } })
        }}
      />
      <button
        type="button"
        className={classes.cut}
        aria-label={t('Remove this connection')}
        title={t('Remove this connection')}
        onClick={() => apply({ kind: 'disconnect', edge })}
      >
        <Icon name="x" size={12} stroke={2.2} />
      </button>
    </span>
  )
}
