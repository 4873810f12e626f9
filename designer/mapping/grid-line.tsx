// One line of the grid: target field, kind of rule, rule, result, more.
import { UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { MappingRule, MappingRow } from '#shared/flow/document.ts'
import type { ExpressionFieldHandle } from '#designer/editor/expression-field.tsx'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import type { LeaveTo } from '#designer/editor/shared-editor.ts'
import classes from './grid.module.css'
import type { GridRow } from './grid-rows.ts'
import { isSameLine } from './same-line.ts'
import { KindMenu, LineMenu } from './line-menu.tsx'
import { NoteButton } from './note-button.tsx'
import type { CellLook } from './preview-cells.ts'
import { ResultCell } from './result-cell.tsx'
import { RuleCell } from './rule-cell.tsx'
import type { RuleKind } from './rules.ts'

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
}

export interface GridLineProps {
  readonly line: GridRow
  readonly index: number
  readonly scope: ExpressionScope
  readonly look: CellLook | undefined
  readonly tables: readonly string[]
  readonly actions: LineActions
  readonly active: boolean
  readonly readOnly: boolean
}

export const LINE_HEIGHT = 38

export const GridLine = memo(function GridLine({ line, index, scope, look, tables, actions, active, readOnly }: GridLineProps) {
  const [noteOpen, setNoteOpen] = useState(false)
  const isGroup = line.kind === 'group'
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
      style={{ top: index * LINE_HEIGHT, height: LINE_HEIGHT }}
    >
      <div className={classes.target} role="rowheader" style={{ paddingLeft: 10 + line.depth * 18 }}>
        {line.hasChildren ? (
          <UnstyledButton
            className={classes.twisty ?? ''}
            aria-label={line.collapsed ? t('Show {{field}}', { field: line.name }) : t('Hide {{field}}', { field: line.name })}
            aria-expanded={!line.collapsed}
            onClick={() => actions.toggle(line)}
          >
            <Icon name={line.collapsed ? 'chevron-right' : 'chevron-down'} size={14} />
          </UnstyledButton>
        ) : (
          <span className={classes.twisty} />
        )}
        <span className={classes.name} title={describe(line) || undefined}>
          {line.name}
        </span>
        {line.required ? (
          <span className={classes.required} title={t('Required')} aria-label={t('Required')}>
            *
          </span>
        ) : null}
        <span className={classes.type}>{line.custom ? t('custom') : t(line.type)}</span>
      </div>
      <div className={classes.kind} role="gridcell">
        {isGroup ? null : <KindMenu line={line} readOnly={readOnly} onKind={(kind) => actions.setKind(line, kind)} />}
      </div>
      <div className={classes.rule} role="gridcell">
        {isGroup ? (
          <span className={classes.groupWord}>{t('filled by its fields')}</span>
        ) : (
          <RuleCell
            line={line}
            scope={scope}
            tables={tables}
            readOnly={readOnly}
            fieldRef={(handle) => actions.register(line.key, handle)}
            onRule={(rule) => actions.setRule(line, rule)}
            onLeave={(to) => actions.leave(line, to)}
            onFocus={() => actions.focus(line)}
          />
        )}
      </div>
      <div className={classes.resultCell} role="gridcell">
        {isGroup ? null : <ResultCell look={look} isEach={line.kind === 'each'} />}
        {line.kind === 'each' && Array.isArray(look?.value) && look.value.length > 1 ? (
          <ItemStepper onStep={(by) => actions.stepItem(line, by)} />
        ) : null}
      </div>
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
  [line.title, line.description, line.choices ? `${t('One of')}: ${line.choices.slice(0, 12).join(', ')}` : ''].filter(Boolean).join(' · ')
