// The rule of a row, in the form its kind needs.
import { Autocomplete, Select, TextInput } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { t } from '#designer/i18n/index.ts'
import type { MappingRule } from '#shared/flow/document.ts'
import { ExpressionField, type ExpressionFieldHandle } from '#designer/editor/expression-field.tsx'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import type { LeaveTo } from '#designer/editor/shared-editor.ts'
import { readListMode } from '#shared/mapping/rule-forms/list-modes.ts'
import { readExpression } from '#shared/mapping/rule-forms/rule-form.ts'
import classes from './grid.module.css'
import type { GridRow } from './grid-rows.ts'
import { ListModeWords, RuleWords } from './rule-words.tsx'
import { constantText, parseConstant } from './rules.ts'

export interface RuleCellProps {
  readonly line: GridRow
  readonly scope: ExpressionScope
  readonly tables: readonly string[]
  /** At rest a rule that has a form reads as a sentence, not as JSONata. */
  readonly inWords: boolean
  readonly readOnly: boolean
  readonly fieldRef: Ref<ExpressionFieldHandle>
  /** `undefined` takes the rule away. */
  readonly onRule: (rule: MappingRule | undefined) => void
  readonly onLeave: (to: LeaveTo) => void
  readonly onFocus: () => void
}

const ON_MISSING = [
  { value: 'reject', label: 'or reject' },
  { value: 'blank', label: 'or leave blank' },
  { value: 'default', label: 'or default' },
]

export function RuleCell(props: RuleCellProps) {
  const { line, scope, tables, inWords, readOnly, fieldRef, onRule, onLeave, onFocus } = props
  const rule = line.row?.rule
  const field = { ref: fieldRef, scope, readOnly, onLeave, onFocus }
  const label = t('Rule for {{field}}', { field: line.target })
  if (!rule || rule.kind === 'expression') {
    return (
      <ExpressionField
        {...field}
        label={label}
        value={rule?.expression ?? ''}
        {...(inWords && rule && { words: expressionWords(rule.expression, scope) })}
        placeholder={line.unmapped ? t('Required: write an expression or click a source field') : t('Not mapped')}
        onChange={(expression) => onRule(expression === '' ? undefined : { kind: 'expression', expression })}
      />
    )
  }
  if (rule.kind === 'each') {
    return (
      <div className={classes.parts}>
        {inWords && readListMode(rule.items) ? null : <span className={classes.word}>{t('for each of')}</span>}
        <ExpressionField
          {...field}
          label={label}
          value={rule.items}
          {...(inWords && { words: listWords(rule.items, scope) })}
          onChange={(items) => items !== '' && onRule({ ...rule, items })}
        />
      </div>
    )
  }
  if (rule.kind === 'constant') return <ConstantCell {...props} value={rule.value} label={label} />
  return (
    <div className={classes.parts}>
      <Autocomplete
        size="xs"
        variant="unstyled"
        className={classes.table ?? ''}
        aria-label={t('Lookup table')}
        data={[...tables]}
        value={rule.table}
        readOnly={readOnly}
        onFocus={onFocus}
        onChange={(table) => /^[a-z][a-z0-9-]*$/.test(table) && onRule({ ...rule, table })}
      />
      <span className={classes.word}>{t('by')}</span>
      <ExpressionField
        {...field}
        label={t('Key for {{field}}', { field: line.target })}
        value={rule.key}
        onChange={(key) => key !== '' && onRule({ ...rule, key })}
      />
      <Select
        size="xs"
        variant="unstyled"
        className={classes.onMissing ?? ''}
        aria-label={t('When the table has no entry')}
        data={ON_MISSING.map((option) => ({ ...option, label: t(option.label) }))}
        value={rule.onMissing}
        readOnly={readOnly}
        allowDeselect={false}
        onChange={(value) => {
          const onMissing = value as typeof rule.onMissing
          const { default: old, ...rest } = rule
          onRule(onMissing === 'default' ? { ...rest, onMissing, default: old ?? '' } : { ...rest, onMissing })
        }}
      />
      {rule.onMissing === 'default' ? (
        <TextInput
          size="xs"
          variant="unstyled"
          className={classes.default ?? ''}
          aria-label={t('Default value')}
          placeholder={t('default')}
          value={constantText(rule.default)}
          readOnly={readOnly}
          onChange={(event) => onRule({ ...rule, default: parseConstant(event.currentTarget.value, line.type) })}
        />
      ) : null}
    </div>
  )
}

function expressionWords(expression: string, scope: ExpressionScope): ReactNode {
  const form = readExpression(expression)
  return form && <RuleWords form={form} scope={scope} />
}

function listWords(items: string, scope: ExpressionScope): ReactNode {
  const mode = readListMode(items)
  return mode && <ListModeWords mode={mode} scope={scope} />
}

function ConstantCell({
  line,
  value,
  label,
  readOnly,
  onRule,
  onLeave,
  onFocus,
}: RuleCellProps & { readonly value: unknown; readonly label: string }) {
  const choices =
    line.type === 'yes/no'
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : line.choices
  if (choices) {
    return (
      <Select
        size="xs"
        variant="unstyled"
        className={classes.constant ?? ''}
        aria-label={label}
        data={[...choices] as string[]}
        value={String(value)}
        readOnly={readOnly}
        allowDeselect={false}
        onFocus={onFocus}
        onChange={(text) => onRule({ kind: 'constant', value: parseConstant(text ?? '', line.type) })}
      />
    )
  }
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      className={classes.constant ?? ''}
      aria-label={label}
      placeholder={t('Fixed value')}
      value={constantText(value)}
      readOnly={readOnly}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') onLeave('down')
        if (event.key === 'ArrowUp') onLeave('up')
      }}
      onChange={(event) => onRule({ kind: 'constant', value: parseConstant(event.currentTarget.value, line.type) })}
    />
  )
}
