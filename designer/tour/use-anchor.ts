// Where on the page the thing is that a stop speaks of; it may come late, move, or not be there at all.
import { useEffect, useState } from 'react'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Pages load, panels open: often enough to follow them, seldom enough to cost nothing. */
const LOOK_MS = 150

/** Absent while it is not in sight. */
export function useAnchor(selector: string | undefined): Rect | undefined {
  const [rect, setRect] = useState<Rect>()
  useEffect(() => {
    const look = () => setRect((old) => sameOr(old, selector === undefined ? undefined : rectOf(selector)))
    look()
    const timer = setInterval(look, LOOK_MS)
    window.addEventListener('resize', look)
    window.addEventListener('scroll', look, true)
    return () => {
      clearInterval(timer)
      window.removeEventListener('resize', look)
      window.removeEventListener('scroll', look, true)
    }
  }, [selector])
  return rect
}

function rectOf(selector: string): Rect | undefined {
  for (const element of document.querySelectorAll(selector)) {
    const { x, y, width, height } = element.getBoundingClientRect()
    // Only the part in sight: the ring is drawn around that.
    const [left, top] = [Math.max(0, x), Math.max(0, y)]
    const [right, bottom] = [Math.min(window.innerWidth, x + width), Math.min(window.innerHeight, y + height)]
    if (right > left && bottom > top) return { x: left, y: top, width: right - left, height: bottom - top }
  }
  return undefined
}

function sameOr(old: Rect | undefined, now: Rect | undefined): Rect | undefined {
  if (!old || !now) return now
  return old.x === now.x && old.y === now.y && old.width === now.width && old.height === now.height ? old : now
}
