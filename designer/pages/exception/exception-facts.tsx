// Where an exception comes from.
import { Link } from '@tanstack/react-router'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { ExceptionInList } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { Facts } from '#designer/ui/facts.tsx'
import { recordLabel } from '#designer/ui/record-label.ts'
import { recordName } from '#shared/run/record-name.ts'
import { Ago } from '#designer/ui/time.tsx'

export interface ExceptionFactsProps {
  readonly client: string
  readonly exception: ExceptionInList
  readonly document?: FlowDocument
}

export function ExceptionFacts({ client, exception, document }: ExceptionFactsProps) {
  return (
    <Card>
      <Facts
        column
        facts={[
          {
            label: t('Flow'),
            value: (
              <Link to="/c/$client/flows/$flow" params={{ client, flow: exception.flowId }} search={{ node: exception.nodeId }}>
                {document?.name ?? t('Open the flow')}
              </Link>
            ),
          },
          { label: t('Step'), value: document?.nodes[exception.nodeId]?.label ?? exception.nodeId },
          { label: t('Record'), value: recordName(exception.input) ?? '–' },
          { label: t('Part'), value: recordLabel(exception.record, document) },
          exception.standing && {
            label: t('In order with'),
            value:
              exception.standing.behind === 0
                ? exception.standing.lane
                : `${exception.standing.lane}: ${t('lane-behind', { count: exception.standing.behind })}`,
          },
          { label: t('Since'), value: <Ago at={exception.createdAt} /> },
          {
            label: t('Run'),
            value: (
              <Link to="/c/$client/runs/$run" params={{ client, run: exception.runId }} search={{ node: exception.nodeId }}>
                {t('Look at the whole run')}
              </Link>
            ),
          },
          { label: t('Event'), value: <span className="tf-mono">{exception.eventKey}</span> },
        ]}
      />
    </Card>
  )
}
