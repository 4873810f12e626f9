// What keeps a canvas of a thousand steps quick: cards out of sight are not on the page, and from afar all is drawn on one canvas.
import { useStore, useStoreApi } from '@xyflow/react'
import { createContext, useEffect, useLayoutEffect, useState } from 'react'
import { watchView } from './watch-view.ts'

/** From so many steps on. Below, all are on the page, so that Tab goes from each to the next. */
const LARGE = 150
/** Below this zoom a card's words are smaller than five pixels. */
const FAR = 0.38
/** While one zooms a large flow, cards come and go only here, where few are in sight: putting a hundred on the page would stop the gesture. */
const FAR_WHILE_ZOOMING = 0.55

export const isLarge = (steps: number): boolean => steps >= LARGE

/** Whether the canvas is seen from so far that no word can be read. */
export function useIsFar(large: boolean): boolean {
  const store = useStoreApi()
  const far = useStore((state) => state.transform[2] < FAR)
  const [drawn, setDrawn] = useState(far)
  // Before React Flow's own effects, which set the first view.
  useLayoutEffect(() => {
    const zoomNow = () => store.getState().transform[2]
    const settle = () => setDrawn(zoomNow() < FAR)
    let restingZoom = zoomNow()
    return watchView(store, {
      move() {
        if (zoomNow() !== restingZoom) setDrawn(zoomNow() < FAR_WHILE_ZOOMING)
      },
      rest() {
        restingZoom = zoomNow()
        settle()
      },
    })
  }, [store])
  return large ? drawn : far
}

/** True for the cards of a large flow from afar: the canvas draws them, and they only keep their place. */
export const DrawnFromAfar = createContext(false)

/** Marks the canvas while the view moves: its layer is then moved as a picture, and drawn sharp again when it rests. A single jump is no move. */
export function MovesAsPicture() {
  const store = useStoreApi()
  useEffect(() => {
    const mark = (moving: boolean) => store.getState().domNode?.toggleAttribute('data-moving', moving)
    return watchView(store, {
      move(wasResting) {
        if (!wasResting) mark(true)
      },
      rest: () => mark(false),
    })
  }, [store])
  return null
}
