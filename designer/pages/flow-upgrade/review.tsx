// The merge as it would be, kept up to date with each decision; the button makes it the draft.
import { Button, List, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { FlowDetail, TemplateUpgrade } from '#shared/api/contract.ts'
import { mergeFlows } from '#shared/flow/merge.ts'
import type { MergeSide } from '#shared/flow/merge-choice.ts'
import { upgradeFlow } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ChangeList } from '#designer/ui/merge/change-list.tsx'
import { ConflictList, withChoice } from '#designer/ui/merge/conflict-list.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { Page, Section } from '#designer/ui/page.tsx'
import { answerProblems, beginAnswers, toAnswers } from '#designer/ui/template-questions/answers.ts'
import { Questions } from '#designer/ui/template-questions/questions.tsx'
import { SampleValues } from './sample-values.tsx'

export interface ReviewProps {
  readonly client: string
  readonly detail: FlowDetail
  readonly upgrade: TemplateUpgrade
}

export function Review({ client, detail, upgrade }: ReviewProps) {
  const { flow } = detail
  const { template, from, to, base, theirs, questions, tables } = upgrade
  const navigate = useNavigate()
  const [choices, setChoices] = useState<Readonly<Record<string, MergeSide>>>({})
  const [state, setState] = useState(() => beginAnswers(questions))
  const [tried, setTried] = useState(false)
  const merge = useMemo(() => mergeFlows(base, flow.draft, theirs, { byId: choices }), [base, flow.draft, theirs, choices])
  const undecided = merge.conflicts.filter(({ decided }) => !decided).length
  const problems = answerProblems(questions, state)
  const changes = merge.changes.filter(({ subject }) => subject !== 'layout')
  const apply = useMutation({
    mutationFn: () =>
      upgradeFlow(client, flow.id, { to, revision: flow.revision, choices: { ...choices }, answers: toAnswers(questions, state) }),
    onSuccess: async () => {
      notifyDone(t('The upgrade is in the draft. Look at it, then publish it.'))
      await queryClient.invalidateQueries({ queryKey: ['client', client], refetchType: 'none' })
      await navigate({ to: '/c/$client/flows/$flow', params: { client, flow: flow.id } })
    },
  })
  const submit = () => {
    setTried(true)
    if (undecided === 0 && Object.keys(problems).length === 0) apply.mutate()
  }
  return (
    <Page
      title={t('Upgrade “{{name}}”', { name: flow.name })}
      description={t(
        'From version {{from}} to {{to}} of the template “{{template}}”. What you changed stays. The result becomes the draft: nothing is published, and what is deployed goes on unchanged.',
        { from, to, template: template.name },
      )}
      actions={
        <>
          <Button component={Link} to="/c/$client/flows/$flow" params={{ client, flow: flow.id } as never} variant="default">
            {t('Back to the flow')}
          </Button>
          <Button leftSection={<Icon name="sparkles" size={15} />} loading={apply.isPending} disabled={undecided > 0} onClick={submit}>
            {undecided > 0 ? t('decide-first', { count: undecided }) : t('Make it the draft')}
          </Button>
        </>
      }
    >
      <FormProblem error={apply.error} />
      {merge.conflicts.length > 0 ? (
        <Section title={t('You and the template changed the same')}>
          <ConflictList
            conflicts={merge.conflicts}
            names={{ mine: t('Keep mine:'), theirs: t("Take the template's:") }}
            onChoose={(id, side) => setChoices((before) => withChoice(before, id, side))}
          />
        </Section>
      ) : null}
      <Section title={t('What changes in your flow')}>
        <Card>
          {changes.length > 0 ? (
            <ChangeList changes={changes} />
          ) : (
            <Text fz="sm" c="dimmed">
              {t('Nothing: your flow has it all already.')}
            </Text>
          )}
        </Card>
      </Section>
      {questions.length > 0 ? (
        <Section title={t('New questions')}>
          <Card style={{ overflow: 'visible' }}>
            <Questions
              questions={questions}
              state={state}
              change={(part) => setState((before) => ({ ...before, ...part }))}
              problems={tried ? problems : {}}
            />
          </Card>
        </Section>
      ) : null}
      {tables.length > 0 ? (
        <Section title={t('New rows in lookup tables')}>
          <Card>
            <Stack gap={4}>
              <Text fz="sm" c="dimmed">
                {t('Rows that are there stay as they are.')}
              </Text>
              <List size="sm">
                {tables.map(({ name, label, added }) => (
                  <List.Item key={name}>
                    {label}: {added.map(({ key }) => key).join(', ')}
                  </List.Item>
                ))}
              </List>
            </Stack>
          </Card>
        </Section>
      ) : null}
      <SampleValues client={client} detail={detail} document={merge.document} />
    </Page>
  )
}
