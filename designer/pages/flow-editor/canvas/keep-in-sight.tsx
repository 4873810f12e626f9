// What people look at stays in sight: the selected step, when the panel on the right opens over it, and the step that a trial has come to.
import { useReactFlow, useStore } from '@xyflow/react'
import { memo, useCallback, useEffect } from 'react'
import { CARD_HEIGHT, CARD_WIDTH } from '#designer/graph/ports.ts'
import { lasting } from '#designer/ui/motion.ts'
import { useEditor } from '../state/context.ts'

const MARGIN = 40
/** The second click of a double click must still find the step where the first one did. */
const DOUBLE_CLICK_MS = 350

/** Moves the canvas no further than it must. */
function useShow(): (nodeId: string) => void {
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const { getNode, getViewport, setViewport } = useReactFlow()
  return useCallback(
    (nodeId) => {
      const node = getNode(nodeId)
      if (!node || width === 0) return
      const { x, y, zoom } = getViewport()
      const missing = (start: number, size: number, room: number) => Math.max(0, MARGIN - start) - Math.max(0, start + size + MARGIN - room)
      const dx = missing(node.position.x * zoom + x, CARD_WIDTH * zoom, width)
      const dy = missing(node.position.y * zoom + y, CARD_HEIGHT * zoom, height)
      if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: lasting(220) })
    },
    [width, height, getNode, getViewport, setViewport],
  )
}

export const KeepInSight = memo(function KeepInSight() {
  const selection = useEditor((state) => state.selection)
  const show = useShow()
  const [id] = selection
  const only = selection.size === 1 ? id : undefined
  useEffect(() => {
    if (only === undefined) return
    const timer = setTimeout(() => show(only), DOUBLE_CLICK_MS)
    return () => clearTimeout(timer)
    // The node's own moves must not move the canvas: only another choice or another size does.
  }, [only, show])
  return null
})

/** The step that is being done; when all is done, the first one that failed. */
export const FollowStates = memo(function FollowStates() {
  const show = useShow()
  const at = useEditor(({ states }) => {
    const entries = Object.entries(states ?? {})
    return (entries.find(([, { status }]) => status === 'running') ?? entries.find(([, { failed }]) => failed > 0))?.[0]
  })
  useEffect(() => {
    if (at !== undefined) show(at)
  }, [at, show])
  return null
})
