// Puts the steps of a large flow onto the page as the view comes to them, and takes them off again. React Flow would do so for each frame of a pan; here
// it happens a strip at a time, and from afar, where the steps are only places to point at, when the view rests.
import { useStoreApi } from '@xyflow/react'
import { useLayoutEffect, useMemo, useState } from 'react'
import type { WireEdge } from './card-data.ts'
import type { CanvasNode } from './drawing.ts'
import { areaOf, contains, isIn, offPage, regionOf, wiresIn, type Region } from './on-page.ts'
import { useStableList } from './use-stable-list.ts'
import { watchView } from './watch-view.ts'

export interface OnPage {
  readonly nodes: CanvasNode[]
  readonly wires: WireEdge[]
}

/** A share of the view on each side: wider means fewer strips, and more cards on the page. */
const MARGIN = 0.2
/** The page is tidied when so many times more than needed is on it. */
const MOST_TOO_LARGE = 3
/** So many places at once: more would hold up the next gesture. */
const AT_ONCE = 120
const BETWEEN_MS = 40
const NOWHERE: Region = { left: 0, top: 0, right: 0, bottom: 0 }
const NOBODY: ReadonlySet<string> = new Set()

export function useOnPage(nodes: CanvasNode[], wires: WireEdge[], large: boolean, drawn: boolean): OnPage {
  const store = useStoreApi<CanvasNode, WireEdge>()
  const [region, setRegion] = useState(NOWHERE)
  /** From afar those that are on the page already, until all in sight are. */
  const [early, setEarly] = useState(NOBODY)
  const [was, setWas] = useState({ large, drawn })
  if (was.large !== large || was.drawn !== drawn) {
    setWas({ large, drawn })
    setEarly(NOBODY)
    // At once: first the cards of where one has been, and then those of where one is, would be twice the work.
    if (!drawn || !was.large) setRegion(regionOf(store.getState(), MARGIN))
  }

  // Before React Flow's own effects, which set the first view.
  useLayoutEffect(() => {
    if (!large) return
    const around = () => regionOf(store.getState(), MARGIN)
    let next: ReturnType<typeof setTimeout> | undefined
    const fill = () => {
      const inSight = regionOf(store.getState(), 0)
      const missing = store.getState().nodes.filter((node) => node.hidden === true && isIn(inSight, node))
      if (missing.length > AT_ONCE) {
        setEarly((old) => new Set([...old, ...missing.slice(0, AT_ONCE).map(({ id }) => id)]))
        next = setTimeout(fill, BETWEEN_MS)
      } else {
        setEarly(NOBODY)
        setRegion(inSight)
      }
    }
    const unwatch = watchView(store, {
      move() {
        clearTimeout(next)
        if (!drawn) setRegion((old) => (contains(old, regionOf(store.getState(), 0)) ? old : around()))
      },
      rest() {
        if (drawn) fill()
        else setRegion((old) => (areaOf(old) > MOST_TOO_LARGE * areaOf(around()) ? around() : old))
      },
    })
    return () => {
      clearTimeout(next)
      unwatch()
    }
  }, [store, large, drawn])

  const here = useMemo(
    () => (large ? nodes.map((node) => (isIn(region, node) || early.has(node.id) ? node : offPage(node))) : nodes),
    [nodes, large, region, early],
  )
  const through = useMemo(() => {
    if (!large) return wires
    return drawn ? wires.filter((wire) => wire.selected) : wiresIn(region, nodes, wires)
  }, [nodes, wires, large, drawn, region])
  return { nodes: here, wires: useStableList(through) }
}
