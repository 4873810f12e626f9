// Walks through the steps. A step is left only when it is complete; any earlier one can be opened again.
import { Button, Group, Stepper, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language } from '#shared/language.ts'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { cloneTemplate } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Questions } from '#designer/ui/template-questions/questions.tsx'
import { BasicsStep } from './basics-step.tsx'
import { ConnectionsStep } from './connections-step.tsx'
import { Done } from './done.tsx'
import { ReviewStep } from './review-step.tsx'
import { beginWizard, inTemplateLanguage, problemsOf, STEPS, toRequest, type Step, type WizardState } from './wizard-state.ts'

const LABELS: Readonly<Record<Step, string>> = {
  basics: 'Name',
  connections: 'Connections',
  questions: 'Questions',
  review: 'Review',
}

export interface WizardProps {
  readonly client: string
  readonly template: TemplateDescriptor
  /** Another language of the flow is chosen: the template is wanted in it. */
  readonly onLanguage: (language: Language) => void
}

export function Wizard({ client, template, onLanguage }: WizardProps) {
  const [state, setState] = useState(() => beginWizard(template))
  const [asked, setAsked] = useState(template)
  if (asked !== template) {
    setAsked(template)
    setState(inTemplateLanguage(state, asked, template))
  }
  const [at, setAt] = useState(0)
  const [tried, setTried] = useState(false)
  const step = STEPS[at] ?? 'review'
  const problems = problemsOf(step, state, template)
  const shown = tried ? problems : {}
  const change = (part: Partial<WizardState>) => setState((before) => ({ ...before, ...part }))
  const create = useMutation({
    mutationFn: () => cloneTemplate(client, template.id, toRequest(state, template)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })

  const go = (next: number) => {
    setTried(false)
    create.reset()
    setAt(next)
  }
  const forward = () => {
    if (Object.keys(problems).length > 0) return setTried(true)
    if (step === 'review') return create.mutate()
    return go(at + 1)
  }
  if (create.data) return <Done client={client} result={create.data} environment={state.environment} />

  const shared = { client, template, state, change, problems: shown }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        forward()
      }}
      noValidate
    >
      <Stepper active={at} onStepClick={(next) => next < at && go(next)} size="xs" iconSize={26} mb="lg" allowNextStepsSelect={false}>
        {STEPS.map((id) => (
          <Stepper.Step key={id} label={t(LABELS[id])} />
        ))}
      </Stepper>
      <Card style={{ padding: 24, overflow: 'visible' }}>
        {step === 'basics' && <BasicsStep {...shared} onLanguage={onLanguage} />}
        {step === 'connections' && <ConnectionsStep {...shared} />}
        {step === 'questions' &&
          (template.questions.length === 0 ? (
            <Text c="dimmed">{t('This template asks nothing. Go on.')}</Text>
          ) : (
            <Questions
              questions={template.questions}
              state={state}
              change={change}
              problems={shown}
              source={{ client, template: template.id, connections: state.connections }}
            />
          ))}
        {step === 'review' && <ReviewStep {...shared} />}
        <FormProblem error={create.error} />
        <Group justify="space-between" mt="xl">
          <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)} leftSection={<Icon name="arrow-left" size={14} />}>
            {t('Back')}
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            rightSection={step === 'review' ? undefined : <Icon name="arrow-right" size={14} />}
          >
            {step === 'review' ? t('Create the flow') : t('Next')}
          </Button>
        </Group>
      </Card>
    </form>
  )
}
