// One canvas with a scene on it. It is larger than what is in sight: while the view moves, the sheet is moved like a picture, and drawn anew only when it
// would show an edge or has been scaled too far, and when the view rests.
import { useStoreApi } from '@xyflow/react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import classes from './far-layer.module.css'
import { brushesOf, paint, paintSigns } from './far-paint.ts'
import type { FarScene } from './far-scene.ts'
import { boundsOf, placeSheet, type SheetView } from './sheet-place.ts'
import { useFarLooks } from './use-far-looks.ts'
import { viewOf, watchView } from './watch-view.ts'

export function FarSheet({ scene }: { readonly scene: FarScene }) {
  const store = useStoreApi()
  const sheet = useRef<HTMLCanvasElement>(null)
  const drawn = useMemo(() => ({ blocks: scene.blocks, brushes: brushesOf(scene), bounds: boundsOf(scene) }), [scene])
  const latest = useRef(drawn)
  const pen = useRef<{ readonly draw: () => void; readonly soon: (act: () => void) => void }>(undefined)
  const looks = useFarLooks(() => pen.current?.soon(pen.current.draw))

  useLayoutEffect(() => {
    const canvas = sheet.current
    // Shown as one picture: a canvas that is drawn on is copied by the browser for each frame in which anything moves.
    const frame = canvas?.getContext('bitmaprenderer')
    const paper = new OffscreenCanvas(1, 1)
    const context = paper.getContext('2d')
    if (!canvas || !frame || !context) return
    let painted: SheetView | undefined
    let asked = 0
    pen.current = { draw, soon }
    const unwatch = watchView(store, { move: () => soon(move), rest: () => soon(settle) })
    return () => {
      cancelAnimationFrame(asked)
      unwatch()
    }

    function soon(act: () => void) {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(act)
    }

    function move() {
      const place = painted && placeSheet(painted, viewOf(store), latest.current.bounds)
      if (canvas && place) canvas.style.transform = place
      else draw()
    }

    /** Sharp again where the picture was scaled, and with room on all sides. */
    function settle() {
      const view = viewOf(store)
      if (painted && painted.zoom === view.zoom && painted.x === view.x && painted.y === view.y) return
      draw()
    }

    function draw() {
      if (!canvas || !frame || !context || !looks.current) return
      const view = viewOf(store)
      const dpr = window.devicePixelRatio
      const [width, height] = [2 * view.width, 2 * view.height]
      if (width === 0 || height === 0) return
      paper.width = Math.round(width * dpr)
      paper.height = Math.round(height * dpr)
      const around = { x: view.x + view.width / 2, y: view.y + view.height / 2, zoom: view.zoom, width, height, dpr }
      paint(context, latest.current.brushes, around, looks.current.colorOf)
      paintSigns(context, latest.current.blocks, around, looks.current.signOf)
      frame.transferFromImageBitmap(paper.transferToImageBitmap())
      canvas.style.transform = ''
      painted = view
    }
  }, [store, looks])
  // At once: the page must not be seen without its lines.
  useLayoutEffect(() => {
    latest.current = drawn
    pen.current?.draw()
  }, [drawn])

  return <canvas ref={sheet} className={classes.sheet} data-far-sheet aria-hidden />
}
