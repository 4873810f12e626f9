// Everything about the row that is looked at: the field, its rule at three levels, and why it gives what it gives on the chosen sample.
import { ActionIcon, Checkbox, Textarea } from '@mantine/core'
import { useDraft } from '#designer/editor/use-draft.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { saysMore } from '#designer/editor/field-names.ts'
import type { RowExplanation } from '#shared/api/contract.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import type { LineActions } from '../grid-line.tsx'
import type { GridRow } from '../grid-rows.ts'
import type { MakePart } from '../make-part-dialog.tsx'
import type { MappingSample } from '../mapping-samples.ts'
import type { CellLook } from '../preview-cells.ts'
import type { FormContext } from './form-context.ts'
import classes from './row-panel.module.css'
import { RuleEditor } from './rule-editor.tsx'
import { WhyPanel } from './why-panel.tsx'

export interface RowPanelProps {
  readonly line: GridRow
  readonly actions: LineActions
  readonly scope: ExpressionScope
  readonly context: FormContext
  readonly sample: MappingSample | undefined
  readonly samples: readonly MappingSample[]
  readonly look: CellLook | undefined
  readonly explanation: RowExplanation | undefined
  readonly explaining: boolean
  readonly onReplace?: (from: string, to: string) => void
  /** What comes out for this field is expected from now on. */
  readonly onAccept?: () => void
  readonly onMakePart?: MakePart
  readonly onClose: () => void
}

export function RowPanel(props: RowPanelProps) {
  const { line, actions, scope, context, sample, samples, look, explanation, explaining, onReplace, onAccept, onMakePart, onClose } = props
  return (
    <section className={classes.panel} aria-label={t('Row {{field}}', { field: line.target })}>
      <div className={classes.column}>
        <header className={classes.head}>
          <h2 className={classes.title}>{line.label}</h2>
          {saysMore(line.target, line.label) ? <code className={classes.path}>{line.target}</code> : null}
        </header>
        <p className={classes.facts}>
          {line.custom ? t('custom') : t(line.type)}
          {line.required ? ` · ${t('Required')}` : ''}
        </p>
        {line.description === undefined ? null : <p className={classes.help}>{line.description}</p>}
        {line.choices ? <p className={classes.help}>{`${t('One of')}: ${line.choices.slice(0, 12).join(', ')}`}</p> : null}
        {line.row ? (
          <>
            <Checkbox
              size="xs"
              label={t('Park the record when it is empty')}
              checked={line.row.required === true}
              disabled={context.readOnly}
              onChange={(event) => actions.patch(line, { required: event.currentTarget.checked })}
            />
            <Note key={line.key} note={line.row.note} readOnly={context.readOnly} onNote={(note) => actions.patch(line, { note })} />
          </>
        ) : null}
      </div>
      <div className={classes.column} data-wide>
        <h3 className={classes.small}>{t('Rule')}</h3>
        <RuleEditor
          key={line.key}
          rule={line.row?.rule}
          onRule={(rule) => actions.setRule(line, rule)}
          scope={scope}
          context={context}
          {...(onMakePart && { onMakePart })}
        />
      </div>
      <div className={classes.column}>
        <h3 className={classes.small}>{sample ? t('Why, on {{sample}}', { sample: sample.name }) : t('Why')}</h3>
        {sample && line.row ? (
          <WhyPanel
            sample={sample}
            samples={samples}
            look={look}
            explanation={explanation}
            loading={explaining}
            {...(scope.titles && { titles: scope.titles })}
            {...(onReplace && { onReplace })}
            {...(onAccept && { onAccept })}
          />
        ) : (
          <p className={classes.faint}>
            {line.row ? t('Choose or paste a sample to see what each row gives.') : t('The field is not mapped.')}
          </p>
        )}
      </div>
      <ActionIcon className={classes.close ?? ''} aria-label={t('Close the row’s panel')} onClick={onClose}>
        <Icon name="x" size={15} />
      </ActionIcon>
    </section>
  )
}

function Note({
  note,
  readOnly,
  onNote,
}: {
  readonly note: string | undefined
  readonly readOnly: boolean
  readonly onNote: (note: string) => void
}) {
  const [text, setText] = useDraft(note ?? '')
  return (
    <Textarea
      size="xs"
      label={t('Note')}
      placeholder={t('Why this field is mapped this way')}
      autosize
      minRows={1}
      maxRows={4}
      value={text}
      readOnly={readOnly}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text.trim() !== (note ?? '')) onNote(text.trim())
      }}
    />
  )
}
