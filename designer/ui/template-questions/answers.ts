// What a person has answered to a template's questions so far, what is still missing, and the answers as the API takes them.
import type { TemplateQuestion } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { checkRows, fromDraft, toDraft, type DraftRow } from '../row-grid/draft-rows.ts'

export interface AnswerState {
  readonly answers: Readonly<Record<string, unknown>>
  readonly tables: Readonly<Record<string, readonly DraftRow[]>>
}

/** Begins with what the template suggests. */
export function beginAnswers(questions: readonly TemplateQuestion[]): AnswerState {
  const tables = questions.filter((q) => q.kind === 'table')
  const others = questions.filter((q) => q.kind !== 'table' && q.default !== undefined)
  return {
    answers: Object.fromEntries(others.map((q) => [q.id, q.default])),
    tables: Object.fromEntries(tables.map((q) => [q.id, toDraft(q.table?.rows ?? [])])),
  }
}

/** Problems by question id; empty when everything that is needed is answered. */
export function answerProblems(questions: readonly TemplateQuestion[], state: AnswerState): Readonly<Record<string, string>> {
  return Object.fromEntries(questions.flatMap((q) => questionProblem(q, state)))
}

export function toAnswers(questions: readonly TemplateQuestion[], state: AnswerState): Record<string, unknown> {
  const tables = questions.filter((q) => q.kind === 'table').map((q) => [q.id, fromDraft(state.tables[q.id] ?? [])] as const)
  return { ...state.answers, ...Object.fromEntries(tables) }
}

function questionProblem(question: TemplateQuestion, state: AnswerState): readonly (readonly [string, string])[] {
  if (question.kind === 'table') {
    const rows = state.tables[question.id] ?? []
    const { duplicates, keyless } = checkRows(rows)
    if (duplicates.size > 0)
      return [[question.id, t('Each key may stand there once. Twice: {{keys}}', { keys: [...duplicates].join(', ') })]]
    if (keyless.size > 0) return [[question.id, t('A row has a value but nothing to look it up by.')]]
    return question.required && fromDraft(rows).length === 0 ? [[question.id, t('Enter at least one row.')]] : []
  }
  const answer = state.answers[question.id]
  return question.required && (answer === undefined || answer === '') ? [[question.id, t('This is needed.')]] : []
}
