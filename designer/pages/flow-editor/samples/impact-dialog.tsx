// What publishing the draft would change, in values: all samples and the newest real records, before and after.
import { Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ImpactCase } from '#shared/api/impact.ts'
import { versionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { shownValue } from '#designer/mapping/result-cell.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { StepField } from '#designer/ui/field-path.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { showImpact } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import { useNamingContext } from '../state/use-naming-context.ts'
import classes from './impact-dialog.module.css'
import { useDesignEnvironment } from './use-design-environment.ts'

export function ImpactDialog({ onClose }: { readonly onClose: () => void }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const environment = useDesignEnvironment()
  const versions = useQuery(versionsQuery(clientId, flowId)).data
  const newest = versions?.reduce((most, { version }) => Math.max(most, version), 0) ?? 0
  const impact = useQuery(
    queryOptions({
      queryKey: ['client', clientId, 'flows', flowId, 'impact', newest, environment, document],
      queryFn: ({ signal }) => showImpact(clientId, flowId, { document, before: newest, environment }, signal),
      enabled: newest > 0,
      retry: false,
    }),
  )
  return (
    <Modal opened onClose={onClose} title={t('What the draft changes, in values')} size="xl" scrollAreaComponent={ScrollArea.Autosize}>
      {versions !== undefined && newest === 0 ? (
        <EmptyState icon="git-compare" compact title={t('Nothing to compare with')}>
          {t('The flow has no version yet.')}
        </EmptyState>
      ) : (
        <QueryView query={impact} skeleton={<PageSkeleton />}>
          {({ cases, changed, masked }) => (
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {t('{{changed}} of {{total}} samples and real records come out differently than with version {{version}}.', {
                  changed,
                  total: cases.length,
                  version: newest,
                })}
                {masked ? ` ${t('Personal data of real records is masked.')}` : ''}
              </Text>
              {cases
                .filter(({ differences }) => differences.length > 0)
                .map((one) => (
                  <Case key={nameOf(one)} found={one} />
                ))}
            </Stack>
          )}
        </QueryView>
      )}
    </Modal>
  )
}

/** Where a step gives the sentence with which the record stopped instead of a record. */
const STOPPED = '/stopped'

const nameOf = ({ source }: ImpactCase) => (source.kind === 'sample' ? source.name : (source.label ?? source.runId))

function Case({ found }: { readonly found: ImpactCase }) {
  const document = useEditor((state) => state.document)
  const context = useNamingContext()
  return (
    <section aria-label={nameOf(found)}>
      <h3 className={classes.title}>
        {nameOf(found)}
        <span className={classes.kind}>{found.source.kind === 'sample' ? t('Sample') : t('Real record')}</span>
      </h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('Where')}</th>
            <th>{t('Before')}</th>
            <th>{t('After')}</th>
          </tr>
        </thead>
        <tbody>
          {found.differences.map((one) => (
            <tr key={`${one.nodeId}${one.path}`}>
              <td>
                {one.path === STOPPED ? (
                  t('{{step}} stops the record', { step: document.nodes[one.nodeId]?.label ?? one.nodeId })
                ) : (
                  <StepField document={document} nodeId={one.nodeId} path={one.path} context={context} />
                )}
              </td>
              <td className={classes.before}>{shownValue(one.before)}</td>
              <td className={classes.after}>{shownValue(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
