// When the panel on the right opens over the selected step, the canvas moves so that the step stays in sight.
import { useReactFlow, useStore } from '@xyflow/react'
import { memo, useEffect } from 'react'
import { CARD_HEIGHT, CARD_WIDTH } from '#designer/graph/ports.ts'
import { lasting } from '#designer/ui/motion.ts'
import { useEditor } from '../state/context.ts'

const MARGIN = 40
/** The second click of a double click must still find the step where the first one did. */
const DOUBLE_CLICK_MS = 350

export const KeepInSight = memo(function KeepInSight() {
  const selection = useEditor((state) => state.selection)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const { getNode, getViewport, setViewport } = useReactFlow()
  const [id] = selection
  const only = selection.size === 1 ? id : undefined
  useEffect(() => {
    if (only === undefined || width === 0) return
    const timer = setTimeout(() => show(only), DOUBLE_CLICK_MS)
    return () => clearTimeout(timer)

    function show(nodeId: string) {
      const node = getNode(nodeId)
      if (!node) return
      const { x, y, zoom } = getViewport()
      const missing = (start: number, size: number, room: number) => Math.max(0, MARGIN - start) - Math.max(0, start + size + MARGIN - room)
      const dx = missing(node.position.x * zoom + x, CARD_WIDTH * zoom, width)
      const dy = missing(node.position.y * zoom + y, CARD_HEIGHT * zoom, height)
      if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: lasting(220) })
    }
    // The node's own moves must not move the canvas: only another choice or another size does.
  }, [only, width, height, getNode, getViewport, setViewport])
  return null
})
