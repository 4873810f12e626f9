// What an uncertain call sent: what to look for in the other system.
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { runQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { Section } from '#designer/ui/page.tsx'
import { useRecordTitles } from '#designer/ui/record-titles.ts'
import { formatExact } from '#designer/ui/time.tsx'
import { ValueTree } from '#designer/ui/value-tree.tsx'

export interface WhatWasSentProps {
  readonly client: string
  readonly exception: ExceptionRecord
  readonly document: FlowDocument | undefined
}

export function WhatWasSent({ client, exception, document }: WhatWasSentProps) {
  const titleOf = useRecordTitles(document, exception.nodeId, 'sent')
  const { data } = useQuery(runQuery(client, exception.runId))
  const sent = data?.events.findLast(
    (event) => event.kind === 'effect-intended' && event.nodeId === exception.nodeId && event.record === exception.record,
  )
  if (sent?.kind !== 'effect-intended') return null
  return (
    <Section title={t('What was sent')}>
      <Card>
        <Text fz="sm" c="dimmed" mb="xs">
          {t('On {{when}}. Nobody knows whether it arrived.', { when: formatExact(sent.at) })}
        </Text>
        <ValueTree value={sent.input} label={t('What was sent')} depth={3} titleOf={titleOf} />
      </Card>
    </Section>
  )
}
