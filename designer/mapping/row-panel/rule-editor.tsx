// A rule at its three levels: a form, the JSONata it writes, and free JSONata. What a form cannot say stays JSONata, and is said so.
import { Alert, Button, SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { formatJsonata } from '#designer/editor/format-jsonata.ts'
import { Highlighted } from '#designer/editor/highlighted.tsx'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { MappingRule } from '#shared/flow/document.ts'
import { isCompleteMode, readListMode, writeListMode, type ListMode } from '#shared/mapping/rule-forms/list-modes.ts'
import { isComplete, readRule, writeRule, type FormKind, type RuleForm } from '#shared/mapping/rule-forms/rule-form.ts'
import { MakePartButton, type MakePart } from '../make-part-dialog.tsx'
import classes from './row-panel.module.css'
import type { FormContext } from './form-context.ts'
import { FormFields } from './form-fields.tsx'
import { ListFields } from './list-fields.tsx'
import { FORM_KINDS, FORM_LABELS, newForm } from './new-form.ts'

export interface RuleEditorProps {
  /** Undefined while the field is not mapped. */
  readonly rule: MappingRule | undefined
  readonly onRule: (rule: MappingRule) => void
  readonly scope: ExpressionScope
  readonly context: FormContext
  readonly onMakePart?: MakePart
}

export function RuleEditor({ rule, onRule, scope, context, onMakePart }: RuleEditorProps) {
  const [view, setView] = useState<'form' | 'jsonata'>('form')
  const source = rule && sourceOf(rule)
  return (
    <div className={classes.rule}>
      <div className={classes.ruleHead}>
        <SegmentedControl
          size="xs"
          value={view}
          aria-label={t('How the rule is written')}
          onChange={(value) => setView(value as typeof view)}
          data={[
            { value: 'form', label: t('Form') },
            { value: 'jsonata', label: t('JSONata') },
          ]}
        />
        {view === 'jsonata' && source !== undefined && rule && !context.readOnly ? (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Icon name="align-left" size={12} />}
            onClick={() => {
              const tidy = formatJsonata(source)
              if (tidy !== source) onRule(withSource(rule, tidy))
            }}
          >
            {t('Format')}
          </Button>
        ) : null}
        {rule && onMakePart && !context.readOnly ? (
          <MakePartButton rule={rule} parts={context.parts} onMake={onMakePart} onRule={onRule} />
        ) : null}
      </div>
      {view === 'form' ? (
        rule?.kind === 'each' ? (
          <ListForm rule={rule} onRule={onRule} context={context} />
        ) : (
          <Form rule={rule} onRule={onRule} context={context} />
        )
      ) : rule?.kind === 'constant' ? (
        <p className={classes.faint}>{t('A fixed value is no expression.')}</p>
      ) : (
        <CodeEditor
          language="jsonata"
          label={t('Rule as JSONata')}
          value={source ?? ''}
          scope={scope}
          readOnly={context.readOnly}
          minHeight={96}
          maxHeight={360}
          onChange={(text) => {
            if (text.trim() !== '') onRule(rule ? withSource(rule, text) : { kind: 'expression', expression: text })
          }}
        />
      )}
    </div>
  )
}

function sourceOf(rule: MappingRule): string | undefined {
  if (rule.kind === 'expression') return rule.expression
  if (rule.kind === 'lookup') return rule.key
  return rule.kind === 'each' ? rule.items : undefined
}

function withSource(rule: MappingRule, source: string): MappingRule {
  if (rule.kind === 'lookup') return { ...rule, key: source }
  return rule.kind === 'each' ? { ...rule, items: source } : { kind: 'expression', expression: source }
}

/** A form half filled in writes nothing yet; it begins anew when the rule is changed elsewhere. */
function Form({ rule, onRule, context }: Omit<RuleEditorProps, 'scope' | 'onMakePart'>) {
  const text = JSON.stringify(rule)
  const [{ of, draft }, setDraft] = useState<{ of: string | undefined; draft: RuleForm | undefined }>({
    of: text,
    draft: rule && readRule(rule),
  })
  if (of !== text) setDraft({ of: text, draft: rule && readRule(rule) })
  const change = (form: RuleForm) => {
    const next = isComplete(form) ? writeRule(form) : undefined
    setDraft({ of: next ? JSON.stringify(next) : text, draft: form })
    if (next) onRule(next)
  }
  const written = draft && isComplete(draft) ? writeRule(draft) : undefined
  return (
    <>
      <Select
        size="xs"
        aria-label={t('Kind of rule')}
        placeholder={rule ? t('JSONata that no form says') : t('Choose what the field gets')}
        data={FORM_KINDS.map((value) => ({ value, label: t(FORM_LABELS[value]) }))}
        value={draft?.form ?? null}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(kind) => change(newForm(kind as FormKind, draft, context.tables[0] ?? ''))}
      />
      {draft ? (
        <FormFields form={draft} onChange={change} context={context} />
      ) : rule ? (
        <Alert variant="light" color="gray" p="xs" icon={<Icon name="square-function" size={15} />}>
          {t('This rule is written in JSONata, and no form says the same. Edit it as JSONata, or choose a form to replace it.')}
        </Alert>
      ) : null}
      {written?.kind === 'expression' ? (
        <code className={classes.written} title={t('What the form writes')}>
          <Highlighted source={written.expression} />
        </code>
      ) : draft && !written ? (
        <p className={classes.faint}>{t('Fill in what is missing; until then the rule stays as it is.')}</p>
      ) : null}
    </>
  )
}

function ListForm({
  rule,
  onRule,
  context,
}: {
  readonly rule: MappingRule & { kind: 'each' }
  readonly onRule: (rule: MappingRule) => void
  readonly context: FormContext
}) {
  const [{ of, draft }, setDraft] = useState<{ of: string; draft: ListMode | undefined }>({
    of: rule.items,
    draft: readListMode(rule.items),
  })
  if (of !== rule.items) setDraft({ of: rule.items, draft: readListMode(rule.items) })
  const change = (mode: ListMode) => {
    const items = isCompleteMode(mode) ? writeListMode(mode) : undefined
    setDraft({ of: items ?? rule.items, draft: mode })
    if (items !== undefined) onRule({ ...rule, items })
  }
  return (
    <>
      {draft ? (
        <ListFields mode={draft} onChange={change} context={context} />
      ) : (
        <Alert variant="light" color="gray" p="xs" icon={<Icon name="square-function" size={15} />}>
          {t('The lines of this list come about in a way that no form says. Edit it as JSONata, or begin anew with a form.')}
          <Button size="compact-xs" variant="subtle" disabled={context.readOnly} onClick={() => change({ mode: 'per-line', list: '' })}>
            {t('Begin anew')}
          </Button>
        </Alert>
      )}
      {draft && isCompleteMode(draft) ? (
        <code className={classes.written} title={t('What the form writes')}>
          <Highlighted source={writeListMode(draft)} />
        </code>
      ) : null}
    </>
  )
}
