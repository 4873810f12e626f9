// One line of the grid: target field, kind of rule, rule, what it gives on each sample, more.
import { UnstyledButton } from '@mantine/core'
import { memo, useState, type DragEvent, type KeyboardEvent } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { MappingRule, MappingRow } from '#shared/flow/document.ts'
import { saysMore } from '#designer/editor/field-names.ts'
import { PATH_MIME, type ExpressionFieldHandle } from '#designer/editor/expression-field.tsx'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import type { LeaveTo } from '#designer/editor/shared-editor.ts'
import type { FieldDrift } from '#shared/schemas/field-drift.ts'
import { FromSystem } from './from-system.tsx'
import { DriftBadge } from './drift/drift-badge.tsx'
import classes from './grid.module.css'
import type { GridRow } from './grid-rows.ts'
import { isSameLine } from './same-line.ts'
import { KindMenu, LineMenu } from './line-menu.tsx'
import type { MappingSample } from './mapping-samples.ts'
import { NoteButton } from './note-button.tsx'
import type { CellLook } from './preview-cells.ts'
import { ResultCell } from './result-cell.tsx'
import { RuleCell } from './rule-cell.tsx'
import type { RuleKind } from './rules.ts'

/** Where on the screen a choice is offered. */
export interface Place {
  readonly x: number
  readonly y: number
}

export interface LineActions {
  setRule(line: GridRow, rule: MappingRule | undefined): void
  setKind(line: GridRow, kind: RuleKind): void
  patch(line: GridRow, change: Partial<Pick<MappingRow, 'required' | 'note'>>): void
  remove(line: GridRow): void
  toggle(line: GridRow): void
  leave(line: GridRow, to: LeaveTo): void
  focus(line: GridRow): void
  register(key: string, handle: ExpressionFieldHandle | null): void
  stepItem(line: GridRow, by: number): void
  /** Looks at what a line gives on a sample. */
  look(line: GridRow, column: number): void
  /** The arrow keys from a sample's cell. */
  move(line: GridRow, column: number, key: string): boolean
  /** A source field is put on a line: by dropping it, or by its key. */
  take(line: GridRow, path: string, at: Place): void
}

export interface GridLineProps {
  readonly line: GridRow
  readonly index: number
  readonly scope: ExpressionScope
  readonly samples: readonly MappingSample[]
  readonly looks: readonly (CellLook | undefined)[]
  /** The place of the sample that is looked at. */
  readonly chosen: number
  readonly tables: readonly string[]
  readonly inWords: boolean
  readonly changed: boolean
  readonly drift: FieldDrift | undefined
  readonly actions: LineActions
  readonly active: boolean
  readonly readOnly: boolean
}

export const LINE_HEIGHT = 38

export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { line, index, scope, samples, looks, chosen, tables, inWords, changed, drift, actions, active, readOnly } = props
  const [noteOpen, setNoteOpen] = useState(false)
  const [dropping, setDropping] = useState(false)
  const isGroup = line.kind === 'group'
  const takes = !isGroup && !readOnly
  const over = (event: DragEvent) => {
    if (!takes || !event.dataTransfer.types.includes(PATH_MIME)) return
    event.preventDefault()
    setDropping(true)
  }
  const drop = (event: DragEvent) => {
    setDropping(false)
    const path = event.dataTransfer.getData(PATH_MIME)
    if (!takes || path === '') return
    event.preventDefault()
    actions.take(line, path, { x: event.clientX, y: event.clientY })
  }
  const list = looks[chosen]
  return (
    <div
      className={classes.line}
      role="row"
      aria-rowindex={index + 2}
      data-kind={line.kind}
      data-active={active || undefined}
      data-unmapped={line.unmapped || undefined}
      data-mapped={line.row ? true : undefined}
      data-target={line.target}
      data-dropping={dropping || undefined}
      style={{ top: index * LINE_HEIGHT, height: LINE_HEIGHT }}
    >
      <div
        className={classes.target}
        role="rowheader"
        style={{ paddingLeft: 10 + line.depth * 18 }}
        onClick={() => (isGroup ? undefined : actions.focus(line))}
        onDragOver={over}
        onDragLeave={() => setDropping(false)}
        onDrop={drop}
      >
        {line.hasChildren ? (
          <UnstyledButton
            className={classes.twisty ?? ''}
            aria-label={line.collapsed ? t('Show {{field}}', { field: line.label }) : t('Hide {{field}}', { field: line.label })}
            aria-expanded={!line.collapsed}
            onClick={() => actions.toggle(line)}
          >
            <Icon name={line.collapsed ? 'chevron-right' : 'chevron-down'} size={14} />
          </UnstyledButton>
        ) : (
          <span className={classes.twisty} />
        )}
        <span className={classes.names} title={describe(line)}>
          <span className={classes.name}>{line.label}</span>
          {saysMore(line.name, line.label) ? <code className={classes.systemName}>{line.name}</code> : null}
        </span>
        {line.required ? (
          <span className={classes.required} title={t('Required')} aria-label={t('Required')}>
            *
          </span>
        ) : null}
        {changed ? (
          <span
            className={classes.changed}
            title={t('Changed since the template')}
            aria-label={t('Changed since the template')}
            role="img"
          />
        ) : null}
        {drift ? <DriftBadge drift={drift} /> : null}
        {line.discovered ? <FromSystem /> : null}
        <span className={classes.type}>{line.custom ? t('custom') : t(line.type)}</span>
      </div>
      <div className={classes.kind} role="gridcell">
        {isGroup ? null : <KindMenu line={line} readOnly={readOnly} onKind={(kind) => actions.setKind(line, kind)} />}
      </div>
      <div className={classes.rule} role="gridcell" onDragOver={over} onDragLeave={() => setDropping(false)} onDrop={drop}>
        {isGroup ? (
          <span className={classes.groupWord}>{t('filled by its fields')}</span>
        ) : (
          <RuleCell
            line={line}
            scope={scope}
            tables={tables}
            inWords={inWords}
            readOnly={readOnly}
            fieldRef={(handle) => actions.register(line.key, handle)}
            onRule={(rule) => actions.setRule(line, rule)}
            onLeave={(to) => actions.leave(line, to)}
            onFocus={() => actions.focus(line)}
          />
        )}
      </div>
      {samples.map((sample, column) => (
        <div key={sample.id} className={classes.resultCell} role="gridcell" data-chosen={column === chosen || undefined}>
          {isGroup ? null : (
            <ResultCell
              look={looks[column]}
              isEach={line.kind === 'each'}
              {...(column !== chosen && { sample: sample.name })}
              column={column}
              tabbable={active && column === chosen}
              onChoose={() => actions.look(line, column)}
              onKeyDown={(event: KeyboardEvent) => {
                if (actions.move(line, column, event.key)) event.preventDefault()
              }}
            />
          )}
          {column === chosen && line.kind === 'each' && Array.isArray(list?.value) && list.value.length > 1 ? (
            <ItemStepper onStep={(by) => actions.stepItem(line, by)} />
          ) : null}
        </div>
      ))}
      {samples.length === 0 ? <div className={classes.resultCell} role="gridcell" /> : null}
      <div className={classes.actions} role="gridcell">
        {line.row ? (
          <NoteButton
            key={line.row.note ?? ''}
            note={line.row.note}
            open={noteOpen}
            onOpen={setNoteOpen}
            readOnly={readOnly}
            onNote={(note) => actions.patch(line, { note })}
          />
        ) : null}
        <LineMenu
          line={line}
          readOnly={readOnly}
          onRequired={(required) => actions.patch(line, { required })}
          onRemove={() => actions.remove(line)}
          onNote={() => setNoteOpen(true)}
        />
      </div>
    </div>
  )
}, isSameLine)

function ItemStepper({ onStep }: { readonly onStep: (by: number) => void }) {
  return (
    <span className={classes.stepper}>
      <UnstyledButton aria-label={t('Look at the item before')} onClick={() => onStep(-1)}>
        <Icon name="chevron-left" size={14} />
      </UnstyledButton>
      <UnstyledButton aria-label={t('Look at the next item')} onClick={() => onStep(1)}>
        <Icon name="chevron-right" size={14} />
      </UnstyledButton>
    </span>
  )
}

const describe = (line: GridRow) =>
  [line.target, line.description, line.choices ? `${t('One of')}: ${line.choices.slice(0, 12).join(', ')}` : ''].filter(Boolean).join(' · ')
