// The grid's lines in a scrolling window: only those in sight are drawn, so that 2,000 rows stay fast. Samples are columns; the field stays in sight.
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type Ref,
} from 'react'
import { t } from '#designer/i18n/index.ts'
import classes from './grid.module.css'
import { LINE_HEIGHT } from './grid-line.tsx'
import type { GridRow } from './grid-rows.ts'

export interface GridHandle {
  scrollTo(index: number): void
  /** Focuses a cell of a sample's column; the line may only now be drawn. */
  focusCell(index: number, column: number): void
}

export interface GridProps {
  readonly lines: readonly GridRow[]
  /** Always drawn, wherever the window stands: it may hold the editor. */
  readonly activeKey: string | undefined
  readonly columns: number
  /** The headers of the samples' columns. */
  readonly head: ReactNode
  readonly children: (line: GridRow, index: number) => ReactNode
  readonly empty: ReactNode
  readonly ref?: Ref<GridHandle>
}

const OVERSCAN = 8
const HEAD_HEIGHT = 34

export function Grid({ lines, activeKey, columns, head, children, empty, ref }: GridProps) {
  const box = useRef<HTMLDivElement>(null)
  const [window, setWindow] = useState({ top: 0, height: 600 })
  const measure = useCallback(() => {
    const node = box.current
    if (node)
      setWindow((old) =>
        old.top === node.scrollTop && old.height === node.clientHeight ? old : { top: node.scrollTop, height: node.clientHeight },
      )
  }, [])
  useLayoutEffect(measure, [measure])
  useEffect(() => {
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [measure])
  useImperativeHandle(ref, () => {
    const scrollTo = (index: number) => {
      const node = box.current
      if (!node) return
      const top = index * LINE_HEIGHT
      if (top < node.scrollTop) node.scrollTop = Math.max(0, top - LINE_HEIGHT)
      else if (top + 2 * LINE_HEIGHT + HEAD_HEIGHT > node.scrollTop + node.clientHeight)
        node.scrollTop = top - node.clientHeight + 3 * LINE_HEIGHT + HEAD_HEIGHT
      measure()
    }
    return {
      scrollTo,
      focusCell(index, column) {
        scrollTo(index)
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            box.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"] [data-column="${column}"]`)?.focus(),
          ),
        )
      },
    }
  })
  const first = Math.max(0, Math.floor(window.top / LINE_HEIGHT) - OVERSCAN)
  const last = Math.min(lines.length, Math.ceil((window.top + window.height) / LINE_HEIGHT) + OVERSCAN)
  const drawn = lines.slice(first, last).map((line, offset) => ({ line, index: first + offset }))
  const active = activeKey === undefined ? -1 : lines.findIndex((line) => line.key === activeKey)
  const activeLine = lines[active]
  if (activeLine && (active < first || active >= last)) drawn.push({ line: activeLine, index: active })
  return (
    <div
      className={classes.grid}
      role="grid"
      aria-label={t('Mapping rows')}
      aria-rowcount={lines.length + 1}
      style={{ '--samples': Math.max(1, columns) } as CSSProperties}
    >
      <div ref={box} className={classes.scroll} role="presentation" onScroll={measure}>
        <div className={classes.head} role="row" aria-rowindex={1}>
          <span role="columnheader" className={classes.headTarget}>
            {t('Target field')}
          </span>
          <span role="columnheader" aria-label={t('Kind of rule')} />
          <span role="columnheader">{t('Rule')}</span>
          {head}
          <span role="columnheader" aria-label={t('More')} />
        </div>
        {lines.length === 0 ? empty : null}
        <div className={classes.canvas} role="rowgroup" style={{ height: lines.length * LINE_HEIGHT + 60 }}>
          {drawn.map(({ line, index }) => children(line, index))}
        </div>
      </div>
    </div>
  )
}
