// What the wizard has been told so far, and what is still missing, step by step.
import type { CloneTemplate } from '#shared/api/contract.ts'
import type { Language } from '#shared/language.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { answerProblems, beginAnswers, toAnswers, type AnswerState } from '#designer/ui/template-questions/answers.ts'

export interface WizardState extends AnswerState {
  readonly name: string
  /** Of the names and notes that the flow brings. */
  readonly language: Language
  readonly environment: Environment
  /** Connection id by slot. */
  readonly connections: Readonly<Record<string, string>>
}

export const STEPS = ['basics', 'connections', 'questions', 'review'] as const
export type Step = (typeof STEPS)[number]

export function beginWizard(template: TemplateDescriptor): WizardState {
  return {
    name: template.name,
    language: template.language,
    environment: 'test',
    connections: {},
    ...beginAnswers(template.questions),
  }
}

/** Goes on in another language: what the template proposed is proposed anew, what the person chose stays. */
export function inTemplateLanguage(state: WizardState, before: TemplateDescriptor, template: TemplateDescriptor): WizardState {
  const { environment, connections } = state
  const name = state.name === before.name ? template.name : state.name
  return { ...beginWizard(template), name, environment, connections }
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
      return answerProblems(template.questions, state)
    case 'review':
      return {}
  }
}

export function toRequest(state: WizardState, template: TemplateDescriptor): CloneTemplate {
  return {
    name: state.name.trim(),
    language: state.language,
    environment: state.environment,
    connections: { ...state.connections },
    answers: toAnswers(template.questions, state),
  }
}
