// The samples' fields beside the grid: click one to put its path into the rule that is written, drag it on a target field to map that.
import { ActionIcon, TextInput } from '@mantine/core'
import { memo, useCallback, useMemo, useState, type DragEvent, type ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { PATH_MIME } from '#designer/editor/expression-field.tsx'
import { saysMore } from '#designer/editor/field-names.ts'
import type { FieldDrift } from '#shared/schemas/field-drift.ts'
import { DriftBadge } from './drift/drift-badge.tsx'
import { FromSystem } from './from-system.tsx'
import type { Place } from './grid-line.tsx'
import classes from './source-panel.module.css'
import { sourceLines, type SourceLine, type SourceRoot } from './source-tree.ts'

export interface SourcePanelProps {
  readonly roots: readonly SourceRoot[]
  /** The path as it must be written in the row that is being edited. */
  readonly pathFor: (path: string) => string
  /** A field is chosen by click or key; where on the screen it stands. */
  readonly onInsert: (path: string, at: Place) => void
  readonly onClose: () => void
  /** How many samples there are. */
  readonly samples: number
  /** Fields that came or changed since somebody looked, by path. */
  readonly drift: ReadonlyMap<string, FieldDrift>
  /** Reads what the systems before the step have. */
  readonly tools?: ReactNode
}

export const SourcePanel = memo(function SourcePanel({ roots, pathFor, onInsert, onClose, samples, drift, tools }: SourcePanelProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['', '$']))
  const [search, setSearch] = useState('')
  const lines = useMemo(() => sourceLines(roots, open, search), [roots, open, search])
  const toggle = useCallback((path: string) => {
    setOpen((old) => {
      const next = new Set(old)
      if (!next.delete(path)) next.add(path)
      return next
    })
  }, [])
  return (
    <section className={classes.panel} aria-label={t('Source fields')} data-keeps-editor>
      <header className={classes.header}>
        <TextInput
          size="xs"
          className={classes.search ?? ''}
          placeholder={t('Search source fields')}
          aria-label={t('Search source fields')}
          leftSection={<Icon name="search" size={13} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ActionIcon aria-label={t('Hide source fields')} onClick={onClose}>
          <Icon name="panel-left" size={15} />
        </ActionIcon>
      </header>
      <Found count={search.trim() === '' ? undefined : lines.filter((line) => line.depth > 0).length} />
      {tools ? <div className={classes.tools}>{tools}</div> : null}
      <div className={classes.tree} role="tree" aria-label={t('Fields of the sample')}>
        {lines.map((line) => (
          <Line
            key={line.path}
            line={line}
            onToggle={toggle}
            onInsert={onInsert}
            pathFor={pathFor}
            samples={samples}
            drift={drift.get(line.path)}
          />
        ))}
        {lines.length === 0 ? (
          <p className={classes.empty}>{search ? t('No field with this name or value.') : t('Choose a sample to see its fields.')}</p>
        ) : null}
      </div>
    </section>
  )
})

interface LineProps {
  readonly line: SourceLine
  readonly onToggle: (path: string) => void
  readonly onInsert: (path: string, at: Place) => void
  readonly samples: number
  readonly drift: FieldDrift | undefined
  readonly pathFor: (path: string) => string
}

const Line = memo(function Line({ line, onToggle, onInsert, pathFor, samples, drift }: LineProps) {
  const isRoot = line.depth === 0
  const path = line.path === '' ? '$' : line.path
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(PATH_MIME, path)
    event.dataTransfer.setData('text/plain', pathFor(path))
    event.dataTransfer.effectAllowed = 'copy'
  }
  const placeOf = (element: Element): Place => {
    const box = element.getBoundingClientRect()
    return { x: box.left + box.width / 2, y: box.bottom }
  }
  return (
    <div
      className={classes.line}
      data-rare={line.elsewhere || undefined}
      data-root={isRoot || undefined}
      role="treeitem"
      aria-level={line.depth + 1}
      aria-expanded={line.hasChildren ? line.open : undefined}
      aria-selected={false}
      tabIndex={0}
      style={{ paddingLeft: 6 + line.depth * 14 }}
      draggable
      onDragStart={drag}
      onClick={(event) => (isRoot ? onToggle(line.path) : onInsert(path, placeOf(event.currentTarget)))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onInsert(path, placeOf(event.currentTarget))
        if ((event.key === 'ArrowRight' && !line.open) || (event.key === 'ArrowLeft' && line.open)) onToggle(line.path)
        const next =
          event.key === 'ArrowDown'
            ? event.currentTarget.nextElementSibling
            : event.key === 'ArrowUp'
              ? event.currentTarget.previousElementSibling
              : undefined
        if (next instanceof HTMLElement) {
          event.preventDefault()
          next.focus()
        }
      }}
      title={isRoot ? undefined : `${path} · ${t('in {{count}} of {{total}} samples', { count: line.presentIn, total: samples })}`}
    >
      <button
        type="button"
        tabIndex={-1}
        className={classes.twisty}
        aria-hidden
        style={{ visibility: line.hasChildren ? 'visible' : 'hidden' }}
        onClick={(event) => {
          event.stopPropagation()
          onToggle(line.path)
        }}
      >
        <Icon name={line.open ? 'chevron-down' : 'chevron-right'} size={13} />
      </button>
      <span className={classes.name}>{line.label}</span>
      {isRoot || !saysMore(line.name, line.label) ? null : <code className={classes.systemName}>{line.name}</code>}
      {drift ? <DriftBadge drift={drift} /> : null}
      {line.told === undefined ? null : <FromSystem />}
      <span className={classes.value} data-type={line.type}>
        {line.value === '' ? (line.type === 'object' ? '' : line.type) : line.value}
      </span>
    </div>
  )
})
