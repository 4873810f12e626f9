// Before a flow is tried the canvas goes to where it begins: `FollowStates` then keeps what is being done in sight.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback } from 'react'
import type { WireEdge } from '#designer/graph/card-data.ts'
import type { CanvasNode } from '#designer/graph/drawing.ts'
import { firstView } from './first-view.ts'

/** In the next frame, when panels that open or close with the trial have their size. Answers what calls it off. */
export function useTrialView(): () => () => void {
  const canvas = useReactFlow<CanvasNode, WireEdge>()
  const flow = useStoreApi()
  return useCallback(() => {
    const frame = requestAnimationFrame(() => {
      const box = flow.getState().domNode?.getBoundingClientRect()
      if (box) firstView(canvas, box.width, box.height)
    })
    return () => cancelAnimationFrame(frame)
  }, [canvas, flow])
}
