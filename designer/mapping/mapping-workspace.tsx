// The mapping of one step, large enough to work in: source fields, one row for each target field, samples as columns, and everything about the row
// that is looked at below them.
import { Button } from '@mantine/core'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { MappingRow } from '#shared/flow/document.ts'
import type { Reviewed } from '#shared/flow/nodes/reviewed.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import type { TaggedField } from '#shared/retail/record-tags.ts'
import { valuesOf, type ExpressionScope } from '#designer/editor/expression-scope.ts'
import { pathLabel } from '#designer/editor/field-names.ts'
import { loadMonaco } from '#designer/editor/load-monaco.ts'
import { useLatest } from '#designer/editor/use-latest.ts'
import { insertIntoField } from '#designer/editor/shared-editor.ts'
import { flatten } from '#designer/editor/path-values.ts'
import { AddField } from './add-field.tsx'
import { BalancePanel } from './balance/balance-panel.tsx'
import { BalanceStrip } from './balance/balance-strip.tsx'
import { changedRows } from './changed-rows.ts'
import { DriftBanner } from './drift/drift-banner.tsx'
import { driftOf, fieldsNow, pathOfLine, reviewedNow } from './drift/drift-view.ts'
import { eachScope, relativePath } from './each-scope.ts'
import { Grid, type GridHandle } from './grid.tsx'
import { GridLine, type Place } from './grid-line.tsx'
import { gridRows, type GridRow } from './grid-rows.ts'
import { rowKey } from './row-place.ts'
import { GRID_FILTERS, isFound, passes, type GridFilter } from './grid-filter.ts'
import { expectedCells, failingCells, lineStates, nextFailing, type FailingCell } from './line-states.ts'
import { LinesView } from './lines-view/lines-view.tsx'
import type { MappingSample, SampleActions } from './mapping-samples.ts'
import classes from './mapping-workspace.module.css'
import { isBadLook } from './preview-cells.ts'
import { RowDock, type PartsHere } from './row-panel/row-dock.tsx'
import { SampleHead } from './sample-head.tsx'
import { SourcePanel } from './source-panel.tsx'
import { sourceRoots } from './source-roots.ts'
import { firstList } from './source-tree.ts'
import { SuggestDialog } from './suggest-dialog.tsx'
import type { ToldFields } from './told-fields.ts'
import { takeChoices, type TakeChoice } from './take-choices.ts'
import { TakeMenu } from './take-menu.tsx'
import { targetFields } from './target-fields.ts'
import { useEachItems } from './use-each-items.ts'
import type { Explain } from './use-explanation.ts'
import { useRowActions } from './use-row-actions.ts'
import { usesIn } from './uses.ts'
import { UsesSelect } from './uses-select.tsx'
import { useSamplesPreview, type Evaluate } from './use-samples-preview.ts'
import { WorkspaceBar, type MappingView } from './workspace-bar.tsx'

export interface MappingWorkspaceProps {
  readonly title: ReactNode
  readonly rows: readonly MappingRow[]
  /** Input schema of the target action; absent: only the rows of the document are shown. */
  readonly schema?: JsonSchema
  readonly onRows: (rows: MappingRow[], group?: string) => void
  readonly scope: ExpressionScope
  /** The columns. Keep them stable: new ones are evaluated again. */
  readonly samples: readonly MappingSample[]
  /** What the fields of the record are in the retail model, as far as the steps before tell. Keep them stable. */
  readonly recordTags?: readonly TaggedField[]
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
  /** Keep both stable. */
  readonly evaluate: Evaluate
  readonly explain: Explain
  readonly samplePicker: ReactNode
  /** Something to know about the sample: it does not reach this step… */
  readonly notice?: ReactNode
  /** The sums that must agree. Absent for steps that have none. */
  readonly balance?: Balances
  /** With which fields somebody last looked at the mapping. Absent where nobody keeps that. */
  readonly reviewed?: {
    readonly fields: Reviewed | undefined
    readonly onReviewed: (fields: Reviewed) => void
  }
  readonly tables: readonly string[]
  /** Keep it stable. */
  readonly parts?: PartsHere
  readonly sampleActions?: SampleActions
  /** Reads the fields that the target's system has. */
  readonly targetTools?: ReactNode
  /** The same for the systems before the step. */
  readonly sourceTools?: ReactNode
  /** What those told of. Keep it stable. */
  readonly told?: readonly ToldFields[]
  /** The rows as the flow's template had them, where it has one. */
  readonly templateRows?: readonly MappingRow[]
  /** The row to begin with. */
  readonly focusTarget?: string
  readonly readOnly: boolean
  readonly onBack: () => void
  /** Where the way back leads; the flow, when left out. */
  readonly backLabel?: string
  readonly tools?: ReactNode
}

export interface Balances {
  readonly contracts: readonly BalanceContract[]
  readonly onContracts: (contracts: BalanceContract[], group?: string) => void
}

interface Taking {
  readonly line: GridRow
  readonly source: string
  readonly at: Place
  readonly choices: readonly TakeChoice[]
}

const NO_PARTS: PartsHere = { choices: [] }
const NO_ROWS: ReadonlySet<string> = new Set()
const NO_TAGS: readonly TaggedField[] = []

export function MappingWorkspace(props: MappingWorkspaceProps) {
  const {
    title,
    rows,
    schema,
    onRows,
    scope,
    samples,
    chosenId,
    evaluate,
    explain,
    samplePicker,
    notice,
    balance,
    tables,
    recordTags = NO_TAGS,
    focusTarget,
    readOnly,
    onBack,
    tools,
  } = props
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [pending, setPending] = useState<readonly { container: string; target: string }[]>([])
  const [filter, setFilter] = useState<GridFilter>('all')
  const [search, setSearch] = useState('')
  const [use, setUse] = useState<string>()
  const [view, setView] = useState<MappingView>('grid')
  const [inWords, setInWords] = useState(true)
  const [showSource, setShowSource] = useState(true)
  const [showPanel, setShowPanel] = useState(focusTarget !== undefined)
  const [suggesting, setSuggesting] = useState(false)
  const [taking, setTaking] = useState<Taking>()
  const [at, setAt] = useState<FailingCell>()
  const [balanceShown, setBalanceShown] = useState<{ readonly label?: string }>()
  const editsBalance = balance !== undefined && balanceShown !== undefined
  const grid = useRef<GridHandle>(null)
  const fields = useMemo(() => targetFields(schema), [schema])
  const all = useMemo(() => gridRows({ fields, rows, collapsed, pending }), [fields, rows, collapsed, pending])
  const preview = useSamplesPreview(rows, samples, evaluate)
  const chosen = Math.max(
    0,
    samples.findIndex(({ id }) => id === chosenId),
  )
  const sample = samples[chosen]
  const lists = useEachItems(rows, sample, evaluate)
  const expected = useMemo(() => expectedCells(rows, samples), [rows, samples])
  const changed = useMemo(() => (props.templateRows ? changedRows(rows, props.templateRows) : NO_ROWS), [rows, props.templateRows])
  const now = useMemo(() => fieldsNow(schema, samples), [schema, samples])
  const drift = useMemo(() => driftOf(props.reviewed?.fields, now, rows), [props.reviewed?.fields, now, rows])
  const marked = useMemo(() => {
    const byLine = all.flatMap((line) => {
      const one = drift.target.get(pathOfLine(rows, line.container, line.target))
      return one ? [[line.key, one] as const] : []
    })
    return { changed, drift: new Map(drift.target.size > 0 ? byLine : []) }
  }, [all, changed, drift, rows])
  const scopeOf = useCallback((container: string) => eachScope(rows, container, scope, lists), [rows, scope, lists])

  const showRow = () => {
    setBalanceShown(undefined)
    setShowPanel(true)
  }
  const take = (line: GridRow, path: string, place: Place) => {
    const here = scopeOf(line.container)
    const relative = relativePath(path, here)
    const standing = samples.flatMap((one) =>
      path.startsWith('$.') ? [] : valuesOf(path, [one.record], { record: one.record, trigger: one.trigger, steps: one.steps }),
    )
    const values = path.startsWith('$.') ? valuesOf(relative, flatten([here.scope.record]), here.scope) : standing
    const choices = takeChoices(line, relative, values, here.scope)
    const [only, ...more] = choices
    if (only && more.length === 0) row.actions.setRule(line, only.rule)
    else setTaking({ line, source: relative, at: place, choices })
    row.setActiveKey(line.key)
    showRow()
  }
  const row = useRowActions({
    rows,
    lines: all,
    onRows,
    grid,
    samples: samples.length,
    defaults: (container) => ({ table: tables[0] ?? 'table-name', list: firstList(scopeOf(container).scope.record) }),
    onToggle: (key) => setCollapsed((old) => toggled(old, key)),
    onForget: (line) => setPending((old) => old.filter((one) => rowKey(one.container, one.target) !== line.key)),
    itemsOf: (line) => {
      const value = preview.cells.get(sample?.id ?? '')?.get(line.key)?.value
      return Array.isArray(value) ? value.length : 0
    },
    onLook: (column) => {
      const id = samples[column]?.id
      if (id !== undefined && id !== chosenId) props.onChoose(id)
      showRow()
    },
    onTake: take,
  })
  const { items } = row
  const states = useMemo(
    () => lineStates({ lines: all, rows, samples, cells: preview.cells, items }, expected),
    [all, rows, samples, preview.cells, items, expected],
  )
  const used = useMemo(() => usesIn(rows), [rows])
  const users = use === undefined ? undefined : used.get(use)?.rows
  const uses = useCallback((line: GridRow) => users === undefined || (line.path !== undefined && users.has(line.path)), [users])
  const lines = useMemo(
    () =>
      all.filter(
        (line) => line.key === row.activeKey || (passes(line, filter, states.get(line.key), marked) && isFound(line, search) && uses(line)),
      ),
    [all, filter, states, marked, search, row.activeKey, uses],
  )
  const counts = useMemo(
    () =>
      Object.fromEntries(
        GRID_FILTERS.map((one) => [one, all.filter((line) => passes(line, one, states.get(line.key), marked)).length]),
      ) as Record<GridFilter, number>,
    [all, states, marked],
  )
  const failing = useMemo(() => failingCells(lines, states), [lines, states])
  const scopes = useMemo(
    () => new Map([...new Set(all.map((line) => line.container))].map((container) => [container, scopeOf(container)])),
    [all, scopeOf],
  )
  const active = all.find((line) => line.key === row.activeKey)
  const activeScope = scopes.get(active?.container ?? '') ?? { scope, prefix: '', depth: 0 }

  // Beforehand, so that the first click into a rule does not wait, but behind the first results: it is large.
  const answered = preview.answers.size > 0
  useEffect(() => {
    if (!answered) return
    const idle = requestIdleCallback(() => void loadMonaco(), { timeout: 5_000 })
    return () => cancelIdleCallback(idle)
  }, [answered])
  // Only when the address asks for it, not at every change of the rows.
  const goTo = useEffectEvent((target: string) => {
    const index = all.findIndex((line) => line.target === target || line.path === target)
    const line = all[index]
    if (!line) return
    row.actions.focus(line)
    grid.current?.focusCell(index, chosen)
  })
  useEffect(() => {
    if (focusTarget !== undefined) goTo(focusTarget)
  }, [focusTarget])

  const step = (by: 1 | -1) => {
    const next = nextFailing(failing, at, by)
    const line = next && lines[next.line]
    if (!next || !line) return
    setAt(next)
    row.actions.look(line, next.sample)
    grid.current?.focusCell(next.line, next.sample)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F8') return
    event.preventDefault()
    step(event.shiftKey ? -1 : 1)
  })
  // Wherever the focus is: the mapping covers the app.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const insertNow = (path: string, place: Place) => {
    if (insertIntoField(relativePath(path, activeScope))) return
    if (active && active.kind !== 'group' && !readOnly) take(active, path, place)
  }
  // Stable, so that typing in a row does not draw the tree again.
  const latest = useLatest({ insertNow, activeScope })
  const insert = useCallback((path: string, place: Place) => latest.current.insertNow(path, place), [latest])
  const pathFor = useCallback((path: string) => relativePath(path, latest.current.activeScope), [latest])
  const hideSource = useCallback(() => setShowSource(false), [])
  const item = activeScope.depth > 0 ? activeScope.scope.record : undefined
  const { place } = activeScope.scope
  const roots = useMemo(
    () => sourceRoots(samples, chosen, scope, item, props.told, place),
    [samples, chosen, scope, item, props.told, place],
  )
  return (
    <section className={classes.workspace} aria-label={t('Mapping')}>
      <header className={classes.header}>
        <Button variant="default" size="xs" leftSection={<Icon name="arrow-left" size={14} />} onClick={onBack}>
          {props.backLabel ?? t('Back to the flow')}
        </Button>
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.spacer} />
        {samplePicker}
        {tools}
      </header>
      <WorkspaceBar
        search={search}
        onSearch={setSearch}
        filter={filter}
        onFilter={setFilter}
        counts={counts}
        hasTemplate={props.templateRows !== undefined}
        failing={failing.length}
        onStep={step}
        inWords={inWords}
        onInWords={setInWords}
        view={view}
        onView={setView}
        pending={preview.pending}
        stale={preview.error !== undefined}
        showSource={showSource}
        onShowSource={() => setShowSource(true)}
        usesSelect={<UsesSelect uses={used} scope={scope} value={use} onChange={setUse} />}
      >
        {schema && !readOnly ? (
          <Button size="xs" variant="default" leftSection={<Icon name="wand-sparkles" size={14} />} onClick={() => setSuggesting(true)}>
            {t('Suggest')}
          </Button>
        ) : null}
        <AddField
          disabled={readOnly}
          taken={new Set(all.filter((line) => line.container === (active?.container ?? '')).map((line) => line.target))}
          onAdd={(target) => {
            const container = active?.kind === 'each' ? (active.path ?? '') : (active?.container ?? '')
            setPending((old) => [...old, { container, target }])
            row.setActiveKey(rowKey(container, target))
          }}
        />
      </WorkspaceBar>
      <Found count={search.trim() === '' && filter === 'all' ? undefined : lines.length} />
      {notice}
      {props.targetTools}
      <DriftBanner
        drift={drift}
        onShow={() => setFilter('drift')}
        {...(props.reviewed &&
          !readOnly && {
            onReviewed: () => {
              props.reviewed?.onReviewed(reviewedNow(now))
              if (filter === 'drift') setFilter('all')
            },
          })}
      />
      {view === 'lines' ? (
        <LinesView
          lines={lines}
          roots={roots}
          scopeOf={scopeOf}
          activeKey={row.activeKey}
          states={states}
          onChoose={row.actions.focus}
          onTake={take}
          readOnly={readOnly}
        />
      ) : (
        <div className={classes.body} data-source={showSource || undefined}>
          {showSource ? (
            <SourcePanel
              roots={roots}
              pathFor={pathFor}
              onInsert={insert}
              onClose={hideSource}
              samples={samples.length}
              drift={drift.source}
              tools={props.sourceTools}
            />
          ) : null}
          <Grid
            ref={grid}
            lines={lines}
            activeKey={row.activeKey}
            columns={samples.length}
            head={
              samples.length === 0 ? (
                <span role="columnheader">{t('Result on the sample')}</span>
              ) : (
                samples.map((one, column) => (
                  <SampleHead
                    key={one.id}
                    sample={one}
                    bad={all.filter((line) => isBadLook(states.get(line.key)?.looks[column])).length}
                    active={column === chosen}
                    onChoose={props.onChoose}
                    actions={props.sampleActions}
                  />
                ))
              )
            }
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
                samples={samples}
                looks={states.get(line.key)?.looks ?? NO_LOOKS}
                chosen={chosen}
                tables={tables}
                inWords={inWords}
                changed={changed.has(line.key)}
                drift={marked.drift.get(line.key)}
                actions={row.actions}
                active={line.key === row.activeKey}
                readOnly={readOnly}
              />
            )}
          </Grid>
        </div>
      )}
      {balance && !editsBalance ? (
        <BalanceStrip
          contracts={balance.contracts}
          samples={samples}
          answers={preview.answers}
          readOnly={readOnly}
          onOpen={(label) => setBalanceShown({ ...(label !== undefined && { label }) })}
        />
      ) : null}
      {balance && balanceShown ? (
        <BalancePanel
          contracts={balance.contracts}
          onContracts={balance.onContracts}
          rows={rows}
          fields={fields}
          samples={samples}
          answers={preview.answers}
          first={balanceShown.label}
          readOnly={readOnly}
          onClose={() => setBalanceShown(undefined)}
        />
      ) : null}
      {!editsBalance && showPanel && active && active.kind !== 'group' ? (
        <RowDock
          line={active}
          rows={rows}
          actions={row.actions}
          here={activeScope}
          tables={tables}
          parts={props.parts ?? NO_PARTS}
          readOnly={readOnly}
          sample={sample}
          samples={samples}
          look={states.get(active.key)?.looks[chosen]}
          output={preview.answers.get(sample?.id ?? '')?.output}
          item={items[active.container] ?? 0}
          explain={explain}
          sampleActions={props.sampleActions}
          onClose={() => setShowPanel(false)}
        />
      ) : null}
      {suggesting ? (
        <SuggestDialog
          fields={fields}
          rows={rows}
          samples={samples}
          tags={recordTags}
          onRows={onRows}
          onClose={() => setSuggesting(false)}
        />
      ) : null}
      {taking ? (
        <TakeMenu
          at={taking.at}
          source={pathLabel(taking.source, scopeOf(taking.line.container).scope)}
          choices={taking.choices}
          onChoose={(rule) => {
            row.actions.setRule(taking.line, rule)
            setTaking(undefined)
          }}
          onClose={() => setTaking(undefined)}
        />
      ) : null}
    </section>
  )
}

const NO_LOOKS: readonly undefined[] = []

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
