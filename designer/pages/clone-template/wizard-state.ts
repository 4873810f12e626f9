// What the wizard has been told so far, and what is still missing, step by step.
import type { CloneTemplate } from '#shared/api/contract.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { TemplateDescriptor, TemplateQuestion } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { checkRows, fromDraft, toDraft, type DraftRow } from '#designer/ui/row-grid/draft-rows.ts'

export interface WizardState {
  readonly name: string
  readonly environment: Environment
  /** Connection id by slot. */
  readonly connections: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<string, unknown>>
  readonly tables: Readonly<Record<string, readonly DraftRow[]>>
}

export const STEPS = ['basics', 'connections', 'questions', 'review'] as const
export type Step = (typeof STEPS)[number]

export function beginWizard(template: TemplateDescriptor): WizardState {
  const tables = template.questions.filter((q) => q.kind === 'table')
  const others = template.questions.filter((q) => q.kind !== 'table' && q.default !== undefined)
  return {
    name: template.name,
    environment: 'test',
    connections: {},
    answers: Object.fromEntries(others.map((q) => [q.id, q.default])),
    tables: Object.fromEntries(tables.map((q) => [q.id, toDraft(q.table?.rows ?? [])])),
  }
}

/** The choices there is nothing to choose about: a slot without a connection yet, and only one that fits. */
export function onlyFitting(
  state: Pick<WizardState, 'connections' | 'environment'>,
  slots: TemplateDescriptor['slots'],
  connections: readonly Pick<Connection, 'id' | 'connector' | 'environment'>[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([slot, { connector }]) => {
      const fitting = connections.filter((one) => one.connector === connector && one.environment === state.environment)
      return state.connections[slot] === undefined && fitting[0] && fitting.length === 1 ? [[slot, fitting[0].id]] : []
    }),
  )
}

/** Problems by field: `name`, a slot, a question id. Empty when the step is done. */
export function problemsOf(step: Step, state: WizardState, template: TemplateDescriptor): Readonly<Record<string, string>> {
  switch (step) {
    case 'basics':
      return state.name.trim() === '' ? { name: t('Give the flow a name.') } : {}
    case 'connections':
      return Object.fromEntries(
        Object.keys(template.slots)
          .filter((slot) => !state.connections[slot])
          .map((slot) => [slot, t('Choose a connection, or create one.')]),
      )
    case 'questions':
      return Object.fromEntries(template.questions.flatMap((q) => questionProblem(q, state)))
    case 'review':
      return {}
  }
}

function questionProblem(question: TemplateQuestion, state: WizardState): readonly (readonly [string, string])[] {
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

export function toRequest(state: WizardState, template: TemplateDescriptor): CloneTemplate {
  const tables = template.questions.filter((q) => q.kind === 'table').map((q) => [q.id, fromDraft(state.tables[q.id] ?? [])] as const)
  return {
    name: state.name.trim(),
    environment: state.environment,
    connections: { ...state.connections },
    answers: { ...state.answers, ...Object.fromEntries(tables) },
  }
}
