// The mapping of one step, large enough to work in: source fields, one row for each target field, samples as columns, and everything about the row
// that is looked at below them.
import { Button } from '@mantine/core'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { MappingRow } from '#shared/flow/document.ts'
import type { Reviewed } from '#shared/flow/nodes/reviewed.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import type { TaggedField } from '#shared/retail/record-tags.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { loadMonaco } from '#designer/editor/load-monaco.ts'
import { AddField } from './add-field.tsx'
import { BalancePanel } from './balance/balance-panel.tsx'
import { BalanceStrip } from './balance/balance-strip.tsx'
import { DriftBanner } from './drift/drift-banner.tsx'
import { reviewedNow } from './drift/drift-view.ts'
import { eachScope } from './each-scope.ts'
import type { GridHandle } from './grid.tsx'
import type { Place } from './grid-line.tsx'
import { gridRows, type GridRow } from './grid-rows.ts'
import { rowKey } from './row-place.ts'
import { expectedCells, lineStates } from './line-states.ts'
import { LinesView } from './lines-view/lines-view.tsx'
import type { MappingSample, SampleActions } from './mapping-samples.ts'
import classes from './mapping-workspace.module.css'
import { RowDock, type PartsHere } from './row-panel/row-dock.tsx'
import { SamplesGrid } from './samples-grid.tsx'
import { SourcePanel } from './source-panel.tsx'
import { firstList } from './source-tree.ts'
import { SuggestDialog } from './suggest-dialog.tsx'
import type { ToldFields } from './told-fields.ts'
import { targetFields } from './target-fields.ts'
import { useEachItems } from './use-each-items.ts'
import type { Explain } from './use-explanation.ts'
import { useFailingCells } from './use-failing-cells.ts'
import { useMarks } from './use-marks.ts'
import { useRowActions } from './use-row-actions.ts'
import { useShownLines } from './use-shown-lines.ts'
import { useSources } from './use-sources.ts'
import { useTaking } from './use-taking.tsx'
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

const NO_PARTS: PartsHere = { choices: [] }
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
  const [view, setView] = useState<MappingView>('grid')
  const [inWords, setInWords] = useState(true)
  const [showSource, setShowSource] = useState(true)
  const [showPanel, setShowPanel] = useState(focusTarget !== undefined)
  const [suggesting, setSuggesting] = useState(false)
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
  const { now, drift, marked } = useMarks({
    rows,
    lines: all,
    schema,
    samples,
    reviewed: props.reviewed?.fields,
    templateRows: props.templateRows,
  })
  const scopeOf = useCallback((container: string) => eachScope(rows, container, scope, lists), [rows, scope, lists])
  const taking = useTaking(samples, scopeOf)

  const showRow = () => {
    setBalanceShown(undefined)
    setShowPanel(true)
  }
  const take = (line: GridRow, path: string, at: Place) => {
    taking.take(line, path, at, row.actions.setRule)
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
  const shown = useShownLines(all, rows, states, marked, row.activeKey)
  const { lines, filter } = shown
  const failing = useFailingCells(lines, states, (line, cell) => {
    row.actions.look(line, cell.sample)
    grid.current?.focusCell(cell.line, cell.sample)
  })
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

  const sources = useSources({
    samples,
    chosen,
    scope,
    told: props.told,
    here: activeScope,
    onTake(path, at) {
      if (active && active.kind !== 'group' && !readOnly) take(active, path, at)
    },
  })
  const hideSource = useCallback(() => setShowSource(false), [])
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
        search={shown.search}
        onSearch={shown.onSearch}
        filter={filter}
        onFilter={shown.onFilter}
        counts={shown.counts}
        hasTemplate={props.templateRows !== undefined}
        failing={failing.count}
        onStep={failing.step}
        inWords={inWords}
        onInWords={setInWords}
        view={view}
        onView={setView}
        pending={preview.pending}
        stale={preview.error !== undefined}
        showSource={showSource}
        onShowSource={() => setShowSource(true)}
        usesSelect={<UsesSelect uses={shown.used} scope={scope} value={shown.use} onChange={shown.onUse} />}
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
      <Found count={shown.isNarrowed ? lines.length : undefined} />
      {notice}
      {props.targetTools}
      <DriftBanner
        drift={drift}
        onShow={() => shown.onFilter('drift')}
        {...(props.reviewed &&
          !readOnly && {
            onReviewed: () => {
              props.reviewed?.onReviewed(reviewedNow(now))
              if (filter === 'drift') shown.onFilter('all')
            },
          })}
      />
      {view === 'lines' ? (
        <LinesView
          lines={lines}
          roots={sources.roots}
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
              roots={sources.roots}
              pathFor={sources.pathFor}
              onInsert={sources.insert}
              onClose={hideSource}
              samples={samples.length}
              drift={drift.source}
              tools={props.sourceTools}
            />
          ) : null}
          <SamplesGrid
            ref={grid}
            lines={lines}
            all={all}
            states={states}
            marked={marked}
            activeKey={row.activeKey}
            samples={samples}
            chosen={chosen}
            onChoose={props.onChoose}
            sampleActions={props.sampleActions}
            scopeOf={(container) => scopes.get(container) ?? activeScope}
            tables={tables}
            inWords={inWords}
            actions={row.actions}
            readOnly={readOnly}
          />
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
          pending={preview.pending}
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
      {taking.menu(row.actions.setRule)}
    </section>
  )
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
