// What keeps a canvas of a thousand steps quick: cards out of sight are not on the page, and from afar cards and lines show less.
import { useStore } from '@xyflow/react'
import { useEffect } from 'react'

/** From so many steps on. Below, all are on the page, so that Tab goes from each to the next. */
const LARGE = 150
/** Below this zoom a card's words are smaller than five pixels. */
const FAR = 0.38

export const isLarge = (steps: number): boolean => steps >= LARGE

/** Marks the canvas as seen from afar; the style sheets of card and wire do the rest. */
export function FromAfar() {
  const canvas = useStore((state) => state.domNode)
  const isFar = useStore((state) => state.transform[2] < FAR)
  useEffect(() => {
    canvas?.toggleAttribute('data-far', isFar)
  }, [canvas, isFar])
  return null
}
