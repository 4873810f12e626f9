// One topic: its schema, how long its events are kept, and the newest of them.
import { Button, Group, JsonInput, Modal, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TopicSummary } from '#shared/api/contract.ts'
import { saveTopic } from '#designer/api/commands.ts'
import { topicEventsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'

export interface TopicDialogProps {
  readonly client: string
  readonly topic: TopicSummary
  readonly onClose: () => void
}

export function TopicDialog({ client, topic, onClose }: TopicDialogProps) {
  const mayDesign = useMay('design')
  const [schema, setSchema] = useState(topic.schema === undefined ? '' : JSON.stringify(topic.schema, undefined, 2))
  const [days, setDays] = useState(topic.retentionDays)
  const events = useQuery(topicEventsQuery(client, topic.environment, topic.name)).data?.items ?? []
  const save = useMutation({
    mutationFn: () =>
      saveTopic(client, topic.name, topic.environment, {
        retentionDays: days,
        ...(schema.trim() !== '' && { schema: JSON.parse(schema) as unknown }),
      }),
    onSuccess: async () => {
      notifyDone(t('The flow message was saved.'))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['client', client, 'topics'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={topic.name} size="lg">
      <Stack gap="md">
        <JsonInput
          label={t('Schema')}
          description={t('A JSON Schema. What does not fit is refused at the step that publishes it. Empty: anything.')}
          validationError={t('This is not JSON.')}
          autosize
          minRows={3}
          maxRows={16}
          readOnly={!mayDesign}
          value={schema}
          onChange={setSchema}
        />
        <NumberInput
          label={t('Days that events are kept')}
          min={1}
          max={400}
          allowDecimal={false}
          readOnly={!mayDesign}
          value={days}
          onChange={(next) => typeof next === 'number' && setDays(next)}
        />
        <FormProblem error={save.error} />
        {mayDesign && (
          <Group justify="flex-end">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('Save')}
            </Button>
          </Group>
        )}
        <Title order={3} fz={14}>
          {t('Newest events')}
        </Title>
        {events.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t('Nothing was published yet.')}
          </Text>
        )}
        {events.map((event) => (
          <div key={event.id}>
            <Text fz="xs" c="dimmed">
              <Ago at={event.publishedAt} /> ·{' '}
              <Link to="/c/$client/runs/$run" params={{ client, run: event.runId }}>
                {t('the run that published it')}
              </Link>
              {` · ${t('began {{count}} runs', { count: event.delivered.length })}`}
            </Text>
            <Text className="tf-mono" fz="xs" lineClamp={3}>
              {event.body}
            </Text>
          </div>
        ))}
      </Stack>
    </Modal>
  )
}
