// The steps that are dragged from afar, and the lines to them, on a canvas as large as the view: each move draws these few, and nothing else on the page.
import { useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { CardNode, WireEdge } from './card-data.ts'
import { usePlaces, type Drag } from './drag.ts'
import classes from './far-layer.module.css'
import { brushesOf, paint, paintSigns } from './far-paint.ts'
import { farScene } from './far-scene.ts'
import { useFarLooks } from './use-far-looks.ts'
import { viewOf, watchView } from './watch-view.ts'

interface DraggedSheetProps {
  readonly cards: readonly CardNode[]
  readonly wires: readonly WireEdge[]
  readonly moving: ReadonlySet<string>
  readonly drag: Drag
}

export function DraggedSheet({ cards, wires, moving, drag }: DraggedSheetProps) {
  const store = useStoreApi()
  const sheet = useRef<HTMLCanvasElement>(null)
  const places = usePlaces(drag)
  const involved = useMemo(() => {
    const touched = wires.filter((wire) => moving.has(wire.source) || moving.has(wire.target))
    const ends = new Set([...moving, ...touched.flatMap((wire) => [wire.source, wire.target])])
    return { touched, cards: cards.filter((card) => ends.has(card.id)) }
  }, [cards, wires, moving])
  const newest = useRef<() => void>(undefined)
  const looks = useFarLooks(() => newest.current?.())
  const draw = () => {
    const canvas = sheet.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context || !looks.current) return
    const scene = farScene(
      involved.cards.map((card) => ({ ...card, position: places[card.id] ?? card.position })),
      involved.touched,
    )
    const blocks = scene.blocks.filter((block) => moving.has(block.id))
    const view = { ...viewOf(store), dpr: window.devicePixelRatio }
    const [width, height] = [Math.round(view.width * view.dpr), Math.round(view.height * view.dpr)]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    paint(context, brushesOf({ ...scene, blocks }), view, looks.current.colorOf)
    paintSigns(context, blocks, view, looks.current.signOf)
  }
  useLayoutEffect(() => {
    newest.current = draw
    draw()
  })
  // At the edge the view moves along with what is dragged.
  useEffect(() => watchView(store, { move: () => newest.current?.() }), [store])

  return <canvas ref={sheet} className={classes.dragged} aria-hidden />
}
