// The mapping as lines: the source's tree on the left, the target's on the right, a line for each field that flows into another. The same document as the
// grid; drag a source field on a target field here, too.
import { TextInput } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type RefObject } from 'react'
import { PATH_MIME } from '#designer/editor/expression-field.tsx'
import { pathLabel, saysMore } from '#designer/editor/field-names.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { EachScope } from '../each-scope.ts'
import type { Place } from '../grid-line.tsx'
import type { GridRow } from '../grid-rows.ts'
import type { LineState } from '../line-states.ts'
import { sourceLines, type SourceLine, type SourceRoot } from '../source-tree.ts'
import classes from './lines-view.module.css'
import { linksOf, nearestDrawn } from './links.ts'

export interface LinesViewProps {
  readonly lines: readonly GridRow[]
  readonly roots: readonly SourceRoot[]
  readonly scopeOf: (container: string) => EachScope
  readonly activeKey: string | undefined
  readonly states: ReadonlyMap<string, LineState>
  readonly onChoose: (line: GridRow) => void
  readonly onTake: (line: GridRow, path: string, at: Place) => void
  readonly readOnly: boolean
}

const ROW = 28
const OVERSCAN = 6
const MIDDLE = 220

export function LinesView({ lines, roots, scopeOf, activeKey, states, onChoose, onTake, readOnly }: LinesViewProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['', ...roots.flatMap(({ path }) => (path === '$' ? ['$'] : []))]))
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<string>()
  const source = useMemo(
    () =>
      sourceLines(
        roots.filter(({ path }) => path !== '$'),
        open,
        search,
      ),
    [roots, open, search],
  )
  const leftBox = useRef<HTMLDivElement>(null)
  const rightBox = useRef<HTMLDivElement>(null)
  const left = useWindow(leftBox, source.length)
  const right = useWindow(rightBox, lines.length)
  const links = useMemo(() => linksOf(lines, scopeOf), [lines, scopeOf])
  const drawn = useMemo(() => new Map(source.map((line, index) => [line.path, index])), [source])
  const targets = useMemo(() => new Map(lines.map((line, index) => [line.key, index])), [lines])
  const paths = useMemo(() => new Set(drawn.keys()), [drawn])
  const used = useMemo(() => new Set(links.flatMap(({ source: path }) => nearestDrawn(path, paths) ?? [])), [links, paths])
  const toggle = useCallback((path: string) => setOpen((old) => toggled(old, path)), [])
  const shown = links.flatMap(({ source: path, target }) => {
    const from = drawn.get(nearestDrawn(path, paths) ?? '?')
    const to = targets.get(target)
    if (from === undefined || to === undefined) return []
    const y1 = from * ROW + ROW / 2 - left.top
    const y2 = to * ROW + ROW / 2 - right.top
    // A link of which neither end is in sight says nothing.
    if ((y1 < 0 || y1 > left.height) && (y2 < 0 || y2 > right.height)) return []
    return [{ key: `${path}>${target}`, y1, y2, active: target === activeKey || path === picked, bad: states.get(target)?.fails === true }]
  })
  return (
    <div className={classes.view}>
      <section className={classes.side} aria-label={t('Source fields')}>
        <TextInput
          size="xs"
          className={classes.search ?? ''}
          placeholder={t('Search source fields')}
          aria-label={t('Search source fields')}
          leftSection={<Icon name="search" size={13} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div ref={leftBox} className={classes.scroll} onScroll={left.measure} role="tree" aria-label={t('Fields of the sample')}>
          <div style={{ height: source.length * ROW, position: 'relative' }}>
            {source.slice(left.first, left.last).map((line, offset) => (
              <SourceRow
                key={line.path}
                line={line}
                top={(left.first + offset) * ROW}
                used={used.has(line.path)}
                picked={picked === line.path}
                onToggle={toggle}
                onPick={setPicked}
              />
            ))}
          </div>
        </div>
      </section>
      <svg className={classes.links} width={MIDDLE} aria-hidden>
        {shown.map(({ key, y1, y2, active, bad }) => (
          <path
            key={key}
            className={classes.link}
            data-active={active || undefined}
            data-bad={bad || undefined}
            d={`M0 ${y1} C${MIDDLE * 0.45} ${y1} ${MIDDLE * 0.55} ${y2} ${MIDDLE} ${y2}`}
          />
        ))}
      </svg>
      <section className={classes.side} aria-label={t('Target fields')}>
        <p className={classes.hint}>
          {picked === undefined
            ? t('links-count', { count: links.length })
            : t('Press Enter on a target field to map {{source}}.', { source: pathLabel(picked, scopeOf('').scope) })}
        </p>
        <div ref={rightBox} className={classes.scroll} onScroll={right.measure} role="listbox" aria-label={t('Target fields')}>
          <div style={{ height: lines.length * ROW, position: 'relative' }}>
            {lines.slice(right.first, right.last).map((line, offset) => (
              <TargetRow
                key={line.key}
                line={line}
                top={(right.first + offset) * ROW}
                active={line.key === activeKey}
                fails={states.get(line.key)?.fails === true}
                onChoose={onChoose}
                onTake={(path, at) => {
                  if (!readOnly && line.kind !== 'group') onTake(line, path, at)
                }}
                picked={picked}
              />
            ))}
          </div>
        </div>
      </section>
    </div>
  )
}

interface SourceRowProps {
  readonly line: SourceLine
  readonly top: number
  readonly used: boolean
  readonly picked: boolean
  readonly onToggle: (path: string) => void
  readonly onPick: (path: string | undefined) => void
}

function SourceRow({ line, top, used, picked, onToggle, onPick }: SourceRowProps) {
  const path = line.path === '' ? '$' : line.path
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') onPick(picked ? undefined : path)
    if ((event.key === 'ArrowRight' && !line.open) || (event.key === 'ArrowLeft' && line.open)) onToggle(line.path)
    moveFocus(event)
  }
  return (
    <div
      className={classes.row}
      role="treeitem"
      tabIndex={0}
      aria-level={line.depth + 1}
      aria-expanded={line.hasChildren ? line.open : undefined}
      aria-selected={picked}
      data-used={used || undefined}
      style={{ top, height: ROW, paddingLeft: 6 + line.depth * 14 }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(PATH_MIME, path)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onClick={() => (line.hasChildren ? onToggle(line.path) : onPick(picked ? undefined : path))}
      onKeyDown={keys}
    >
      <Icon name={line.open ? 'chevron-down' : 'chevron-right'} size={13} style={line.hasChildren ? undefined : { visibility: 'hidden' }} />
      <span className={classes.name}>{line.label}</span>
      {line.depth > 0 && saysMore(line.name, line.label) ? <code className={classes.systemName}>{line.name}</code> : null}
      <span className={classes.value}>{line.value === '' ? '' : line.value}</span>
    </div>
  )
}

interface TargetRowProps {
  readonly line: GridRow
  readonly top: number
  readonly active: boolean
  readonly fails: boolean
  readonly picked: string | undefined
  readonly onChoose: (line: GridRow) => void
  readonly onTake: (path: string, at: Place) => void
}

function TargetRow({ line, top, active, fails, picked, onChoose, onTake }: TargetRowProps) {
  const [dropping, setDropping] = useState(false)
  const drop = (event: DragEvent) => {
    setDropping(false)
    const path = event.dataTransfer.getData(PATH_MIME)
    if (path === '') return
    event.preventDefault()
    onTake(path, { x: event.clientX, y: event.clientY })
  }
  return (
    <div
      className={classes.row}
      role="option"
      tabIndex={0}
      aria-selected={active}
      data-active={active || undefined}
      data-used={line.row ? true : undefined}
      data-fails={fails || line.unmapped || undefined}
      data-dropping={dropping || undefined}
      style={{ top, height: ROW, paddingLeft: 10 + line.depth * 16 }}
      onClick={() => onChoose(line)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(PATH_MIME) || line.kind === 'group') return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          const box = event.currentTarget.getBoundingClientRect()
          if (picked === undefined) onChoose(line)
          else onTake(picked, { x: box.left + 40, y: box.bottom })
        }
        moveFocus(event)
      }}
    >
      <span className={classes.name} title={line.target}>
        {line.label}
      </span>
      {saysMore(line.name, line.label) ? <code className={classes.systemName}>{line.name}</code> : null}
      {line.required ? <span className={classes.required}>*</span> : null}
      <span className={classes.value}>{line.custom ? t('custom') : t(line.type)}</span>
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const { currentTarget: here, key } = event
  const next = key === 'ArrowDown' ? here.nextElementSibling : key === 'ArrowUp' ? here.previousElementSibling : undefined
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

/** Which rows of a scrolling box are in sight. */
function useWindow(box: RefObject<HTMLDivElement | null>, count: number) {
  const [at, setAt] = useState({ top: 0, height: 600 })
  const measure = useCallback(() => {
    const node = box.current
    if (node)
      setAt((old) =>
        old.top === node.scrollTop && old.height === node.clientHeight ? old : { top: node.scrollTop, height: node.clientHeight },
      )
  }, [box])
  useEffect(() => {
    // Tells the first size, too.
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [box, measure])
  return {
    measure,
    ...at,
    first: Math.max(0, Math.floor(at.top / ROW) - OVERSCAN),
    last: Math.min(count, Math.ceil((at.top + at.height) / ROW) + OVERSCAN),
  }
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
