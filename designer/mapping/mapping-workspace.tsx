// The mapping of one step, large enough to work in: source fields, one row for each target field, results on the sample beside them.
import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { PreviewResult } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { loadMonaco } from '#designer/editor/load-monaco.ts'
import { useLatest } from '#designer/editor/use-latest.ts'
import { insertIntoField } from '#designer/editor/shared-editor.ts'
import { AddField } from './add-field.tsx'
import { eachScope, relativePath } from './each-scope.ts'
import { Grid, type GridHandle } from './grid.tsx'
import { GridLine } from './grid-line.tsx'
import { gridRows, rowKey, type GridRow } from './grid-rows.ts'
import { matches, type GridFilter } from './grid-filter.ts'
import classes from './mapping-workspace.module.css'
import { cellLook } from './preview-cells.ts'
import { SourcePanel } from './source-panel.tsx'
import { firstList, type SourceRoot } from './source-tree.ts'
import { targetFields } from './target-fields.ts'
import { useEachItems } from './use-each-items.ts'
import { usePreview } from './use-preview.ts'
import { useRowActions } from './use-row-actions.ts'

export interface MappingWorkspaceProps {
  readonly title: ReactNode
  readonly rows: readonly MappingRow[]
  /** Input schema of the target action; absent: only the rows of the document are shown. */
  readonly schema?: JsonSchema
  readonly onRows: (rows: MappingRow[], group?: string) => void
  readonly scope: ExpressionScope
  /** Evaluates rows on the chosen record; absent while there is none. Keep it stable: a new one evaluates again. */
  readonly evaluate?: (rows: readonly MappingRow[], signal: AbortSignal) => Promise<PreviewResult>
  readonly samplePicker: ReactNode
  /** Something to know about the sample: it does not reach this step… */
  readonly notice?: ReactNode
  readonly tables: readonly string[]
  /** The row to begin with. */
  readonly focusTarget?: string
  readonly readOnly: boolean
  readonly onBack: () => void
  readonly tools?: ReactNode
}

export function MappingWorkspace(props: MappingWorkspaceProps) {
  const { title, rows, schema, onRows, scope, evaluate, samplePicker, notice, tables, focusTarget, readOnly, onBack, tools } = props
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [pending, setPending] = useState<readonly { container: string; target: string }[]>([])
  const [filter, setFilter] = useState<GridFilter>('all')
  const [search, setSearch] = useState('')
  const [showSource, setShowSource] = useState(true)
  const grid = useRef<GridHandle>(null)
  const fields = useMemo(() => targetFields(schema), [schema])
  const all = useMemo(() => gridRows({ fields, rows, collapsed, pending }), [fields, rows, collapsed, pending])
  const preview = usePreview(rows, evaluate)
  const lists = useEachItems(rows, evaluate)
  /** When a list fails, its rows have nothing to show: the list's own line says why. */
  const failed = new Set(all.filter((line) => line.kind === 'each' && preview.cells.get(line.key)?.error).map((line) => line.path ?? ''))
  const lookOf = (line: GridRow) =>
    line.container !== '' && [...failed].some((path) => line.container.startsWith(path))
      ? undefined
      : cellLook(preview.cells.get(line.key), line.required, row.items[line.container] ?? 0)
  const isBad = (line: GridRow) => line.unmapped || ['missing', 'error'].includes(lookOf(line)?.tone ?? '')
  const row = useRowActions({
    rows,
    lines: all,
    onRows,
    grid,
    defaults: (container) => ({ table: tables[0] ?? 'table-name', list: firstList(eachScope(rows, container, scope, lists).scope.record) }),
    onToggle: (key) => setCollapsed((old) => toggled(old, key)),
    onForget: (line) => setPending((old) => old.filter((one) => rowKey(one.container, one.target) !== line.key)),
    itemsOf: (line) => {
      const value = preview.cells.get(line.key)?.value
      return Array.isArray(value) ? value.length : 0
    },
  })
  const lines = all.filter((line) => matches(line, filter, search, isBad) || line.key === row.activeKey)
  const scopes = useMemo(
    () =>
      new Map([...new Set(all.map((line) => line.container))].map((container) => [container, eachScope(rows, container, scope, lists)])),
    [all, rows, scope, lists],
  )
  const active = all.find((line) => line.key === row.activeKey)
  const activeScope = scopes.get(active?.container ?? '') ?? { scope, prefix: '', depth: 0 }
  const unmapped = all.filter((line) => line.unmapped).length
  const bad = all.filter((line) => !line.unmapped && isBad(line)).length
  const empty = all.filter((line) => !line.unmapped && lookOf(line)?.tone === 'missing').length
  const mapped = all.filter((line) => line.row).length

  useEffect(() => void loadMonaco(), [])
  // Only when the address asks for it, not at every change of the rows.
  const goTo = useEffectEvent((target: string) => {
    const index = all.findIndex((line) => line.target === target || line.path === target)
    if (index >= 0) row.focusLine(index)
  })
  useEffect(() => {
    if (focusTarget !== undefined) goTo(focusTarget)
  }, [focusTarget])

  const insertNow = (path: string) => {
    const text = relativePath(path, activeScope)
    if (insertIntoField(text)) return
    if (active && active.kind !== 'group' && (!active.row || active.row.rule.kind === 'expression')) {
      const old = active.row?.rule.kind === 'expression' ? active.row.rule.expression : ''
      row.actions.setRule(active, { kind: 'expression', expression: old === '' ? text : `${old} & ${text}` })
    }
  }
  // Stable, so that typing in a row does not draw the tree again.
  const latest = useLatest({ insertNow, activeScope })
  const insert = useCallback((path: string) => latest.current.insertNow(path), [latest])
  const pathFor = useCallback((path: string) => relativePath(path, latest.current.activeScope), [latest])
  const hideSource = useCallback(() => setShowSource(false), [])
  const item = activeScope.depth > 0 ? activeScope.scope.record : undefined
  const roots = useMemo(() => sourceRoots(scope, item), [scope, item])
  return (
    <section className={classes.workspace} aria-label={t('Mapping')}>
      <header className={classes.header}>
        <Button variant="default" size="xs" leftSection={<Icon name="arrow-left" size={14} />} onClick={onBack}>
          {t('Back to the flow')}
        </Button>
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.spacer} />
        {samplePicker}
        {tools}
      </header>
      <div className={classes.bar}>
        {showSource ? null : (
          <ActionIcon aria-label={t('Show source fields')} title={t('Show source fields')} onClick={() => setShowSource(true)}>
            <Icon name="panel-left" size={16} />
          </ActionIcon>
        )}
        <TextInput
          className={classes.search ?? ''}
          size="xs"
          placeholder={t('Search target fields')}
          aria-label={t('Search target fields')}
          leftSection={<Icon name="search" size={13} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          value={filter}
          onChange={(value) => setFilter(value as GridFilter)}
          aria-label={t('Which fields')}
          data={[
            { value: 'all', label: t('All') },
            { value: 'mapped', label: t('Mapped {{mapped}}', { mapped }) },
            { value: 'todo', label: t('To do {{todo}}', { todo: unmapped + bad }) },
          ]}
        />
        {unmapped + empty > 0 ? (
          <button
            type="button"
            className={classes.needed}
            data-tone={unmapped > 0 ? 'bad' : 'warn'}
            onClick={() => setFilter(filter === 'todo' ? 'all' : 'todo')}
          >
            <Icon name={unmapped > 0 ? 'circle-alert' : 'triangle-alert'} size={14} />
            {unmapped > 0 ? t('required-unmapped', { count: unmapped }) : t('required-empty', { count: empty })}
          </button>
        ) : (
          <span className={classes.fine}>
            <Icon name="circle-check" size={14} />
            {t('All required fields are mapped')}
          </span>
        )}
        <div className={classes.spacer} />
        <span className={classes.pending} data-on={preview.pending || undefined} aria-hidden />
        <AddField
          disabled={readOnly}
          taken={new Set(all.filter((line) => line.container === (active?.container ?? '')).map((line) => line.target))}
          onAdd={(target) => {
            const container = active?.kind === 'each' ? (active.path ?? '') : (active?.container ?? '')
            setPending((old) => [...old, { container, target }])
            row.setActiveKey(rowKey(container, target))
          }}
        />
      </div>
      {notice}
      <div className={classes.body} data-source={showSource || undefined}>
        {showSource ? <SourcePanel roots={roots} pathFor={pathFor} onInsert={insert} onClose={hideSource} /> : null}
        <Grid
          ref={grid}
          lines={lines}
          activeKey={row.activeKey}
          empty={
            <EmptyState icon="table-properties" compact title={all.length === 0 ? t('No fields yet') : t('Nothing here')}>
              {all.length === 0 ? t('Choose a target in the step, or add fields by name.') : t('No field fits this filter.')}
            </EmptyState>
          }
        >
          {(line, index) => (
            <GridLine
              key={line.key}
              line={line}
              index={index}
              scope={(scopes.get(line.container) ?? activeScope).scope}
              look={lookOf(line)}
              tables={tables}
              actions={row.actions}
              active={line.key === row.activeKey}
              readOnly={readOnly}
            />
          )}
        </Grid>
      </div>
    </section>
  )
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

function sourceRoots(scope: ExpressionScope, item: unknown): SourceRoot[] {
  if (scope.record === undefined) return []
  const steps = isRecord(scope.steps) && Object.keys(scope.steps).length > 0
  return [
    ...(item === undefined ? [] : [{ path: '$', label: t('Item of the list'), value: item }]),
    { path: '', label: t('Record'), value: scope.record },
    ...(scope.trigger === undefined ? [] : [{ path: '$trigger', label: '$trigger', value: scope.trigger }]),
    ...(steps ? [{ path: '$steps', label: '$steps', value: scope.steps }] : []),
  ]
}
