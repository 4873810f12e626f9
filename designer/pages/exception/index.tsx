// One exception: why the record stopped, the record to correct, and what to do with it.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { exceptionQuery, versionQuery } from '#designer/api/queries.ts'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { t } from '#designer/i18n/index.ts'
import { useCrumb } from '#designer/state/crumb.ts'
import { useMay } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { ErrorPanel } from '#designer/ui/error-panel.tsx'
import { Page, Section } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { RecordEditor } from '#designer/ui/record-editor.tsx'
import { useRecordTitles } from '#designer/ui/record-titles.ts'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { ExceptionStatusBadge } from '#designer/ui/status-badge.tsx'
import { ToList } from '#designer/ui/to-list.tsx'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import classes from './exception.module.css'
import { ExceptionFacts } from './exception-facts.tsx'
import { KeepCase } from './keep-case.tsx'
import { FixLinks } from './fix-links.tsx'
import { Outcome } from './outcome.tsx'
import { ReplayPanel } from './replay-panel.tsx'
import { WhatWasSent } from './what-was-sent.tsx'

export function ExceptionPage() {
  const { client, exception } = useParams({ from: '/app/c/$client/exceptions/$exception' })
  const query = useQuery(exceptionQuery(client, exception))
  return (
    <QueryView query={query} skeleton={<PageSkeleton />} elsewhere={<ToList client={client} to="/c/$client/exceptions" />}>
      {(data) => <Loaded key={data.id} client={client} exception={data} />}
    </QueryView>
  )
}

function Loaded({ client, exception }: { readonly client: string; readonly exception: ExceptionRecord }) {
  const version = useQuery(versionQuery(client, exception.flowId, exception.version))
  const mayOperate = useMay('operate')
  const mayEdit = useMay('edit-mappings')
  const [record, setRecord] = useState<unknown>(exception.input)
  const [valid, setValid] = useState(true)
  const document = version.data?.document
  const step = document?.nodes[exception.nodeId]?.label ?? exception.nodeId
  const changed = JSON.stringify(record) !== JSON.stringify(exception.input)
  const open = exception.status === 'open'
  const titleOf = useRecordTitles(document, exception.nodeId, 'in')
  useCrumb(step)

  return (
    <Page
      title={t('Stopped at “{{step}}”', { step })}
      description={document?.name}
      actions={mayEdit && <KeepCase client={client} exception={exception} step={step} />}
      badges={
        <>
          <ExceptionStatusBadge status={exception.status} />
          <EnvironmentBadge environment={exception.environment} version={exception.version} />
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <ErrorPanel
            error={exception.error}
            {...(document && { at: { document, nodeId: exception.nodeId } })}
            actions={<FixLinks client={client} exception={exception} />}
          />
          {exception.error.disposition === 'uncertain' && <WhatWasSent client={client} exception={exception} document={document} />}
          <Section title={open ? t('The record, as it arrived at the step') : t('The record')}>
            {open && mayOperate ? (
              <RecordEditor value={record} onChange={setRecord} onValidity={setValid} label={t('The record')} titleOf={titleOf} />
            ) : (
              <Card>
                <ValueTree value={exception.input} label={t('The record')} depth={3} titleOf={titleOf} />
              </Card>
            )}
          </Section>
        </div>
        <aside className={classes.side}>
          {open ? (
            mayOperate && (
              <ReplayPanel
                client={client}
                exception={exception}
                record={record}
                changed={changed}
                valid={valid}
                onReset={() => setRecord(exception.input)}
              />
            )
          ) : (
            <Outcome client={client} exception={exception} />
          )}
          <ExceptionFacts client={client} exception={exception} document={document} />
          {open && <SupportLine />}
        </aside>
      </div>
    </Page>
  )
}
