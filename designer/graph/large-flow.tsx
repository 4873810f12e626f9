// What keeps a canvas of a thousand steps quick: cards out of sight are not on the page, and from afar all is drawn on one canvas.
import { useStore, useStoreApi } from '@xyflow/react'
import { createContext, useEffect } from 'react'

/** From so many steps on. Below, all are on the page, so that Tab goes from each to the next. */
const LARGE = 150
/** Below this zoom a card's words are smaller than five pixels. */
const FAR = 0.38

export const isLarge = (steps: number): boolean => steps >= LARGE

/** Whether the canvas is seen from so far that no word can be read. */
export const useIsFar = (): boolean => useStore((state) => state.transform[2] < FAR)

/** True for the cards of a large flow from afar: the canvas draws them, and they only keep their place. */
export const DrawnFromAfar = createContext(false)

/** After so long without a move the view rests. */
const REST_MS = 150

/** Marks the canvas while the view moves: its layer is then moved as a picture, and drawn sharp again when it rests. */
export function MovesAsPicture() {
  const store = useStoreApi()
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined
    const unsubscribe = store.subscribe((now, before) => {
      if (now.transform === before.transform) return
      if (rest === undefined) now.domNode?.toggleAttribute('data-moving', true)
      clearTimeout(rest)
      rest = setTimeout(() => {
        rest = undefined
        store.getState().domNode?.removeAttribute('data-moving')
      }, REST_MS)
    })
    return () => {
      clearTimeout(rest)
      unsubscribe()
    }
  }, [store])
  return null
}
