// One canvas with a scene on it. It is larger than what is in sight: while the view moves, the sheet is moved like a picture, and drawn anew only when it
// would show an edge or has been scaled too far, and when the view rests.
import { useStoreApi } from '@xyflow/react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import classes from './far-layer.module.css'
import { farLooks } from './far-looks.ts'
import { brushesOf, paint, paintSigns } from './far-paint.ts'
import type { FarScene } from './far-scene.ts'
import { boundsOf, placeSheet, type SheetView } from './sheet-place.ts'

/** After so long without a move the view rests. */
const REST_MS = 120

export function FarSheet({ scene }: { readonly scene: FarScene }) {
  const store = useStoreApi()
  const sheet = useRef<HTMLCanvasElement>(null)
  const drawn = useMemo(() => ({ blocks: scene.blocks, brushes: brushesOf(scene), bounds: boundsOf(scene) }), [scene])
  const latest = useRef(drawn)
  const redraw = useRef<() => void>(undefined)

  useLayoutEffect(() => {
    const canvas = sheet.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    let painted: SheetView | undefined
    let frame = 0
    let rest: ReturnType<typeof setTimeout> | undefined
    let looks = farLooks(document.body, () => soon(draw))
    const unsubscribe = store.subscribe((state, before) => {
      if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height) soon(move)
    })
    const scheme = new MutationObserver(() => {
      looks = farLooks(document.body, () => soon(draw))
      soon(draw)
    })
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    redraw.current = draw
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      unsubscribe()
      scheme.disconnect()
    }

    function soon(act: (canvas: HTMLCanvasElement) => void) {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => act(canvas as HTMLCanvasElement))
    }

    function now(): SheetView {
      const { transform, width, height } = store.getState()
      const [x, y, zoom] = transform
      return { x, y, zoom, width, height }
    }

    function move(on: HTMLCanvasElement) {
      const place = painted && placeSheet(painted, now(), latest.current.bounds)
      if (!place) return draw()
      on.style.transform = place
      clearTimeout(rest)
      rest = setTimeout(() => soon(draw), REST_MS)
    }

    function draw() {
      if (!canvas || !context) return
      clearTimeout(rest)
      const view = now()
      const dpr = window.devicePixelRatio
      const [width, height] = [2 * view.width, 2 * view.height]
      if (canvas.width !== Math.round(width * dpr) || canvas.height !== Math.round(height * dpr)) {
        canvas.width = Math.round(width * dpr)
        canvas.height = Math.round(height * dpr)
      }
      const around = { x: view.x + view.width / 2, y: view.y + view.height / 2, zoom: view.zoom, width, height, dpr }
      paint(context, latest.current.brushes, around, looks.colorOf)
      paintSigns(context, latest.current.blocks, around, looks.signOf)
      canvas.style.transform = ''
      painted = view
    }
  }, [store])
  // At once: the page must not be seen without its lines.
  useLayoutEffect(() => {
    latest.current = drawn
    redraw.current?.()
  }, [drawn])

  return <canvas ref={sheet} className={classes.sheet} aria-hidden />
}
