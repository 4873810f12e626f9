// The template's questions: what differs from client to client.
import { NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import type { TemplateQuestion } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { checkRows, readPaste } from '../row-grid/draft-rows.ts'
import { PasteButton } from '../row-grid/paste-button.tsx'
import { RowGrid } from '../row-grid/row-grid.tsx'
import type { AnswerState } from './answers.ts'
import { useListedValues, type ValueSource } from './use-listed-values.tsx'

export interface QuestionsProps {
  readonly questions: readonly TemplateQuestion[]
  readonly state: AnswerState
  readonly change: (part: Partial<AnswerState>) => void
  /** By question id; empty until the person tried to go on. */
  readonly problems: Readonly<Record<string, string>>
  /** Where systems can be asked what there is to choose from. */
  readonly source?: ValueSource
}

export function Questions({ questions, ...props }: QuestionsProps) {
  return (
    <Stack gap="xl">
      {questions.map((question) =>
        question.kind === 'table' ? (
          <TableQuestion key={question.id} question={question} {...props} />
        ) : (
          <SimpleQuestion key={question.id} question={question} {...props} />
        ),
      )}
    </Stack>
  )
}

type QuestionProps = Omit<QuestionsProps, 'questions'> & { readonly question: TemplateQuestion }

function SimpleQuestion({ question, state, change, problems }: QuestionProps) {
  const value = state.answers[question.id]
  const answer = (next: unknown) => {
    const { [question.id]: _, ...rest } = state.answers
    change({ answers: next === undefined ? rest : { ...rest, [question.id]: next } })
  }
  const shared = { label: question.label, description: question.help, withAsterisk: question.required, error: problems[question.id] }
  if (question.kind === 'choice') {
    return (
      <Select
        {...shared}
        placeholder={t('Choose')}
        data={(question.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
        value={typeof value === 'string' ? value : null}
        clearable={!question.required}
        onChange={(next) => answer(next ?? undefined)}
      />
    )
  }
  if (question.kind === 'number') {
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => answer(typeof next === 'number' ? next : undefined)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => answer(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}

function TableQuestion({ question, state, change, problems, source }: QuestionProps) {
  const listed = useListedValues(question, source)
  const rows = state.tables[question.id] ?? []
  const set = (next: typeof rows) => change({ tables: { ...state.tables, [question.id]: next } })
  const problem = problems[question.id]
  return (
    <div style={{ display: 'grid', gap: 8 }} role="group" aria-label={question.label}>
      <div style={{ display: 'flex', gap: 16, alignItems: 'flex-end', justifyContent: 'space-between' }}>
        <div>
          <Text fz="sm" fw={500}>
            {question.label}{' '}
            {question.required && (
              <Text span c="var(--tf-bad)" aria-hidden>
                *
              </Text>
            )}
          </Text>
          {question.help && (
            <Text fz="xs" c="dimmed">
              {question.help}
            </Text>
          )}
        </div>
        <PasteButton onPaste={(text) => set([...rows, ...readPaste(text, '')])} />
      </div>
      <RowGrid
        rows={rows}
        onChange={set}
        search=""
        problems={checkRows(rows)}
        readOnly={false}
        keyLabel={question.table?.keyLabel}
        valueLabel={question.table?.valueLabel}
        choices={listed.choices}
      />
      {listed.sign}
      {problem && (
        <Text fz="xs" c="var(--tf-bad)" role="alert">
          {problem}
        </Text>
      )}
    </div>
  )
}
