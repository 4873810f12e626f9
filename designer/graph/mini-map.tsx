// The whole flow in a corner, and what of it is in sight: drawn on one small canvas, so that a thousand steps cost a frame nothing. A drag or a click
// on it moves the view, the wheel zooms. For the pointer only: by keyboard there are the commands of the canvas.
import { useComputedColorScheme } from '@mantine/core'
import { Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import { memo, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { cssColors } from './css-colors.ts'
import type { CanvasNode } from './drawing.ts'
import { minimapColor } from './mini-map-color.ts'
import { boxAround, placeOnMap, type Box } from './mini-map-place.ts'
import classes from './mini-map.module.css'

const SIZE = { width: 150, height: 96 }
const AIR = 6
const RADIUS = 18
/** So often at most is it painted anew while steps are dragged. */
const PAINT_MS = 150
const NOTHING: Box = { x: 0, y: 0, width: 1, height: 1 }

const boxOf = ({ position, measured }: CanvasNode): Box => ({
  ...position,
  width: measured?.width ?? 0,
  height: measured?.height ?? 0,
})

export const MiniMap = memo(function MiniMap({ nodes }: { readonly nodes: readonly CanvasNode[] }) {
  const store = useStoreApi()
  const { setCenter, setViewport, zoomTo } = useReactFlow()
  const scheme = useComputedColorScheme('light')
  const map = useRef<HTMLCanvasElement>(null)
  const [picture] = useState(() => document.createElement('canvas'))
  const painted = useRef(0)
  const colorOf = useRef((css: string) => css)
  const whole = useMemo(() => boxAround(nodes.map(boxOf)) ?? NOTHING, [nodes])
  const own = useMemo(() => placeOnMap(whole, SIZE, AIR), [whole])

  const inSight = (): Box => {
    const { transform, width, height } = store.getState()
    const [x, y, zoom] = transform
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
  }
  const placeNow = () => placeOnMap(boxAround([whole, inSight()]) ?? whole, SIZE, AIR)
  // The picture of the flow and the frame of the view, drawn for each move: a style that moved them would have the browser sort out all its layers anew.
  const show = useEffectEvent(() => {
    const canvas = map.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const { scale, x, y } = placeNow()
    const by = scale / own.scale
    const seen = inSight()
    const dpr = window.devicePixelRatio
    context.setTransform(dpr, 0, 0, dpr, 0, 0)
    context.clearRect(0, 0, SIZE.width, SIZE.height)
    if (picture.width > 0) context.drawImage(picture, x - own.x * by, y - own.y * by, SIZE.width * by, SIZE.height * by)
    context.beginPath()
    context.roundRect(seen.x * scale + x, seen.y * scale + y, seen.width * scale, seen.height * scale, 2)
    context.fillStyle = colorOf.current('color-mix(in srgb, var(--tf-accent) 12%, transparent)')
    context.fill()
    context.strokeStyle = colorOf.current('var(--tf-accent)')
    context.lineWidth = 1.5
    context.stroke()
  })
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) show()
      }),
    [store],
  )
  useEffect(() => {
    const timer = setTimeout(paint, Math.max(0, painted.current + PAINT_MS - performance.now()))
    return () => clearTimeout(timer)

    function paint() {
      const context = picture.getContext('2d')
      if (!map.current || !context) return
      painted.current = performance.now()
      colorOf.current = cssColors(document.body)
      const dpr = window.devicePixelRatio
      for (const canvas of [map.current, picture]) {
        canvas.width = SIZE.width * dpr
        canvas.height = SIZE.height * dpr
      }
      context.setTransform(own.scale * dpr, 0, 0, own.scale * dpr, own.x * dpr, own.y * dpr)
      for (const [color, alike] of Map.groupBy(nodes, minimapColor)) {
        context.beginPath()
        for (const { x, y, width, height } of alike.map(boxOf)) context.roundRect(x, y, width, height, RADIUS)
        context.fillStyle = colorOf.current(color)
        context.fill()
      }
      show()
    }
  }, [nodes, own, scheme, picture])

  /** Where on the flow a point of the map is. */
  const flowPoint = (event: { readonly clientX: number; readonly clientY: number }) => {
    const box = map.current?.getBoundingClientRect()
    const { scale, x, y } = placeNow()
    return { x: (event.clientX - (box?.left ?? 0) - x) / scale, y: (event.clientY - (box?.top ?? 0) - y) / scale }
  }
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.002
    void zoomTo(store.getState().transform[2] * 2 ** (-event.deltaY * unit * (event.ctrlKey ? 10 : 1)))
  })
  useEffect(() => {
    const element = map.current
    const wheel = (event: WheelEvent) => onWheel(event)
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [])

  return (
    <Panel position="bottom-right" className={classes.panel ?? ''}>
      <canvas
        ref={map}
        className={`${classes.map} nopan nowheel`}
        data-minimap
        aria-hidden
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          const at = flowPoint(event)
          const { x, y, width, height } = inSight()
          const isInView = at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height
          if (!isInView) void setCenter(at.x, at.y, { zoom: store.getState().transform[2] })
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
          const [x, y, zoom] = store.getState().transform
          const by = zoom / placeNow().scale
          void setViewport({ x: x - event.movementX * by, y: y - event.movementY * by, zoom })
        }}
      />
    </Panel>
  )
})
