// One question of a flow to a person: what it is about, and the two answers.
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Decision, Wait } from '#shared/model/waits.ts'
import { decideApproval } from '#designer/api/commands.ts'
import { approvalQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Card } from './card.tsx'
import { Facts } from './facts.tsx'
import { FormProblem } from './form-problem.tsx'
import { Icon } from './icon.tsx'
import { notifyDone } from './notify.tsx'
import { formatExact } from './time.tsx'

/** Where only its id is known. */
export function ApprovalById({ client, approval }: { readonly client: string; readonly approval: string }) {
  const { data } = useQuery(approvalQuery(client, approval))
  return data ? <ApprovalCard client={client} approval={data} /> : null
}

export interface ApprovalCardProps {
  readonly client: string
  readonly approval: Wait
  /** What else stands at the top, such as a link to the run. */
  readonly aside?: ReactNode
}

export function ApprovalCard({ client, approval, aside }: ApprovalCardProps) {
  const mayOperate = useMay('operate')
  const [note, setNote] = useState('')
  const decide = useMutation({
    mutationFn: (decision: Decision['decision']) =>
      decideApproval(client, approval.id, { decision, ...(note.trim() !== '' && { note: note.trim() }) }),
    onSuccess: (_, decision) => notifyDone(decision === 'approved' ? t('Approved.') : t('Declined.')),
    // Somebody else may have been faster: what stands there now is shown either way.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['client', client] }),
  })
  const { question } = approval
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={3} fz={15}>
            {question?.title ?? t('May this go on?')}
          </Title>
          {aside}
        </Group>
        {question && question.fields.length > 0 && (
          <Facts facts={question.fields.map(({ label, value }) => ({ label, value: shown(value) }))} />
        )}
        {approval.status === 'open' && mayOperate ? (
          <>
            <Textarea
              label={t('Note')}
              placeholder={t('Why')}
              autosize
              minRows={1}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <FormProblem error={decide.error} />
            <Group gap="xs">
              <Button
                size="xs"
                leftSection={<Icon name="check" size={14} />}
                loading={decide.isPending && decide.variables === 'approved'}
                onClick={() => decide.mutate('approved')}
              >
                {t('Approve')}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<Icon name="x" size={14} />}
                loading={decide.isPending && decide.variables === 'declined'}
                onClick={() => decide.mutate('declined')}
              >
                {t('Decline')}
              </Button>
              <Text fz="xs" c="dimmed" ml="auto">
                {t('until {{time}}', { time: formatExact(approval.until) })}
              </Text>
            </Group>
          </>
        ) : (
          <Text fz="sm" c="dimmed">
            {outcome(approval)}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function outcome({ status, result, settledAt, until }: Wait): string {
  const time = formatExact(settledAt ?? until)
  if (status === 'open') return t('Waits until {{time}}.', { time })
  if (status === 'timed-out') return t('Nobody answered until {{time}}.', { time })
  if (status === 'withdrawn') return t('Its run ended at {{time}} before anybody answered.', { time })
  const { decision, by, note } = result as Decision
  const said = decision === 'approved' ? t('Approved by {{by}}, {{time}}', { by, time }) : t('Declined by {{by}}, {{time}}', { by, time })
  return note === undefined ? `${said}.` : `${said}: ${note}`
}
