// Everything once more before the flow is made.
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TemplateQuestion } from '#shared/model/descriptors.ts'
import { connectionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { LANGUAGES } from '#designer/i18n/language.ts'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { fromDraft, textOf } from '#designer/ui/row-grid/draft-rows.ts'
import classes from './wizard.module.css'
import type { StepProps } from './step-props.ts'
import type { WizardState } from './wizard-state.ts'

export function ReviewStep({ client, template, state }: StepProps) {
  const connections = useQuery(connectionsQuery(client, state.environment)).data
  return (
    <>
      <dl className={classes.review}>
        <Row label={t('Name of the flow')}>{state.name}</Row>
        <Row label={t('Deploy it in')}>
          <EnvironmentBadge environment={state.environment} />
        </Row>
        {template.languages.length > 1 && (
          <Row label={t('Language of the flow')}>
            {LANGUAGES.filter(({ id }) => id === template.language).map(({ id, name }) => (
              <span key={id} lang={id}>
                {name}
              </span>
            ))}
          </Row>
        )}
        {Object.entries(template.slots).map(([slot, { label }]) => (
          <Row key={slot} label={label}>
            {connections?.find((connection) => connection.id === state.connections[slot])?.name ?? '–'}
          </Row>
        ))}
        {template.questions.map((question) => (
          <Row key={question.id} label={question.label}>
            {answerText(question, state)}
          </Row>
        ))}
      </dl>
      <Text fz="sm" c="dimmed" mt="md" mb="sm">
        {t('The flow gets a webhook address and a secret of its own, and tables that only this client’s flows read.')}
      </Text>
    </>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function answerText(question: TemplateQuestion, state: WizardState): string {
  if (question.kind === 'table') return t('rows-count', { count: fromDraft(state.tables[question.id] ?? []).length })
  const answer = state.answers[question.id]
  if (answer === undefined) return t('Left empty')
  return question.choices?.find((choice) => choice.value === answer)?.label ?? textOf(answer)
}
